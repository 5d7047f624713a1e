import { sandwichInto, usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { heightAboveEllipsoidM, propagateBallisticInto } from './ballistic.ts';

/** Motion of a body at one time: inertial position and velocity (m, m/s) with their covariance, 6 x 6, row by row. */
export interface CarriedMotion {
  readonly atUs: SimTimeUs;
  readonly state: Float64Array;
  readonly covariance: Float64Array;
}

/** Half steps of the central differences: small against the curvature of the flight, large against rounding. */
const POSITION_STEP_M = 100;
const VELOCITY_STEP_M_PER_S = 0.1;

/**
 * Where a ballistic body will be, time after time, with its covariance, until it meets the ground.
 *
 * Gravity with J2 and drag of one assumed coefficient; the covariance is carried by central differences of that flight, from one time to the next. Nothing
 * is added to it: neither the doubt of the drag nor of what else may happen. A body under thrust, or with lift, is taken as if both ended now.
 *
 * @param motion - At its own time, the first of the answer.
 * @returns At `motion.atUs` and every `stepS` after that, at most `count` in all; fewer when it comes down before.
 */
export function carriedMotions(
  motion: CarriedMotion,
  ballisticCoefficientKgPerM2: number,
  stepS: number,
  count: number,
): readonly CarriedMotion[] {
  const motions = [motion];
  for (let k = 1; k < count; k++) {
    const last = motions[k - 1]!;
    const state = flown(last.state, stepS, ballisticCoefficientKgPerM2);
    if (!(heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) > 0)) break;
    const covariance = new Float64Array(36);
    const transition = transitionOf(last.state, stepS, ballisticCoefficientKgPerM2);
    sandwichInto(covariance, transition, last.covariance, 6, new Float64Array(36));
    motions.push({ atUs: motion.atUs + usFromS(k * stepS), state, covariance });
  }
  return motions;
}

function flown(state: Float64Array, durationS: number, coefficient: number): Float64Array {
  const out = new Float64Array(6);
  propagateBallisticInto(out, state, durationS, coefficient);
  return out;
}

/** Derivatives of the state after a step by the state before it. */
function transitionOf(state: Float64Array, durationS: number, coefficient: number): Float64Array {
  const transition = new Float64Array(36);
  for (let column = 0; column < 6; column++) {
    const half = column < 3 ? POSITION_STEP_M : VELOCITY_STEP_M_PER_S;
    const moved = (by: number): Float64Array =>
      flown(
        state.map((value, i) => (i === column ? value + by : value)),
        durationS,
        coefficient,
      );
    const above = moved(half);
    const below = moved(-half);
    for (let row = 0; row < 6; row++) transition[6 * row + column] = (above[row]! - below[row]!) / (2 * half);
  }
  return transition;
}
