import { assert, present } from '../../foundation/index.ts';

/** Mean consistency index of random matrices, by order from 1. [Saaty-1980] */
const RANDOM_INDEX: readonly number[] = [
  0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
];
const MAX_ITERATIONS = 1000;
const CONVERGED = 1e-14;

export interface PairwiseWeights {
  /** Adding up to 1. */
  readonly weights: readonly number[];
  readonly lambdaMax: number;
  /** Judgements are usually asked for again from 0.1 on; 0 for one or two criteria, which cannot contradict one another. */
  readonly consistencyRatio: number;
}

/**
 * Weights of criteria from judgements in pairs: the principal eigenvector of the matrix, by power iteration. For weights only; not for ranking bids, whose order
 * this method may reverse when one is added.
 *
 * @param matrix - Row i, column j: how much more i matters than j; positive, 1 on the diagonal, [j][i] = 1 / [i][j]. Up to fifteen criteria.
 * @see [Saaty-1980]
 */
export function pairwiseWeights(matrix: readonly (readonly number[])[]): PairwiseWeights {
  const order = matrix.length;
  assert(order >= 1 && order <= RANDOM_INDEX.length, `criteria are 1 to ${RANDOM_INDEX.length}`);
  assert(
    matrix.every((row) => row.length === order && row.every((entry) => entry > 0)),
    'judgements are a square of positive numbers',
  );
  let weights: readonly number[] = matrix.map(() => 1 / order);
  let lambdaMax = order;
  for (let i = 0; i < MAX_ITERATIONS; i++) {
    const image = matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * present(weights[j]), 0));
    lambdaMax = image.reduce((sum, each) => sum + each, 0);
    const next = image.map((each) => each / lambdaMax);
    const change = Math.max(...next.map((each, j) => Math.abs(each - present(weights[j]))));
    weights = next;
    if (change < CONVERGED) break;
  }
  const randomIndex = present(RANDOM_INDEX[order - 1]);
  const consistencyRatio = randomIndex === 0 ? 0 : (lambdaMax - order) / (order - 1) / randomIndex;
  return { weights, lambdaMax, consistencyRatio };
}
