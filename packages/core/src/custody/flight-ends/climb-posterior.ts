import { invertPositiveDefinite, multiplied, transposed } from '../../foundation/index.ts';
import { BEND_POWER, CLIMB_POWER, POWER_MISMATCH_SIGMA, SITE_HEIGHT_M, climbAgeS } from './climb-law.ts';

/** Height (m) and velocity, thrust acceleration (m/s, m/s²; east, north, up) over the ground, as a track knows them, with gravity there. */
export interface ClimbShown {
  readonly heightM: number;
  readonly velocityMPerS: readonly [number, number, number];
  readonly thrustMPerS2: readonly [number, number, number];
  readonly gravityMPerS2: number;
  /** Of position, velocity and thrust, east, north and up each: 9 x 9, row by row. */
  readonly covariance: Float64Array;
}

/** Errors of the nine numbers, power of the climb, power of the bend. */
export const CLIMB_SIZE = 11;
const MEAN_SITE_M = (SITE_HEIGHT_M.low + SITE_HEIGHT_M.high) / 2;
/** The bend is asked for no more sharply than this, m/s: a body that goes straight up shows none. */
const LEAST_GROUND_SPEED_M_PER_S = 10;
const PASSES = 4;

/** A normal law over what is not known of a climb. */
export interface ClimbPosterior {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * What a track and the climb law say together: the law's own spread of powers and the track's covariance, brought to agree with the thrust seen:
 * along each axis, thrust less gravity times age is velocity times power. Gauss-Newton on the three conditions, each with the mismatch that
 * the law is allowed.
 */
export function climbPosterior(shown: ClimbShown): ClimbPosterior | null {
  const prior = priorOf(shown);
  const [east, north, up] = shown.velocityMPerS;
  const alongGround =
    POWER_MISMATCH_SIGMA.bend * Math.max(LEAST_GROUND_SPEED_M_PER_S, Math.hypot(east, north));
  const tolerances = [alongGround, alongGround, POWER_MISMATCH_SIGMA.climb * up];
  let mean = prior.mean;
  let covariance = prior.covariance;
  for (let pass = 0; pass < PASSES; pass++) {
    const jacobian = differences(shown, mean);
    const crossed = multiplied(
      prior.covariance,
      transposed(jacobian, 3, CLIMB_SIZE),
      CLIMB_SIZE,
      CLIMB_SIZE,
      3,
    );
    const spread = multiplied(jacobian, crossed, 3, CLIMB_SIZE, 3);
    tolerances.forEach((sigma, k) => (spread[4 * k]! += sigma * sigma));
    const inverse = invertPositiveDefinite(spread, 3);
    if (inverse === null) return null;
    const gain = multiplied(crossed, inverse, CLIMB_SIZE, 3, 3);
    // The conditions as they would stand at the prior mean if they were straight.
    const bent = new Float64Array(3);
    mismatchInto(bent, shown, mean);
    const back = multiplied(
      jacobian,
      prior.mean.map((value, i) => value - mean[i]!),
      3,
      CLIMB_SIZE,
      1,
    );
    const shift = multiplied(
      gain,
      bent.map((value, k) => -(value + back[k]!)),
      CLIMB_SIZE,
      3,
      1,
    );
    mean = prior.mean.map((value, i) => value + shift[i]!);
    const taken = multiplied(gain, transposed(crossed, CLIMB_SIZE, 3), CLIMB_SIZE, 3, CLIMB_SIZE);
    covariance = prior.covariance.map((value, i) => value - taken[i]!);
  }
  return mean.every(Number.isFinite) ? { mean, covariance } : null;
}

function priorOf({ covariance: shown }: ClimbShown): ClimbPosterior {
  const mean = new Float64Array(CLIMB_SIZE);
  mean[9] = CLIMB_POWER.mean;
  mean[10] = BEND_POWER.mean;
  const covariance = new Float64Array(CLIMB_SIZE * CLIMB_SIZE);
  for (let i = 0; i < 9; i++) {
    for (let j = 0; j < 9; j++) covariance[CLIMB_SIZE * i + j] = shown[9 * i + j]!;
  }
  covariance[9 * (CLIMB_SIZE + 1)] = CLIMB_POWER.sigma ** 2;
  covariance[10 * (CLIMB_SIZE + 1)] = BEND_POWER.sigma ** 2;
  return { mean, covariance };
}

/** Acceleration times age less velocity times power, m/s, east, north and up; nought where thrust and the law agree. */
function mismatchInto(
  out: Float64Array,
  { heightM, velocityMPerS, thrustMPerS2, gravityMPerS2 }: ClimbShown,
  at: Float64Array,
): void {
  const ageS = climbAgeS(heightM + at[2]! - MEAN_SITE_M, velocityMPerS[2] + at[5]!, at[9]!);
  for (let axis = 0; axis < 3; axis++) {
    const net = thrustMPerS2[axis]! + at[6 + axis]! - (axis === 2 ? gravityMPerS2 : 0);
    const velocity = velocityMPerS[axis]! + at[3 + axis]!;
    out[axis] = ageS * net - velocity * (axis === 2 ? at[9]! : at[10]!);
  }
}

const STEPS = [10, 10, 10, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.01] as const;

function differences(shown: ClimbShown, at: Float64Array): Float64Array {
  const out = new Float64Array(3 * CLIMB_SIZE);
  const moved = at.slice();
  const plus = new Float64Array(3);
  const minus = new Float64Array(3);
  STEPS.forEach((step, j) => {
    moved[j] = at[j]! + step;
    mismatchInto(plus, shown, moved);
    moved[j] = at[j]! - step;
    mismatchInto(minus, shown, moved);
    moved[j] = at[j]!;
    for (let k = 0; k < 3; k++) out[k * CLIMB_SIZE + j] = (plus[k]! - minus[k]!) / (2 * step);
  });
  return out;
}
