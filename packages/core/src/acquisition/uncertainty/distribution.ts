import { normalFromUniform, unreachable } from '../../foundation/index.ts';

/** What the two ends of a published range are taken for. */
export const RANGE_READINGS = ['P20-P80', 'P10-P90', 'min-max'] as const;
export type RangeReading = (typeof RANGE_READINGS)[number];

/** What a number may be. */
export type Distribution =
  | { readonly kind: 'fixed'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  /** `low` and `high`, both above 0, read as `reading` says. */
  | {
      readonly kind: 'lognormal';
      readonly low: number;
      readonly high: number;
      readonly reading: RangeReading;
    };

/** Probability below the lower end of a range. Read as minimum and maximum, a lognormal law is cut there at half a percent on either side. */
const PROB_BELOW: Readonly<Record<RangeReading, number>> = {
  'P20-P80': 0.2,
  'P10-P90': 0.1,
  'min-max': 0.005,
};

/** The value that is not exceeded with this probability, (0, 1). */
export function quantile(distribution: Distribution, prob: number): number {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.value;
    case 'uniform':
      return distribution.low + prob * (distribution.high - distribution.low);
    case 'triangular': {
      const { low, mode, high } = distribution;
      const width = high - low;
      if (width === 0) return mode;
      const probOfMode = (mode - low) / width;
      return prob <= probOfMode
        ? low + Math.sqrt(prob * width * (mode - low))
        : high - Math.sqrt((1 - prob) * width * (high - mode));
    }
    case 'lognormal': {
      const { low, high, reading } = distribution;
      const probBelow = PROB_BELOW[reading];
      const z = -normalFromUniform(probBelow);
      const logMean = (Math.log(low) + Math.log(high)) / 2;
      const logSigma = (Math.log(high) - Math.log(low)) / (2 * z);
      const value = Math.exp(logMean + logSigma * normalFromUniform(prob));
      return reading === 'min-max' ? Math.min(high, Math.max(low, value)) : value;
    }
    default:
      return unreachable(distribution);
  }
}

/** The law of the same number in another unit, such as dollars of another year. */
export function scaled(distribution: Distribution, factor: number): Distribution {
  switch (distribution.kind) {
    case 'fixed':
      return { kind: 'fixed', value: distribution.value * factor };
    case 'triangular': {
      const { low, mode, high } = distribution;
      return { kind: 'triangular', low: low * factor, mode: mode * factor, high: high * factor };
    }
    case 'uniform':
    case 'lognormal':
      return { ...distribution, low: distribution.low * factor, high: distribution.high * factor };
    default:
      return unreachable(distribution);
  }
}

/** Is there anything to draw? */
export function isUncertain(distribution: Distribution): boolean {
  return quantile(distribution, 0.9) !== quantile(distribution, 0.1);
}
