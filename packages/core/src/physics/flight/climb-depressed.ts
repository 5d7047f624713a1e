import { aimFault } from './aim-reach.ts';
import { accept, fly } from './climb.ts';
import type { Climb } from './climb.ts';
import { APOGEE_SCALE_M, solveWith } from './climb-to-aim.ts';
import type { GroundPoint } from './ground-distance.ts';
import { leastLoadingTo } from './least-loading.ts';
import type { BoostCapability, TrajectoryOutcome } from './trajectory.ts';
import { failed } from './trajectory-outcome.ts';
import { radialSpeedMPerS } from './trial-flight.ts';

/** From the apogee of the least loading down to the one asked for, at most this much at a time. */
const STEP_DOWN = 0.8;

/**
 * The climb to an aim through an apogee below that of the least loading: flatter, faster and sooner there.
 *
 * Found by going down from the least loading in steps. Below the height where a climb of the class burns out the solution ends: thrust would have
 * to point down.
 */
export function solveDepressed(
  site: GroundPoint,
  capability: BoostCapability,
  goal: { readonly aim: GroundPoint; readonly apogeeM: number },
): TrajectoryOutcome {
  const fault = aimFault(site, capability, goal.aim);
  if (fault !== null) return fault;
  const least = leastLoadingTo(site, capability, goal.aim);
  const highestM = least === null ? null : (fly(site, capability, least)?.apogeeM ?? null);
  if (least === null || highestM === null) {
    return failed('no-solution', 'no climb was found that reaches the aim');
  }
  if (!(goal.apogeeM < highestM)) {
    const detail = `apogee of ${km(goal.apogeeM)} km; a depressed flight stays below the ${km(highestM)} km of the flight with the least loading there`;
    return { ok: false, error: { code: 'apogee-not-depressed', detail, reachableM: highestM } };
  }
  let climb: Climb | null = least;
  let apogeeM = highestM;
  while (climb !== null && apogeeM > goal.apogeeM) {
    apogeeM = Math.max(goal.apogeeM, STEP_DOWN * apogeeM);
    const wantedM = apogeeM;
    climb = solveWith(
      site,
      capability,
      goal.aim,
      climb,
      (flight) => (flight.apogeeM - wantedM) / APOGEE_SCALE_M,
    );
  }
  const flight = climb === null ? null : fly(site, capability, climb);
  if (climb === null || flight === null || radialSpeedMPerS(flight.burnout) < 0) {
    return failed('no-solution', `no climb was found that stays below ${(apogeeM / 1000).toFixed(0)} km`);
  }
  return accept(site, capability, climb);
}

function km(metres: number): string {
  return (metres / 1000).toFixed(1);
}
