import { assert, normalFromUniform, RandomStream } from '../../foundation/index.ts';

/** Draws of several inputs that depend on one another, as probabilities: [draw][input], each in (0, 1). */
export interface CorrelatedDraws {
  readonly draws: number;
  readonly inputs: number;
  readonly probs: Float64Array;
}

/**
 * Latin hypercube draws of `inputs` numbers whose normal scores all have correlation `rho` with one another: a Gaussian copula with one common factor,
 * z = sqrt(rho) common + sqrt(1 - rho) own. Every input alone is then stratified again by rank, so that each of its n strata is met once.
 *
 * Named streams of the seed: an input more changes nobody else's luck.
 *
 * @param rho - Correlation of the normal scores, [0, 1).
 * @see [McKay-1979] for the strata; the copula by one factor is textbook.
 */
export function correlatedDraws(
  seed: number,
  draws: number,
  inputNames: readonly string[],
  rho: number,
): CorrelatedDraws {
  assert(rho >= 0 && rho < 1, 'a common correlation lies in [0, 1)');
  const inputs = inputNames.length;
  const common = normalScores(seed, 'cost-common', draws);
  const probs = new Float64Array(draws * inputs);
  for (const [input, name] of inputNames.entries()) {
    const own = normalScores(seed, `cost-${name}`, draws);
    const mixed = own.map((z, draw) => Math.sqrt(rho) * (common[draw] ?? 0) + Math.sqrt(1 - rho) * z);
    const jitter = new RandomStream(seed, `cost-${name}-within`);
    for (const [rank, draw] of ranked(mixed).entries()) {
      probs[draw * inputs + input] = (rank + jitter.uniform(draw, 0)) / draws;
    }
  }
  return { draws, inputs, probs };
}

/** One normal score from each of n equally probable strata, in random order. */
function normalScores(seed: number, name: string, draws: number): Float64Array {
  const order = new RandomStream(seed, `${name}-order`);
  const keys = Float64Array.from({ length: draws }, (_, draw) => order.uniform(draw, 0));
  const scores = new Float64Array(draws);
  for (const [rank, draw] of ranked(keys).entries()) scores[draw] = normalFromUniform((rank + 0.5) / draws);
  return scores;
}

/** Indices from the smallest value to the largest; equal values in order of index. */
function ranked(values: Float64Array): readonly number[] {
  return Array.from(values.keys()).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
}

/** Rank correlation to expect of two inputs whose normal scores are correlated by `rho`: (6/π) asin(rho/2). [Pearson-1907] */
export function expectedRankCorrelation(rho: number): number {
  return (6 / Math.PI) * Math.asin(rho / 2);
}
