import type { SimTimeUs } from '../foundation/index.ts';
import { meanLever } from './bias/bias-lever.ts';
import type { BiasLever } from './bias/bias-lever.ts';

/**
 * One Gaussian explanation of an object: it is thrusting (`boost`: position, velocity, thrust acceleration; nine numbers) or it is not
 * (`coast`: position, velocity; six). A track holds several; their weights are probabilities.
 */
export interface Hypothesis {
  readonly kind: 'boost' | 'coast';
  /** Inertial, m, m/s, m/s². */
  readonly state: Float64Array;
  /** Full square matrix, row by row. */
  readonly covariance: Float64Array;
  /** Natural logarithm of the weight; the weights of a track's hypotheses add up to 1. */
  readonly logWeight: number;
  /** Coast only: when thrust ended under this hypothesis; null when no thrust was seen before it. */
  readonly cutoffAtUs: SimTimeUs | null;
  /** Where channels may point wrongly: what that does to the state, which is estimated as if they did not. */
  readonly lever?: BiasLever;
}

export const BOOST_SIZE = 9;
export const COAST_SIZE = 6;

export function sizeOf(hypothesis: Hypothesis): number {
  return hypothesis.kind === 'boost' ? BOOST_SIZE : COAST_SIZE;
}

/** Sum of the weights of one kind. */
export function probOf(hypotheses: readonly Hypothesis[], kind: Hypothesis['kind']): number {
  let sum = 0;
  for (const each of hypotheses) if (each.kind === kind) sum += Math.exp(each.logWeight);
  return sum;
}

/** The heaviest hypothesis, of one kind when asked. */
export function heaviest(hypotheses: readonly Hypothesis[], kind?: Hypothesis['kind']): Hypothesis {
  let best: Hypothesis | undefined;
  for (const each of hypotheses) {
    if (kind !== undefined && each.kind !== kind) continue;
    if (best === undefined || each.logWeight > best.logWeight) best = each;
  }
  if (best === undefined) throw new Error('broken invariant: a track without hypotheses');
  return best;
}

/** Scales the weights to add up to 1 and leaves out those below `smallest`, the heaviest `most` at the most. Left as they are when no weight is a number. */
export function normalised(
  hypotheses: readonly Hypothesis[],
  smallest: number,
  most: number,
): readonly Hypothesis[] {
  const finite = hypotheses.filter((each) => Number.isFinite(each.logWeight));
  if (finite.length === 0) return hypotheses;
  const largest = Math.max(...finite.map((each) => each.logWeight));
  const kept = finite
    .filter((each) => each.logWeight - largest > Math.log(smallest))
    .toSorted((a, b) => b.logWeight - a.logWeight)
    .slice(0, most);
  let sum = 0;
  for (const each of kept) sum += Math.exp(each.logWeight - largest);
  const shift = largest + Math.log(sum);
  return kept.map((each) => ({ ...each, logWeight: each.logWeight - shift }));
}

/** One Gaussian with the mean and covariance of the whole coast mixture; its cut-off is the heaviest one's. */
export function mergedCoast(hypotheses: readonly Hypothesis[]): Hypothesis {
  const best = heaviest(hypotheses, 'coast');
  const n = COAST_SIZE;
  const state = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  let total = 0;
  for (const each of hypotheses) total += Math.exp(each.logWeight);
  for (const each of hypotheses) {
    const weight = Math.exp(each.logWeight) / total;
    for (let i = 0; i < n; i++) state[i]! += weight * each.state[i]!;
  }
  for (const each of hypotheses) {
    const weight = Math.exp(each.logWeight) / total;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        covariance[i * n + j]! +=
          weight *
          (each.covariance[i * n + j]! + (each.state[i]! - state[i]!) * (each.state[j]! - state[j]!));
      }
    }
  }
  const merged = { kind: 'coast', state, covariance, logWeight: Math.log(total) } as const;
  const levers = hypotheses.flatMap((each) => each.lever ?? []);
  if (levers.length < hypotheses.length) return { ...merged, cutoffAtUs: best.cutoffAtUs };
  const weights = hypotheses.map((each) => Math.exp(each.logWeight) / total);
  return { ...merged, cutoffAtUs: best.cutoffAtUs, lever: meanLever(levers, weights) };
}
