import type { SimTimeUs } from '../../foundation/index.ts';
import type { TrackPhase } from '../../messages/index.ts';
import type { BiasLever } from '../bias/bias-lever.ts';
import { MOTION_KINDS } from './motion-kinds.ts';

/** One Gaussian explanation of an object. A track holds several; their weights are probabilities. */
export interface Hypothesis {
  /** How it moves; says what the state holds (`MotionKind`). */
  readonly kind: TrackPhase;
  /** Inertial, m, m/s and what the kind adds. */
  readonly state: Float64Array;
  /** Full square matrix, row by row. */
  readonly covariance: Float64Array;
  /** Natural logarithm of the weight; the weights of a track's hypotheses add up to 1. */
  readonly logWeight: number;
  /** When thrust ended under this hypothesis; null when no thrust was seen before, and in boost but for what may have been lit again. */
  readonly cutoffAtUs: SimTimeUs | null;
  /** Where channels may point wrongly: what that does to the state, which is estimated as if they did not. */
  readonly lever?: BiasLever;
}

export const BOOST_SIZE: number = MOTION_KINDS.boost.size;
export const COAST_SIZE: number = MOTION_KINDS.coast.size;

export function sizeOf(hypothesis: Hypothesis): number {
  return hypothesis.state.length;
}

/** Sum of the weights of one kind. */
export function probOf(hypotheses: readonly Hypothesis[], kind: TrackPhase): number {
  let sum = 0;
  for (const each of hypotheses) if (each.kind === kind) sum += Math.exp(each.logWeight);
  return sum;
}

/** The heaviest hypothesis, of one kind when asked. */
export function heaviest(hypotheses: readonly Hypothesis[], kind?: TrackPhase): Hypothesis {
  let best: Hypothesis | undefined;
  for (const each of hypotheses) {
    if (kind !== undefined && each.kind !== kind) continue;
    if (best === undefined || each.logWeight > best.logWeight) best = each;
  }
  if (best === undefined) throw new Error('broken invariant: a track without hypotheses');
  return best;
}
