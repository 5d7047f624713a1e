import {
  EARTH_EQUATORIAL_RADIUS_M,
  bearingRad,
  groundDistanceM,
  groundPointAt,
} from '../../physics/index.ts';
import type { GroundPoint } from '../../physics/index.ts';

/** Centre and covariance of weighed places. */
export interface GroundMoments {
  readonly centre: GroundPoint;
  /** East-east, east-north, north-north, m², of distance and bearing from the centre. */
  readonly covarianceM2: readonly [number, number, number];
}

const PASSES = 3;

/** Mean place and covariance, laid out by distance and bearing from the mean, so that spreads of thousands of kilometres bend with the Earth. */
export function groundMoments(places: readonly GroundPoint[], weights: readonly number[]): GroundMoments {
  let total = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  places.forEach(({ latitudeRad, longitudeRad }, k) => {
    const weight = weights[k] ?? 0;
    total += weight;
    x += weight * Math.cos(latitudeRad) * Math.cos(longitudeRad);
    y += weight * Math.cos(latitudeRad) * Math.sin(longitudeRad);
    z += weight * Math.sin(latitudeRad);
  });
  let centre: GroundPoint = { latitudeRad: Math.atan2(z, Math.hypot(x, y)), longitudeRad: Math.atan2(y, x) };
  for (let pass = 1; ; pass++) {
    let east = 0;
    let north = 0;
    let eastEast = 0;
    let eastNorth = 0;
    let northNorth = 0;
    places.forEach((place, k) => {
      const weight = (weights[k] ?? 0) / total;
      const [e, n] = groundOffsetM(centre, place);
      east += weight * e;
      north += weight * n;
      eastEast += weight * e * e;
      eastNorth += weight * e * n;
      northNorth += weight * n * n;
    });
    if (pass === PASSES || Math.hypot(east, north) > EARTH_EQUATORIAL_RADIUS_M) {
      return { centre, covarianceM2: [eastEast, eastNorth, northNorth] };
    }
    centre = movedOnGround(centre, east, north);
  }
}

/** Squared distances from the centre, in the sigmas of the covariance, that hold half and nine tenths of the weighed places. */
export function heldWithin(
  places: readonly GroundPoint[],
  weights: readonly number[],
  { centre, covarianceM2: [eastEast, eastNorth, northNorth] }: GroundMoments,
): { readonly half: number; readonly nineTenths: number } {
  const determinant = eastEast * northNorth - eastNorth * eastNorth;
  const squares = places.map((place, k) => {
    const [e, n] = groundOffsetM(centre, place);
    const squared = (northNorth * e * e - 2 * eastNorth * e * n + eastEast * n * n) / determinant;
    return { squared, weight: weights[k] ?? 0 };
  });
  squares.sort((a, b) => a.squared - b.squared);
  const total = squares.reduce((sum, { weight }) => sum + weight, 0);
  const holding = (share: number): number => {
    let held = 0;
    return (squares.find(({ weight }) => (held += weight) >= share * total) ?? squares.at(-1))?.squared ?? 0;
  };
  return { half: holding(0.5), nineTenths: holding(0.9) };
}

/** East and north, m, of a place seen from another, by distance and bearing. */
export function groundOffsetM(from: GroundPoint, to: GroundPoint): readonly [number, number] {
  const distanceM = groundDistanceM(from, to);
  const bearing = bearingRad(from, to);
  return [distanceM * Math.sin(bearing), distanceM * Math.cos(bearing)];
}

/** The place so far east and north, m. */
export function movedOnGround(from: GroundPoint, eastM: number, northM: number): GroundPoint {
  return groundPointAt(from, Math.atan2(eastM, northM), Math.hypot(eastM, northM));
}
