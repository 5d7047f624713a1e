import type { StudyArea } from './study.ts';

/** Middles of the areas that the regional studies name. */
export const NORTH_KOREA: StudyArea = { title: 'northern Korea', latDeg: 40, lonDeg: 127 };
export const IRAN: StudyArea = { title: 'Iran', latDeg: 33, lonDeg: 53 };

/** What is taken where a study prints none, with the reason. */
export const NO_G: string = '15 g, as [Harrison-2025]: the study prints no acceleration';
export const NO_HEIGHTS: string = '300 km and 200 km, as [Harrison-2025]: the study prints no heights';
