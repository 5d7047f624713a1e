import type { Circle } from './campaign.ts';

/** A place that launches come from or go to. */
export interface NamedArea extends Circle {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

const ROUGH = 'Notional: a rough circle over a wide part of the map, no site in particular.';
const SPACEPORT = 'Public coordinates of a civil spaceport, to a tenth of a degree or better.';

/** Areas that campaigns may name. Wide circles for missiles, public spaceports for space launches. */
export const NAMED_AREAS: readonly NamedArea[] = [
  area('north-korea', 'North of the Korean peninsula', 40, 127, 120, ROUGH),
  area('north-west-china', 'Deserts of north-west China', 40.5, 94, 400, ROUGH),
  area('central-russia', 'Between Volga and Ural', 54, 50, 500, ROUGH),
  area('siberia', 'Southern Siberia', 54, 88, 700, ROUGH),
  area('iran', 'Plateau of Iran', 33.5, 53, 350, ROUGH),
  area('south-asia', 'South Asia', 22, 80, 400, ROUGH),
  area('near-east', 'Deserts of the Near East', 31, 40, 400, ROUGH),
  area('north-pacific', 'North Pacific Ocean', 45, 170, 900, ROUGH),
  area('barents-sea', 'Barents Sea', 73, 40, 350, ROUGH),
  area('north-atlantic', 'North Atlantic Ocean', 50, -32, 900, ROUGH),
  area('south-china-sea', 'South China Sea', 16, 115, 300, ROUGH),
  area('sea-of-okhotsk', 'Sea of Okhotsk', 54, 149, 250, ROUGH),
  area('east-pacific', 'Pacific Ocean west of Mexico', 15, -125, 600, ROUGH),
  area('sea-of-japan', 'Sea of Japan', 40, 135, 200, ROUGH),
  area('kamchatka', 'Kamchatka', 57, 160, 150, ROUGH),
  area('south-pacific', 'South Pacific Ocean', -25, -140, 900, ROUGH),
  area('central-pacific', 'Central Pacific Ocean', 8, 178, 700, ROUGH),
  area('indian-ocean', 'Indian Ocean', -15, 80, 800, ROUGH),
  area('arabian-sea', 'Arabian Sea', 18, 64, 400, ROUGH),
  area('bay-of-bengal', 'Bay of Bengal', 14, 88, 350, ROUGH),
  area('central-europe', 'Central Europe', 50, 15, 600, ROUGH),
  area('central-asia', 'Steppe of central Asia', 46, 72, 300, ROUGH),
  area('canada', 'Canada north of the lakes', 55, -95, 900, ROUGH),
  area('mexico', 'North of Mexico', 26, -104, 400, ROUGH),
  area('baikonur', 'Baikonur', 45.96, 63.31, 30, SPACEPORT),
  area('plesetsk', 'Plesetsk', 62.93, 40.58, 20, SPACEPORT),
  area('vostochny', 'Vostochny', 51.88, 128.33, 10, SPACEPORT),
  area('jiuquan', 'Jiuquan', 40.96, 100.29, 20, SPACEPORT),
  area('taiyuan', 'Taiyuan', 38.85, 111.61, 10, SPACEPORT),
  area('wenchang', 'Wenchang', 19.61, 110.95, 10, SPACEPORT),
  area('sriharikota', 'Sriharikota', 13.72, 80.23, 10, SPACEPORT),
  area('kourou', 'Kourou', 5.24, -52.77, 15, SPACEPORT),
  area('cape-canaveral', 'Cape Canaveral', 28.5, -80.57, 10, SPACEPORT),
  area('vandenberg', 'Vandenberg', 34.73, -120.57, 10, SPACEPORT),
  area('tanegashima', 'Tanegashima', 30.4, 130.97, 10, SPACEPORT),
  area('mahia', 'Mahia', -39.26, 177.86, 10, SPACEPORT),
  area('semnan', 'Semnan', 35.23, 53.92, 10, SPACEPORT),
  area('sohae', 'Sohae', 39.66, 124.71, 10, SPACEPORT),
];

function area(
  id: string,
  title: string,
  latDeg: number,
  lonDeg: number,
  radiusKm: number,
  source: string,
): NamedArea {
  return { id, title, latDeg, lonDeg, radiusKm, source };
}
