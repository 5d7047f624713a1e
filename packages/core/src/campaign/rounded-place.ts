import { degrees } from '../foundation/index.ts';
import type { GroundPoint } from '../physics/index.ts';
import type { Place } from '../scenario/index.ts';

/** To a ten-thousandth: ten metres in degrees. */
export function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

export function placeOf({ latitudeRad, longitudeRad }: GroundPoint): Place {
  return { latDeg: rounded(degrees(latitudeRad)), lonDeg: rounded(degrees(longitudeRad)) };
}
