import { assert } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2 } from '../../physics/index.ts';

const DAY_S = 86_400;

/** How hard and how often a satellite thrusts on its way up. */
export interface LowThrust {
  readonly accelerationMPerS2: number;
  /** Share of the time in which it does, (0, 1]. */
  readonly dutyShare: number;
}

/**
 * Days of a slow spiral between two circular orbits in one plane: the difference of their speeds over the mean acceleration. Mass and acceleration
 * stay as they are; drag, shadow and the Earth's oblateness are left out. [Edelbaum-1961] without plane change.
 *
 * Altitudes: semi-major axis less 6378.137 km, either the higher one.
 */
export function raiseDays(fromAltitudeM: number, toAltitudeM: number, thrust: LowThrust): number {
  assert(thrust.accelerationMPerS2 > 0 && thrust.dutyShare > 0, 'a satellite that climbs thrusts');
  const speedChange = Math.abs(circularSpeedMPerS(fromAltitudeM) - circularSpeedMPerS(toAltitudeM));
  return speedChange / (thrust.accelerationMPerS2 * thrust.dutyShare) / DAY_S;
}

export function circularSpeedMPerS(altitudeM: number): number {
  return Math.sqrt(EARTH_MU_M3_PER_S2 / (EARTH_EQUATORIAL_RADIUS_M + altitudeM));
}
