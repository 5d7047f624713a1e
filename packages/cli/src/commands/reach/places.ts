import type { Problem } from '@cupola/core/scenario';
import { numberFrom } from '../flag-values.ts';

/** A place on the command line. */
export interface PlaceFlag {
  readonly title: string;
  readonly latDeg: number;
  readonly lonDeg: number;
}

/** `LAT,LON` in degrees; null after a problem. */
export function placeFlag(path: string, text: string, problems: Problem[]): PlaceFlag | null {
  const [latDeg = Number.NaN, lonDeg = Number.NaN, ...rest] = text.split(',').map(numberFrom);
  if (rest.length === 0 && Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180) {
    return { title: `${latDeg},${lonDeg}`, latDeg, lonDeg };
  }
  const expected = 'LAT,LON: latitude from -90 to 90, longitude from -180 to 180 degrees, such as 40.9,129.3';
  problems.push({ path, value: text, expected, message: 'it is no place on the Earth' });
  return null;
}
