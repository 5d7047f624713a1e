import { degrees, radians } from '@cupola/core/foundation';
import { groundEllipse } from '@cupola/core/physics';

/** An ellipse on the ground that holds the true place with the probability `ELLIPSE_PROB`. */
export interface LikelyEllipse {
  /** Of the longer axis, clockwise from north, degrees, [0, 180). */
  readonly orientationDeg: number;
  readonly semiMajorKm: number;
  readonly semiMinorKm: number;
}

/** Share of cases in which the ellipses of the profiles hold the true place. */
export const ELLIPSE_PROB = 0.95;
/** How many sigmas that is in two dimensions: the square is chi-square with two degrees of freedom. */
const SIGMAS = Math.sqrt(-2 * Math.log(1 - ELLIPSE_PROB));

/** @param covarianceM2 - East-east, east-north, north-north. */
export function likelyEllipse(covarianceM2: readonly [number, number, number]): LikelyEllipse {
  const { majorM, minorM, majorAzimuthRad } = groundEllipse(covarianceM2);
  return {
    orientationDeg: degrees(majorAzimuthRad),
    semiMajorKm: (SIGMAS * majorM) / 1000,
    semiMinorKm: (SIGMAS * minorM) / 1000,
  };
}

/** The initial bearing of the great circle from one place to another, clockwise from north, degrees, [0, 360). */
export function bearingDeg(from: Place, to: Place): number {
  const fromRad = radians(from.latitudeDeg);
  const toRad = radians(to.latitudeDeg);
  const aheadRad = radians(to.longitudeDeg - from.longitudeDeg);
  const east = Math.sin(aheadRad) * Math.cos(toRad);
  const north =
    Math.cos(fromRad) * Math.sin(toRad) - Math.sin(fromRad) * Math.cos(toRad) * Math.cos(aheadRad);
  return (degrees(Math.atan2(east, north)) + 360) % 360;
}

export interface Place {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}
