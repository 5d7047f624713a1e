import { radians } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';

/**
 * How a climb from rest on the ground went until a moment when height, climb rate and speed over the ground are known. With climb rate as the
 * n-th power of the age and speed over the ground as the m-th,
 *
 *   height = climb rate · age / (n + 1),   way over the ground = speed over the ground · age / (m + 1),
 *   upward acceleration = n · climb rate / age,   acceleration along the ground = m · speed over the ground / age.
 *
 * n is 1 at constant net acceleration and above it when thrust grows against mass; a body that stands upright first and then bends evenly
 * gains speed over the ground with the second power of the age, under growing thrust with the third. Both spreads are notional and wide.
 */
export const CLIMB_POWER = { mean: 1.2, sigma: 0.25 } as const;
export const BEND_POWER = { mean: 2.5, sigma: 0.5 } as const;
/** No power law is exact: by so much may the power that thrust shows at one moment differ from the mean one since lift-off. Notional. */
export const POWER_MISMATCH_SIGMA = { climb: 0.2, bend: 0.5 } as const;
/** How far the way over the ground as a whole may differ in bearing from its end: the turning Earth alone bends it by a degree or two. Notional. */
export const BEARING_SIGMA_RAD: number = radians(2);
/** Height of launch sites above the ellipsoid, m, any alike. Notional: few sites lie higher. */
export const SITE_HEIGHT_M = { low: 0, high: 1_500 } as const;

/** Age of a climb, s, from its height above the site and climb rate. */
export function climbAgeS(climbedM: number, climbRateMPerS: number, climbPower: number): number {
  return ((climbPower + 1) * climbedM) / climbRateMPerS;
}

/** Way over the ground since lift-off, m, at sea level. */
export function wayOverGroundM(
  ageS: number,
  groundSpeedMPerS: number,
  bendPower: number,
  heightM: number,
): number {
  const atGround = EARTH_EQUATORIAL_RADIUS_M / (EARTH_EQUATORIAL_RADIUS_M + heightM);
  return (groundSpeedMPerS * ageS * atGround) / (bendPower + 1);
}
