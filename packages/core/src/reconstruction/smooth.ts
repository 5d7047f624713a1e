import {
  invertPositiveDefinite,
  multiplied,
  present,
  sandwichInto,
  transposed,
} from '../foundation/index.ts';
import { emptyInnovation, innovationInto, updateInPlace } from '../tracking/index.ts';
import type { Innovation } from '../tracking/index.ts';
import type { MeasuredLook } from '../messages/index.ts';
import {
  DRIVE_SIGMA_M_PER_S2,
  LOG_COEFFICIENT_SIGMA,
  SIZE_OF,
  USUAL_LOG_COEFFICIENT,
  passageOf,
} from './motion.ts';
import type { Law } from './motion.ts';
import type { Instant } from './flight-plan.ts';

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

/** The filter at one instant, as deviations from the reference. */
interface Filtered {
  readonly deviation: Float64Array;
  readonly covariance: Float64Array;
  /** To the next instant; null at the last. */
  readonly onward: Onward | null;
}

interface Onward {
  readonly transition: Float64Array;
  readonly noise: Float64Array;
  readonly deviation: Float64Array;
  readonly covariance: Float64Array;
}

function smoothedOnce(
  instants: readonly Instant[],
  reference: readonly Float64Array[],
  start: Start,
): SmoothedFlight | null {
  const forward: Filtered[] = [];
  let deviation = difference(start.state, present(reference[0]));
  let covariance = start.covariance.slice();
  let logLikelihood = 0;
  for (const [k, instant] of instants.entries()) {
    const state = present(reference[k]);
    logLikelihood += takeLooks(instant.looks, state, deviation, covariance, SIZE_OF[instant.law]);
    const next = instants[k + 1];
    const onward =
      next === undefined ? null : carried(instant, next, state, reference, k, deviation, covariance);
    forward.push({ deviation, covariance, onward });
    if (onward !== null) {
      deviation = onward.deviation.slice();
      covariance = onward.covariance.slice();
    }
  }
  if (!Number.isFinite(logLikelihood)) return null;
  return backwards(instants, reference, forward, logLikelihood);
}

function carried(
  instant: Instant,
  next: Instant,
  state: Float64Array,
  reference: readonly Float64Array[],
  k: number,
  deviation: Float64Array,
  covariance: Float64Array,
): Onward {
  const {
    carried: reached,
    transition,
    noise,
  } = passageOf(instant.law, next.law, state, next.atUs - instant.atUs);
  const rows = SIZE_OF[next.law];
  const columns = SIZE_OF[instant.law];
  const moved = multiplied(transition, deviation, rows, columns, 1);
  const defect = difference(reached, present(reference[k + 1]));
  const ahead = symmetric(
    multiplied(
      multiplied(transition, covariance, rows, columns, columns),
      transposed(transition, rows, columns),
      rows,
      columns,
      rows,
    ),
    rows,
  );
  return {
    transition,
    noise,
    deviation: moved.map((value, i) => value + defect[i]!),
    covariance: ahead.map((value, i) => value + noise[i]!),
  };
}

const innovation = emptyInnovation();

/** Takes looks into deviation and covariance, in place. Returns the logarithm of their likelihood. */
function takeLooks(
  looks: readonly MeasuredLook[],
  reference: Float64Array,
  deviation: Float64Array,
  covariance: Float64Array,
  n: number,
): number {
  let logLikelihood = 0;
  for (const look of looks) {
    residualInto(innovation, look, reference);
    expectInto(innovation, deviation);
    logLikelihood += updateInPlace(deviation, covariance, n, innovation, look.sigmaRad);
  }
  return logLikelihood;
}

/** How a look differs from what a state lets expect. */
export function residualInto(out: Innovation, look: MeasuredLook, state: Float64Array): void {
  innovationInto(out, state, look.satelliteM, 0, look.los, 0, look.lightSpeedMPerS);
}

/** Takes off what a deviation of the state lets expect. */
function expectInto(out: Innovation, deviation: Float64Array): void {
  for (let axis = 0; axis < 3; axis++) {
    const shift = deviation[axis]! - out.lightTimeS * deviation[3 + axis]!;
    out.first -= out.firstByPosition[axis]! * shift;
    out.second -= out.secondByPosition[axis]! * shift;
  }
}

function backwards(
  instants: readonly Instant[],
  reference: readonly Float64Array[],
  forward: readonly Filtered[],
  logLikelihood: number,
): SmoothedFlight | null {
  const last = present(forward.at(-1));
  let deviation = last.deviation;
  let covariance = last.covariance;
  const states = [sum(present(reference.at(-1)), deviation)];
  const covariances = [covariance];
  for (let k = instants.length - 2; k >= 0; k--) {
    const here = present(forward[k]);
    const onward = present(here.onward ?? undefined);
    const n = SIZE_OF[present(instants[k]).law];
    const m = SIZE_OF[present(instants[k + 1]).law];
    const inverse = invertPositiveDefinite(onward.covariance, m);
    if (inverse === null) return null;
    const across = multiplied(here.covariance, transposed(onward.transition, m, n), n, n, m);
    const gain = multiplied(across, inverse, n, m, m);
    const correction = multiplied(gain, difference(deviation, onward.deviation), n, m, 1);
    deviation = sum(here.deviation, correction);
    covariance = smoothedCovariance(here.covariance, onward, gain, covariance, n, m);
    states.push(sum(present(reference[k]), deviation));
    covariances.push(covariance);
  }
  return { states: states.toReversed(), covariances: covariances.toReversed(), logLikelihood };
}

/** (I - G F) P (I - G F)ᵀ + G (S + Q) Gᵀ, with S the smoothed covariance after. */
function smoothedCovariance(
  filtered: Float64Array,
  onward: Onward,
  gain: Float64Array,
  after: Float64Array,
  n: number,
  m: number,
): Float64Array {
  const rest = multiplied(gain, onward.transition, n, m, n).map(
    (value, i) => (i % (n + 1) === 0 ? 1 : 0) - value,
  );
  const out = new Float64Array(n * n);
  sandwichInto(out, rest, filtered, n, new Float64Array(n * n));
  const open = after.map((value, i) => value + onward.noise[i]!);
  const added = multiplied(multiplied(gain, open, n, m, m), transposed(gain, n, m), n, m, n);
  return symmetric(
    out.map((value, i) => value + added[i]!),
    n,
  );
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

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i]!);
}

function symmetric(a: Float64Array, n: number): Float64Array {
  return a.map((value, i) => (value + a[(i % n) * n + Math.floor(i / n)]!) / 2);
}
