import { present } from '../foundation/index.ts';
import { smoothedBackwards } from './backwards.ts';
import type { Instant } from './flight-plan.ts';
import { filtered } from './forwards.ts';
import { DRIVE_SIGMA_M_PER_S2, LOG_COEFFICIENT_SIGMA, SIZE_OF, USUAL_LOG_COEFFICIENT } from './motion.ts';
import type { Law } from './motion.ts';
import { difference } from './vectors.ts';

/** A flight from all its looks at once: the most probable states with their covariances, one per instant. */
export interface SmoothedFlight {
  readonly states: readonly Float64Array[];
  readonly covariances: readonly Float64Array[];
  /** Natural logarithm of the likelihood of all looks. */
  readonly logLikelihood: number;
}

/** What is known of a flight before its first look: nearly nothing, m and m/s per axis. */
const START_POSITION_SIGMA_M = 100_000;
const START_VELOCITY_SIGMA_M_PER_S = 3_000;
/** The linearisation has settled when no state moves by more than this share of its sigma. */
const SETTLED_SHARE = 0.01;
const MOST_PASSES = 8;

/**
 * Gauss-Newton over the whole flight: a linear filter forwards and a fixed-interval smoother backwards on the deviations from the last
 * estimate, until it no longer moves. [Bell-1994] shows that this is Gauss-Newton; the smoother is [Rauch-1965], its covariance in the form
 * that stays positive.
 *
 * @param guess - A first estimate of each state, nine numbers or seven by the instant's law; within some kilometres.
 * @returns null when the looks do not fix the flight (a covariance is not positive definite or not finite).
 */
export function smoothedFlight(
  instants: readonly Instant[],
  guess: readonly Float64Array[],
): SmoothedFlight | null {
  const start = startOf(present(instants[0]).law, present(guess[0]));
  let reference = guess;
  let last: SmoothedFlight | null = null;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    last = smoothedOnce(instants, reference, start);
    if (last === null || largestShift(last, reference) < SETTLED_SHARE) return last;
    reference = last.states;
  }
  return last;
}

interface Start {
  readonly state: Float64Array;
  readonly covariance: Float64Array;
}

function startOf(law: Law, guess: Float64Array): Start {
  const n = SIZE_OF[law];
  const state = guess.slice();
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < 6; i++) {
    covariance[i * (n + 1)] = (i < 3 ? START_POSITION_SIGMA_M : START_VELOCITY_SIGMA_M_PER_S) ** 2;
  }
  for (let i = 6; i < n; i++) {
    state[i] = law === 'driven' ? 0 : USUAL_LOG_COEFFICIENT;
    covariance[i * (n + 1)] = (law === 'driven' ? DRIVE_SIGMA_M_PER_S2 : LOG_COEFFICIENT_SIGMA) ** 2;
  }
  return { state, covariance };
}

function smoothedOnce(
  instants: readonly Instant[],
  reference: readonly Float64Array[],
  start: Start,
): SmoothedFlight | null {
  const deviation = difference(start.state, present(reference[0]));
  const { forward, logLikelihood } = filtered(instants, reference, {
    deviation,
    covariance: start.covariance,
  });
  if (!Number.isFinite(logLikelihood)) return null;
  const found = smoothedBackwards(instants, reference, forward);
  return found === null ? null : { ...found, logLikelihood };
}

function largestShift(flight: SmoothedFlight, reference: readonly Float64Array[]): number {
  let largest = 0;
  flight.states.forEach((state, k) => {
    const covariance = present(flight.covariances[k]);
    const before = present(reference[k]);
    for (let i = 0; i < state.length; i++) {
      const sigma = Math.sqrt(covariance[i * (state.length + 1)]!);
      largest = Math.max(largest, Math.abs(state[i]! - before[i]!) / sigma);
    }
  });
  return largest;
}
