import { mean, rounded } from '../summary/statistics.ts';

/** A mean over draws with its 95 % band; without a band when there is only one draw. */
export interface Interval {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Two-sided 95 % quantiles of Student's t by degrees of freedom from 1 [Abramowitz-1964, table 26.10]. */
const T_95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045,
];

/**
 * Mean of one value per draw with Student's 95 % interval, cut off at the ends of what the value can be.
 *
 * @returns Null when no draw has a value.
 */
export function intervalOf(
  values: readonly (number | null)[],
  [least, most]: readonly [number, number],
): Interval | null {
  const known = values.filter((value) => value !== null);
  const middle = mean(known);
  if (middle === null) return null;
  const quantile = T_95[known.length - 2];
  if (quantile === undefined) return { mean: rounded(middle), low: null, high: null };
  const variance = known.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (known.length - 1);
  const half = quantile * Math.sqrt(variance / known.length);
  return {
    mean: rounded(middle),
    low: rounded(Math.max(least, middle - half)),
    high: rounded(Math.min(most, middle + half)),
  };
}
