import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  EARTH_ROTATION_RAD_PER_S,
} from '../../physics/index.ts';

/** Speeds of missiles over the turning Earth, m/s: from the slow top of a steep climb to an intercontinental burnout, with room. */
export const MAX_SPEED_M_PER_S = 9_500;
const MIN_SPEED_M_PER_S = 300;
/** Speed of the ground at the equator, m/s: what an inertial speed may exceed the one over ground by, near the Earth. */
export const GROUND_SPEED_M_PER_S = 465;
/** Below this height a slow object may have just been launched, m. */
export const ATMOSPHERE_TOP_M = 80_000;
/** Sigmas of its speed by which an object may miss a gate. */
const SLACK_SIGMAS = 5;

/**
 * Can a missile move like this? Not faster than missiles are, not slower above the air, and not on the way out of the Earth's gravity.
 *
 * @param state - Inertial position and velocity, m and m/s.
 * @param speedSigmaMPerS - Sigma of the speed, m/s: the gates give way by five of them.
 */
export function isMissileLike(state: ArrayLike<number>, speedSigmaMPerS: number): boolean {
  const x = state[0]!;
  const y = state[1]!;
  const radiusM = Math.hypot(x, y, state[2]!);
  const slack = SLACK_SIGMAS * speedSigmaMPerS;
  const inertial = Math.hypot(state[3]!, state[4]!, state[5]!);
  const escape = Math.sqrt((2 * EARTH_MU_M3_PER_S2) / radiusM);
  if (inertial > escape + slack) return false;
  const overGround = Math.hypot(
    state[3]! + EARTH_ROTATION_RAD_PER_S * y,
    state[4]! - EARTH_ROTATION_RAD_PER_S * x,
    state[5]!,
  );
  if (overGround > MAX_SPEED_M_PER_S + slack) return false;
  return radiusM - EARTH_EQUATORIAL_RADIUS_M < ATMOSPHERE_TOP_M || overGround > MIN_SPEED_M_PER_S - slack;
}
