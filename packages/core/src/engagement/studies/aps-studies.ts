import { NORTH_KOREA, NO_G, NO_HEIGHTS } from './commonly-assumed.ts';
import type { Study } from './study.ts';

/** What both studies of solid missiles are run with. */
const SOLID_FROM_NORTH_KOREA = {
  shotsPerTarget: 1,
  speedKmS: 4,
  accelG: 15,
  flyoutS: 100,
  orbitKm: 300,
  interceptKm: 200,
  maxLatitudeDeg: 45,
  inclinationDeg: 45,
} as const;

/** The studies of the American Physical Society: one missile in 2003, ten of them in 2025. */
export const APS_STUDIES: readonly Study[] = [
  {
    id: 'aps-2003-solid',
    title: 'American Physical Society, one solid missile from northern Korea',
    source: '[APS-2004]',
    evidence: 'copy, unverified',
    published: { interceptors: 1600, unit: 'in orbit', wording: 'at least 1,600' },
    inputs: { missiles: 1, ...SOLID_FROM_NORTH_KOREA },
    assumed: {
      shotsPerTarget: 'one: the study counts interceptors in reach',
      speedKmS: '4 km/s: recalled, unverified',
      accelG: NO_G,
      orbitKm: NO_HEIGHTS,
      interceptKm: NO_HEIGHTS,
      maxLatitudeDeg: '45: orbits that serve northern Korea',
      inclinationDeg: '45, likewise',
    },
    missing: [],
    areas: [NORTH_KOREA],
  },
  {
    id: 'aps-2003-liquid',
    title: 'American Physical Society, one liquid missile',
    source: '[APS-2004]',
    evidence: 'recalled, unverified',
    published: { interceptors: 700, unit: 'in orbit', wording: 'about 700' },
    inputs: {
      missiles: 1,
      shotsPerTarget: 1,
      speedKmS: 4,
      accelG: 15,
      flyoutS: 170,
      orbitKm: 300,
      interceptKm: 200,
      maxLatitudeDeg: 45,
      inclinationDeg: 45,
    },
    assumed: {
      shotsPerTarget: 'one, as of the solid case',
      speedKmS: '4 km/s: recalled, unverified',
      accelG: NO_G,
      flyoutS: '240 s of boost less the 70 s that the solid case leaves of its 170',
      orbitKm: NO_HEIGHTS,
      interceptKm: NO_HEIGHTS,
      maxLatitudeDeg: '45, as of the solid case',
      inclinationDeg: '45, likewise',
    },
    missing: [],
    areas: [NORTH_KOREA],
  },
  {
    id: 'aps-2025',
    title: 'American Physical Society 2025, ten solid missiles fired quickly',
    source: 'APS Panel on Public Affairs, March 2025',
    evidence: 'recalled, unverified',
    published: { interceptors: 16_000, unit: 'in orbit', wording: 'about 16,000' },
    inputs: { missiles: 10, ...SOLID_FROM_NORTH_KOREA },
    assumed: {
      shotsPerTarget: 'one, as of [APS-2004]',
      speedKmS: 'as of [APS-2004]',
      accelG: NO_G,
      flyoutS: 'as of [APS-2004]',
      orbitKm: NO_HEIGHTS,
      interceptKm: NO_HEIGHTS,
      maxLatitudeDeg: 'as of [APS-2004]',
      inclinationDeg: 'as of [APS-2004]',
    },
    missing: [],
    areas: [NORTH_KOREA],
  },
];
