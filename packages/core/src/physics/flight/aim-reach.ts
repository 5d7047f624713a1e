import { groundDistanceM } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import type { BoostCapability, TrajectoryOutcome } from './trajectory.ts';
import { failed, outOfReach } from './trajectory-outcome.ts';

/** Closer than this, a launch and its aim are one place, m. */
export const CLOSEST_AIM_M = 1000;

/** Why the aim is out of the question for the class; null when it is not. */
export function aimFault(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
): TrajectoryOutcome | null {
  const rangeM = groundDistanceM(site, aim);
  if (!(rangeM >= CLOSEST_AIM_M)) return failed('aim-equals-launch', 'the aim is closer than 1 km');
  if (rangeM > capability.maxRangeM) return outOfReach('range', rangeM, capability.maxRangeM);
  return rangeM < capability.minRangeM ? outOfReach('range', rangeM, capability.minRangeM) : null;
}
