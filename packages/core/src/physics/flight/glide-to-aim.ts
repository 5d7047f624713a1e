import { earthAngleRad } from '../earth-rotation.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2 } from '../earth.ts';
import { aimFault } from './aim-reach.ts';
import { heightAboveEllipsoidM } from './ballistic.ts';
import type { BoostProfile } from './boost.ts';
import { isUsable, loadingFor, profileOf } from './climb.ts';
import { missFrom } from './climb-to-aim.ts';
import { solveByDampedNewton } from './damped-newton.ts';
import { flyGlide } from './fly-glide.ts';
import type { GlideEnd } from './fly-glide.ts';
import type { GlideProgram } from './glide.ts';
import { groundBelow } from './ground-below.ts';
import { bearingRad, groundDistanceM } from './ground-distance.ts';
import type { GroundPoint } from './ground-distance.ts';
import type { BoostCapability, GlideGoal, TrajectoryOutcome } from './trajectory.ts';
import { describe, failed, flightPathAngleRad } from './trajectory-outcome.ts';
import { burnoutOf } from './trial-flight.ts';

/** Scales of the residuals: a solution is this close, or closer. */
const HEIGHT_SCALE_M = 50;
const PATH_SCALE_RAD = 2e-4;
const MISS_SCALE_M = 50;
/** Over the ground from lift-off to the glide and from the dive to the ground, m: for the first guess only. */
const BEFORE_AND_AFTER_M = 1_300_000;

/** First guesses of the speed, as shares of that of the closed form. */
const SPEED_SHARES: readonly number[] = [1, 1.02, 0.98, 1.05, 0.95, 1.09];

/** The pitch program and the speed of a climb that ends near level. */
interface LevelClimb {
  readonly loading: number;
  readonly midPitchRad: number;
  readonly finalPitchRad: number;
  readonly headingRad: number;
}

/**
 * The climb from which a glide, flown by its stated turns, ends at the aim.
 *
 * Nothing is steered towards the aim in flight: speed and heading at burnout are found so that the turns as they are stated lead there, within 100 m.
 */
export function solveGlide(
  site: GroundPoint,
  capability: BoostCapability,
  goal: GlideGoal,
): TrajectoryOutcome {
  const fault = aimFault(site, capability, goal.aim);
  if (fault !== null) return fault;
  const rangeM = groundDistanceM(site, goal.aim);
  const { program } = goal;
  const speedMPerS = burnoutSpeedFor(rangeM, program);
  for (const share of SPEED_SHARES) {
    const climb = climbToGlide(site, capability, goal, share * speedMPerS);
    if (climb === null) continue;
    const profile = levelProfile(capability, climb);
    const burnout = burnoutOf(profile, site);
    const end = flyGlide(burnout, profile.durationS, program);
    if (end === null) continue;
    const highestM = Math.max(end.highestM, heightAboveEllipsoidM(burnout[0]!, burnout[1]!, burnout[2]!));
    const flight = { burnout, apogeeM: highestM, flightTimeS: end.timeS, impact: groundPointOf(end) };
    return { ok: true, solution: { ...describe(profile, flight), after: { kind: 'glide', program } } };
  }
  return failed('no-solution', 'no speed and heading were found from which those turns lead there');
}

/** Speed and heading from which the glide ends at the aim, searched from a first speed; null when that leads nowhere. */
function climbToGlide(
  site: GroundPoint,
  capability: BoostCapability,
  goal: GlideGoal,
  speedMPerS: number,
): LevelClimb | null {
  const miss = missFrom(site, goal.aim);
  let level = levelled(site, capability, goal, {
    loading: loadingFor(capability, speedMPerS, 0.1),
    midPitchRad: 0.3,
    finalPitchRad: 0,
    headingRad: bearingRad(site, goal.aim),
  });
  if (level === null) return null;
  const unknowns = Float64Array.of(level.loading, level.headingRad);
  const at = (trial: Float64Array, from: LevelClimb): LevelClimb | null =>
    levelled(site, capability, goal, { ...from, loading: trial[0]!, headingRad: trial[1]! });
  const solved = solveByDampedNewton(
    {
      residualsInto: (out, trial) => {
        const climb = level === null ? null : at(trial, level);
        if (climb === null) return false;
        level = climb;
        const end = glideOf(site, capability, climb, goal.program);
        if (end === null) return false;
        const [eastM, northM] = miss(groundPointOf(end));
        out[0] = eastM / MISS_SCALE_M;
        out[1] = northM / MISS_SCALE_M;
        return true;
      },
      differences: [1e-4, 1e-4],
      longestMoves: [0.3, 0.3],
      maxIterations: 25,
    },
    unknowns,
  );
  return solved ? at(unknowns, level) : null;
}

/** Speed at the start of a straight glide of that range, m/s: [Eggers-1958], the range of a glider of constant lift to drag. */
function burnoutSpeedFor(rangeM: number, program: GlideProgram): number {
  const circular2 = EARTH_MU_M3_PER_S2 / EARTH_EQUATORIAL_RADIUS_M;
  const glideM = Math.max(1000, rangeM - BEFORE_AND_AFTER_M);
  const lost = Math.exp((-2 * glideM) / (EARTH_EQUATORIAL_RADIUS_M * program.liftToDrag));
  return Math.sqrt(circular2 * (1 - (1 - program.diveSpeedMPerS ** 2 / circular2) * lost));
}

/** The same speed and heading with the pitch program that ends at the height and path asked for; null when there is none. */
function levelled(
  site: GroundPoint,
  capability: BoostCapability,
  goal: GlideGoal,
  start: LevelClimb,
): LevelClimb | null {
  if (!isUsable(start.loading)) return null;
  const unknowns = Float64Array.of(start.midPitchRad, start.finalPitchRad);
  const solved = solveByDampedNewton(
    {
      residualsInto: (out, trial) => {
        const climb = { ...start, midPitchRad: trial[0]!, finalPitchRad: trial[1]! };
        const burnout = burnoutOf(levelProfile(capability, climb), site);
        out[0] =
          (heightAboveEllipsoidM(burnout[0]!, burnout[1]!, burnout[2]!) - goal.burnoutHeightM) /
          HEIGHT_SCALE_M;
        out[1] = (flightPathAngleRad(burnout) - goal.burnoutPathRad) / PATH_SCALE_RAD;
        return true;
      },
      differences: [1e-5, 1e-5],
      longestMoves: [0.2, 0.2],
      maxIterations: 30,
    },
    unknowns,
  );
  return solved ? { ...start, midPitchRad: unknowns[0]!, finalPitchRad: unknowns[1]! } : null;
}

function levelProfile(capability: BoostCapability, climb: LevelClimb): BoostProfile {
  return {
    ...profileOf(capability, { ...climb, pitchRad: climb.finalPitchRad }),
    midPitchRad: climb.midPitchRad,
  };
}

function glideOf(
  site: GroundPoint,
  capability: BoostCapability,
  climb: LevelClimb,
  program: GlideProgram,
): GlideEnd | null {
  const profile = levelProfile(capability, climb);
  return flyGlide(burnoutOf(profile, site), profile.durationS, program);
}

/** The place below a state, with Greenwich on the x axis at lift-off. */
function groundPointOf(end: GlideEnd): GroundPoint {
  const angleRad = earthAngleRad({ angleAtEpochRad: 0 }, Math.round(end.timeS * 1e6));
  return groundBelow(end.state, angleRad);
}
