import { unreachable } from '../../foundation/index.ts';
import {
  BOOST_STEP_S,
  boostStepCount,
  flyBoostInto,
  heightAboveEllipsoidM,
  propagateBallisticInto,
  solveTrajectory,
} from '../../physics/index.ts';
import type { GroundPoint, TrajectoryError, TrajectoryGoal } from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { flyOutReachM } from '../closed-form/fly-out.ts';
import type { FlyOut } from '../closed-form/fly-out.ts';
import type { EngagedPhase } from '../interceptor-kinds.ts';
import { prunedVolume } from './reach-volume.ts';
import type { ReachVolume } from './reach-volume.ts';

/** A generic flight second by second, in axes that stand still and coincide with the Earth's at lift-off. */
export interface TargetFlight {
  /** [second][x, y, z, vx, vy, vz], m and m/s. */
  readonly motion: Float64Array;
  readonly heightsM: Float64Array;
  /** Of the burnout. */
  readonly burnoutS: number;
  /** When a glider begins to glide, s after lift-off; null for all others. */
  readonly glideS: number | null;
  /** When it comes down into the air, of a glider when it dives, s after lift-off. */
  readonly reentryS: number;
}

export type TargetFlightOutcome =
  | { readonly ok: true; readonly flight: TargetFlight }
  | { readonly ok: false; readonly error: TrajectoryError };

/** The usual interface of re-entry, m; [Regan-1984]. */
const REENTRY_HEIGHT_M = 120_000;
/** The longest flight that is followed, s. */
const LONGEST_S = 7200;

/** Flies a generic class from a place to a goal: what an engagement is measured against. Codes of `solveTrajectory`. */
export function targetFlight(
  vehicle: VehicleClass,
  launch: GroundPoint,
  goal: TrajectoryGoal,
): TargetFlightOutcome {
  const solved = solveTrajectory(launch, vehicle, goal);
  if (!solved.ok) return solved;
  const { profile } = solved.solution;
  const steps = boostStepCount(profile);
  const rows = new Float64Array(6 * (LONGEST_S + 1));
  flyBoostInto(rows, profile, { ...launch, heightM: 0 }, 0);
  const burnoutS = (steps - 1) * BOOST_STEP_S;
  const state = rows.slice(6 * (steps - 1), 6 * steps);
  const coefficient = vehicle.ballisticCoefficientKgPerM2.nominal;
  const heightAt = (second: number): number =>
    heightAboveEllipsoidM(rows[6 * second]!, rows[6 * second + 1]!, rows[6 * second + 2]!);
  let last = burnoutS;
  let climbing = true;
  while (last < LONGEST_S) {
    propagateBallisticInto(state, state, BOOST_STEP_S, coefficient);
    rows.set(state, 6 * (last + 1));
    const heightM = heightAt(last + 1);
    climbing = climbing && heightM > heightAt(last);
    last += 1;
    if (!climbing && heightM < REENTRY_HEIGHT_M) break;
  }
  return {
    ok: true,
    flight: {
      motion: rows.slice(0, 6 * (last + 1)),
      heightsM: Float64Array.from({ length: last + 1 }, (_, second) => heightAt(second)),
      burnoutS,
      glideS: null,
      reentryS: last,
    },
  };
}

/** When and where a flight can be met. */
export interface EngagementWindow {
  readonly phase: EngagedPhase;
  /** From lift-off to the order, s. */
  readonly orderAfterS: number;
  /** By how much the intercept has to come before the phase ends, s. */
  readonly marginS: number;
  /** Longest fly-out, s; `Infinity` when only the phase limits it. */
  readonly longestFlyOutS: number;
  /** Lowest height at which the target can be met, m. */
  readonly lowestM: number;
}

/** First and last second of a phase after lift-off; null when the flight has none such. */
export function phaseSeconds(
  { burnoutS, glideS, reentryS }: TargetFlight,
  phase: EngagedPhase,
): readonly [fromS: number, toS: number] | null {
  switch (phase) {
    case 'boost':
      return [0, burnoutS];
    case 'midcourse':
      return [burnoutS, glideS ?? reentryS];
    case 'glide':
      return glideS === null ? null : [glideS, reentryS];
    default:
      return unreachable(phase);
  }
}

/** First and last second after lift-off at which a target may be met; none when the last is not after the first. */
export function meetingSeconds(
  flight: TargetFlight,
  asked: EngagementWindow,
): readonly [fromS: number, toS: number] {
  const [beginS, endS] = phaseSeconds(flight, asked.phase) ?? [0, 0];
  const fromS = Math.max(asked.orderAfterS, beginS);
  const toS = Math.min(endS - asked.marginS, asked.orderAfterS + asked.longestFlyOutS);
  return [Math.ceil(fromS), Math.floor(toS)];
}

/**
 * Everywhere that an interceptor of this fly-out, ordered at `orderAfterS`, can meet the flight within the window: one place for each whole
 * second above the lowest height, those that add nothing left out. Distances are from where its satellite stands at the order.
 */
export function flightVolume(flight: TargetFlight, flyOut: FlyOut, asked: EngagementWindow): ReachVolume {
  const [fromS, toS] = meetingSeconds(flight, asked);
  const centres: number[] = [];
  const reaches: number[] = [];
  for (let second = fromS; second <= toS; second++) {
    if (!(flight.heightsM[second]! >= asked.lowestM)) continue;
    centres.push(...flight.motion.subarray(6 * second, 6 * second + 3));
    reaches.push(flyOutReachM(flyOut, second - asked.orderAfterS));
  }
  return prunedVolume({
    centresM: Float64Array.from(centres),
    reachesM: Float64Array.from(reaches),
    orderAfterS: asked.orderAfterS,
  });
}
