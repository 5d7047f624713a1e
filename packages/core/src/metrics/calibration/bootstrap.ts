import type { RandomStream } from '../../foundation/index.ts';

/** A mean with a percentile interval from resampling; null of nothing, the ends null of a single value. */
export interface BootstrapEstimate {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly count: number;
}

const RESAMPLES = 2000;
const DRAWS_AT_ONCE = 4;

/**
 * Mean of independent values with the percentile bootstrap interval [Efron-1993 §13.3]: as many values drawn with replacement, two
 * thousand times. Values near the end of their range, shares close to 1 above all, have no normal law, which this does not ask for; of ten
 * values or fewer it is somewhat too narrow.
 */
export function bootstrapMean(
  values: readonly number[],
  confidence: number,
  stream: RandomStream,
): BootstrapEstimate {
  const count = values.length;
  if (count === 0) return { mean: null, low: null, high: null, count };
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, low: null, high: null, count };
  const means = new Float64Array(RESAMPLES);
  const four = new Float64Array(DRAWS_AT_ONCE);
  for (let sample = 0; sample < RESAMPLES; sample++) {
    let sum = 0;
    for (let draw = 0; draw < count; draw++) {
      if (draw % DRAWS_AT_ONCE === 0) stream.uniformsInto(four, 0, sample, draw, count);
      sum += values[Math.floor(four[draw % DRAWS_AT_ONCE]! * count)] ?? mean;
    }
    means[sample] = sum / count;
  }
  means.sort();
  const tail = (1 - confidence) / 2;
  const at = (share: number): number => means[Math.min(RESAMPLES - 1, Math.floor(share * RESAMPLES))]!;
  return { mean, low: at(tail), high: at(1 - tail), count };
}
