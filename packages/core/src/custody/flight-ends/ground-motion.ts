import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  geodeticFromItrf,
  rotatingFromInertial,
} from '../../physics/index.ts';

/** Motion over the turning ground. */
export interface GroundMotion {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  readonly heightM: number;
  readonly climbRateMPerS: number;
  /** Velocity over the ground at height, east and north, m/s. */
  readonly eastMPerS: number;
  readonly northMPerS: number;
}

/** Motion over the ground of an inertial state (m, m/s) when the Greenwich meridian stands at an angle. */
export function groundMotion(state: ArrayLike<number>, earthAngleRad: number): GroundMotion {
  const fixed = rotatingFromInertial(state, earthAngleRad);
  const { latitudeRad, longitudeRad, heightM } = geodeticFromItrf(fixed[0]!, fixed[1]!, fixed[2]!);
  const axes = localAxes(latitudeRad, longitudeRad);
  const along = (axis: number): number =>
    axes[3 * axis]! * fixed[3]! + axes[3 * axis + 1]! * fixed[4]! + axes[3 * axis + 2]! * fixed[5]!;
  return {
    latitudeRad,
    longitudeRad,
    heightM,
    eastMPerS: along(0),
    northMPerS: along(1),
    climbRateMPerS: along(2),
  };
}

/** East, north and up at a place, Earth-fixed, row by row. */
export function localAxes(latitudeRad: number, longitudeRad: number): Float64Array {
  const sinLatitude = Math.sin(latitudeRad);
  const cosLatitude = Math.cos(latitudeRad);
  const sinLongitude = Math.sin(longitudeRad);
  const cosLongitude = Math.cos(longitudeRad);
  return Float64Array.of(
    -sinLongitude,
    cosLongitude,
    0,
    -sinLatitude * cosLongitude,
    -sinLatitude * sinLongitude,
    cosLatitude,
    cosLatitude * cosLongitude,
    cosLatitude * sinLongitude,
    sinLatitude,
  );
}

/** Strength of gravity at a height, m/s². */
export function gravityAtMPerS2(heightM: number): number {
  return EARTH_MU_M3_PER_S2 / (EARTH_EQUATORIAL_RADIUS_M + heightM) ** 2;
}
