import { capShare } from '../../coverage/index.ts';

/** What the flat formula of the absentee ratio takes. */
export interface FlatPattern {
  readonly earthRadiusM: number;
  readonly interceptAltitudeM: number;
  /** Latitudes that are defended, from minus this to this, rad; π/2 for the whole Earth. */
  readonly maxLatitudeRad: number;
  readonly coverRadiusM: number;
}

/**
 * Interceptors in orbit for each one in reach, evenly spread over the belt of latitudes: 4 (Re + h)² sin(lat_max) / r². Relation R3.
 *
 * A flat circle against a spherical belt; even spread, which no orbit gives; not rounded. Infinite when nothing is covered.
 *
 * @see [Harrison-2025] app. B, which calls it the best case.
 */
export function flatAbsenteeRatio(pattern: FlatPattern): number {
  const radiusM = pattern.earthRadiusM + pattern.interceptAltitudeM;
  return (4 * radiusM ** 2 * Math.sin(pattern.maxLatitudeRad)) / pattern.coverRadiusM ** 2;
}

/**
 * Share of the sphere under one interceptor when the cover radius is an arc on the shell of the orbits: (1 - cos(r / (Re + h_orbit))) / 2.
 * Relation R4.
 */
export function arcCapShare(coverRadiusM: number, orbitRadiusM: number): number {
  return capShare(coverRadiusM / orbitRadiusM);
}

/** Interceptors that a ratio asks for: ratio x targets at once x shots at each, rounded up. R3. Infinite stays infinite. */
export function interceptorsFor(absenteeRatio: number, targets: number, shotsPerTarget: number): number {
  return wholeAbove(absenteeRatio * targets * shotsPerTarget);
}

/** Products of whole numbers and rounded logarithms may lie a rounding error above the whole number they mean. */
const ROUNDING = 1e-9;

/** The least whole number that is not below a value by more than rounding. */
export function wholeAbove(value: number): number {
  return Math.ceil(value * (1 - ROUNDING));
}
