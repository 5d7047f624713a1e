import { assert, normalCdf, normalFromUniform } from '../../foundation/index.ts';

/** A cost whose logarithm is normal. */
export interface LognormalCost {
  /** Mean of the logarithm. */
  readonly logMean: number;
  /** Standard deviation of the logarithm. */
  readonly logSigma: number;
}

/** From mean and coefficient of variation: sigma² = ln(1 + cv²), mu = ln(mean) - sigma²/2. */
export function lognormalFromMean(mean: number, coefficientOfVariation: number): LognormalCost {
  assert(mean > 0 && coefficientOfVariation >= 0, 'a lognormal cost has a positive mean and a spread');
  const variance = Math.log1p(coefficientOfVariation ** 2);
  return { logMean: Math.log(mean) - variance / 2, logSigma: Math.sqrt(variance) };
}

/** The cost that is not exceeded with this probability, (0, 1). */
export function costQuantile({ logMean, logSigma }: LognormalCost, prob: number): number {
  return Math.exp(logMean + logSigma * normalFromUniform(prob));
}

/** Probability that the cost is not above this one. */
export function costCdf({ logMean, logSigma }: LognormalCost, cost: number): number {
  return cost <= 0 ? 0 : normalCdf((Math.log(cost) - logMean) / logSigma);
}
