import { bearingRad, groundDistanceM } from '@cupola/core/physics';
import type { GroundPoint } from '@cupola/core/physics';

/** East and north, m, of a place seen from another, by distance and bearing. */
export function offsetM(from: GroundPoint, to: GroundPoint): readonly [number, number] {
  const distanceM = groundDistanceM(from, to);
  const bearing = bearingRad(from, to);
  return [distanceM * Math.sin(bearing), distanceM * Math.cos(bearing)];
}

/** Squared distance of an offset in the sigmas of a covariance on the ground. */
export function squaredDistance(
  { covarianceM2 }: { readonly covarianceM2: readonly [number, number, number] },
  [east, north]: readonly [number, number],
): number {
  const [eastEast, eastNorth, northNorth] = covarianceM2;
  const determinant = eastEast * northNorth - eastNorth * eastNorth;
  return (northNorth * east * east - 2 * eastNorth * east * north + eastEast * north * north) / determinant;
}
