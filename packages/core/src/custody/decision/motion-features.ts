import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  EARTH_ROTATION_RAD_PER_S,
} from '../../physics/index.ts';

/** What a state says about the vehicle behind it. */
export interface MotionFeatures {
  /** Distance from the centre less the equatorial radius, m; good to the 21 km of the flattening. */
  readonly altitudeM: number;
  /** Speed against the turning Earth that a body of the same energy would have at the surface, m/s. */
  readonly surfaceSpeedMPerS: number;
  /** Of the velocity against the turning Earth above the horizon, rad. */
  readonly flightPathRad: number;
  /** Lowest point of the orbit above the equatorial radius, m; negative when it comes down. */
  readonly perigeeM: number;
  /** Highest point of the orbit above the equatorial radius, m; infinite when it leaves the Earth. */
  readonly apogeeM: number;
}

/** Features of an inertial state (m, m/s). */
export function motionFeatures(state: ArrayLike<number>): MotionFeatures {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const vx = state[3]!;
  const vy = state[4]!;
  const vz = state[5]!;
  const r = Math.sqrt(x * x + y * y + z * z);
  const ux = vx + EARTH_ROTATION_RAD_PER_S * y;
  const uy = vy - EARTH_ROTATION_RAD_PER_S * x;
  const speed2 = ux * ux + uy * uy + vz * vz;
  const radial = x * vx + y * vy + z * vz;
  const climb = radial / r;
  const inertialSpeed2 = vx * vx + vy * vy + vz * vz;
  const energy = inertialSpeed2 / 2 - EARTH_MU_M3_PER_S2 / r;
  const parameterM = (r * r * inertialSpeed2 - radial * radial) / EARTH_MU_M3_PER_S2;
  const eccentricity = Math.sqrt(Math.max(0, 1 + (2 * energy * parameterM) / EARTH_MU_M3_PER_S2));
  const lift = 2 * EARTH_MU_M3_PER_S2 * (1 / EARTH_EQUATORIAL_RADIUS_M - 1 / r);
  return {
    altitudeM: r - EARTH_EQUATORIAL_RADIUS_M,
    surfaceSpeedMPerS: Math.sqrt(Math.max(0, speed2 + lift)),
    flightPathRad: Math.asin(Math.min(1, Math.max(-1, climb / Math.max(1, Math.sqrt(speed2))))),
    perigeeM: parameterM / (1 + eccentricity) - EARTH_EQUATORIAL_RADIUS_M,
    apogeeM: eccentricity < 1 ? parameterM / (1 - eccentricity) - EARTH_EQUATORIAL_RADIUS_M : Infinity,
  };
}

/** How well a track knows what the classes are asked about, one sigma of each. */
export interface FeatureErrors {
  /** Of the logarithm of speed, of the flight path, rad, and of the logarithm of thrust. */
  readonly speedLog: number;
  readonly pathRad: number;
  readonly thrustLog: number;
}

export const NO_ERRORS: FeatureErrors = { speedLog: 0, pathRad: 0, thrustLog: 0 };

/** Less known than this is not known at all. */
const LARGEST_ERROR = 1.5;

/** Of a state of six numbers or more with its covariance, row by row; thrust is numbers 7 to 9. */
export function featureErrors(state: ArrayLike<number>, covariance: ArrayLike<number>): FeatureErrors {
  const size = state.length;
  const relative = (from: number): number => {
    let variance = 0;
    let square = 0;
    for (let axis = from; axis < from + 3; axis++) {
      variance += (covariance[axis * (size + 1)] ?? 0) / 3;
      square += (state[axis] ?? 0) ** 2;
    }
    return Math.min(LARGEST_ERROR, Math.sqrt(variance / Math.max(1e-12, square)));
  };
  const ofVelocity = relative(3);
  return {
    speedLog: ofVelocity,
    pathRad: ofVelocity,
    thrustLog: size >= 9 ? relative(6) : 0,
  };
}
