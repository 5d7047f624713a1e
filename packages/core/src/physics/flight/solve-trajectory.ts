import { unreachable } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../earth.ts';
import { arcThroughApogee } from '../kepler-arc.ts';
import { CLOSEST_AIM_M, aimFault } from './aim-reach.ts';
import type { Climb } from './climb.ts';
import { accept, firstGuess, profileOf } from './climb.ts';
import { APOGEE_SCALE_M, solveWith } from './climb-to-aim.ts';
import { solveInclinedOrbit, solveOrbit } from './climb-to-orbit.ts';
import { solveFractionalOrbit } from './fractional-orbit.ts';
import { solveDepressed } from './climb-depressed.ts';
import { solveGlide } from './glide-to-aim.ts';
import { groundPointAt } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import { leastLoadingTo } from './least-loading.ts';
import type { BoostCapability, TrajectoryGoal, TrajectoryOutcome } from './trajectory.ts';
import { failed, flightPathAngleRad, outOfReach } from './trajectory-outcome.ts';
import { burnoutOf } from './trial-flight.ts';

/** Scale of the residual: a solution is this close, or closer. */
const ANGLE_SCALE_RAD = 2e-5;

/**
 * Finds the generic climb that meets a goal: to an aim point with the least loading, through an apogee and range,
 * below an apogee, by a glide, or into a circular orbit.
 *
 * Whole flights are flown: J2, turning WGS 84 Earth, drag on the way down (none on the way up). Boost duration, lift-off acceleration and
 * vertical rise are the class's and never changed. An aim is met within 100 m, an apogee and a range within 1 km, an orbit within 1 km.
 *
 * @param site - Launch place at height 0.
 * @returns `aim-equals-launch` (closer than 1 km), `range-out-of-reach`, `apogee-out-of-reach` (both with the nearest reach of the class), or
 *   `no-solution` when the bounded search ends without meeting the goal.
 */
export function solveTrajectory(
  site: GroundPoint,
  capability: BoostCapability,
  goal: TrajectoryGoal,
): TrajectoryOutcome {
  switch (goal.kind) {
    case 'minimum-energy':
      return solveToAim(site, capability, goal.aim, goal.loftRad ?? 0);
    case 'lofted':
      return solveLofted(site, capability, goal);
    case 'depressed':
      return solveDepressed(site, capability, goal);
    case 'glide':
      return solveGlide(site, capability, goal);
    case 'orbit':
      return solveOrbit(site, capability, goal);
    case 'inclined-orbit':
      return solveInclinedOrbit(site, capability, goal);
    case 'fractional-orbit':
      return solveFractionalOrbit(site, capability, goal);
    default:
      return unreachable(goal);
  }
}

function solveToAim(
  site: GroundPoint,
  capability: BoostCapability,
  aim: GroundPoint,
  loftRad: number,
): TrajectoryOutcome {
  const fault = aimFault(site, capability, aim);
  if (fault !== null) return fault;
  const least = leastLoadingTo(site, capability, aim);
  if (least === null) return failed('no-solution', 'no climb was found that reaches the aim');
  if (loftRad === 0) return accept(site, capability, least);
  const flatRad = flightPathAngleRad(burnoutOf(profileOf(capability, least), site));
  let climb: Climb | null = least;
  const stages = Math.min(40, Math.ceil(Math.abs(loftRad) / 0.05));
  for (let stage = 1; stage <= stages && climb !== null; stage++) {
    const wantedRad = flatRad + (loftRad * stage) / stages;
    climb = solveWith(
      site,
      capability,
      aim,
      climb,
      (flight) => (flightPathAngleRad(flight.burnout) - wantedRad) / ANGLE_SCALE_RAD,
    );
  }
  if (climb === null) return failed('no-solution', 'no climb was found with that loft');
  return accept(site, capability, climb);
}

function solveLofted(
  site: GroundPoint,
  capability: BoostCapability,
  goal: { readonly apogeeM: number; readonly rangeM: number; readonly azimuthRad: number },
): TrajectoryOutcome {
  if (!(goal.rangeM >= CLOSEST_AIM_M)) return failed('aim-equals-launch', 'the range is less than 1 km');
  if (goal.rangeM > capability.maxRangeM) return outOfReach('range', goal.rangeM, capability.maxRangeM);
  if (!(goal.apogeeM <= capability.maxApogeeM)) {
    return outOfReach('apogee', goal.apogeeM, capability.maxApogeeM);
  }
  const aim = groundPointAt(site, goal.azimuthRad, goal.rangeM);
  const arc = arcThroughApogee(goal.apogeeM, goal.rangeM, EARTH_EQUATORIAL_RADIUS_M);
  const guess = firstGuess(capability, arc, site, aim);
  for (const offsetRad of [0, -0.06, 0.04, -0.15, 0.1]) {
    const pitchRad = guess.pitchRad + offsetRad;
    const climb = solveWith(
      site,
      capability,
      aim,
      { ...guess, pitchRad },
      (flight) => (flight.apogeeM - goal.apogeeM) / APOGEE_SCALE_M,
    );
    if (climb !== null) return accept(site, capability, climb);
  }
  return failed('no-solution', 'no climb was found through that apogee and range');
}
