import { binomialCdf } from './binomial-interval.ts';

/** A quantile and the order statistics that hold the true one with at least the confidence asked. */
export interface QuantileEstimate {
  readonly value: number;
  /** Null where the sample is too small to bound that side. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The smallest value that at least `share` of all do not exceed, with an interval that needs no law of the values: the number of values below the
 * true quantile is binomial. [David-2003] §7.1.
 *
 * @returns Null without values.
 */
export function quantileWithInterval(
  values: readonly number[],
  share: number,
  confidence: number,
): QuantileEstimate | null {
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  const value = sorted[Math.max(0, Math.ceil(share * count) - 1)];
  if (value === undefined) return null;
  const tail = (1 - confidence) / 2;
  let low = 0;
  while (low < count && binomialCdf(low, count, share) <= tail) low++;
  let high = count;
  while (high > 0 && 1 - binomialCdf(high - 1, count, share) <= tail) high--;
  return { value, low: sorted[low - 1] ?? null, high: sorted[high] ?? null };
}
