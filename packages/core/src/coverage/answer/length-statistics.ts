/** Mean, 95th percentile and largest of durations counted by length. */
export interface LengthStatistics {
  /** How many there are; with none, the rest is 0. */
  readonly count: number;
  readonly meanS: number;
  /** The shortest that at least 95 % do not exceed. */
  readonly p95S: number;
  readonly maxS: number;
}

const PERCENTILE = 0.95;

/** @param counts - How many have each length, by samples. */
export function lengthStatistics(counts: Float64Array, stepS: number): LengthStatistics {
  let count = 0;
  let sum = 0;
  let longest = 0;
  counts.forEach((each, samples) => {
    if (each === 0) return;
    count += each;
    sum += each * samples;
    longest = samples;
  });
  if (count === 0) return { count: 0, meanS: 0, p95S: 0, maxS: 0 };
  let percentile = 0;
  let upTo = counts[0] ?? 0;
  while (upTo < PERCENTILE * count) {
    percentile += 1;
    upTo += counts[percentile] ?? 0;
  }
  return { count, meanS: (sum / count) * stepS, p95S: percentile * stepS, maxS: longest * stepS };
}

/** How many there are of a duration. */
export interface LengthCount {
  readonly lengthS: number;
  readonly count: number;
}

/** The durations that occur, shortest first. */
export function lengthCounts(counts: Float64Array, stepS: number): readonly LengthCount[] {
  const found: LengthCount[] = [];
  counts.forEach((count, samples) => {
    if (count > 0) found.push({ lengthS: samples * stepS, count });
  });
  return found;
}

/**
 * Times from a sample to the next covered one, 0 where it is covered itself: an uncovered run of n that coverage ends gives each of 1 .. n
 * once.
 *
 * @param endedGapCounts - Uncovered runs that coverage ends, by length.
 * @returns How many samples wait each length.
 */
export function waitCounts(endedGapCounts: Float64Array, coveredSamples: number): Float64Array {
  const waits = new Float64Array(endedGapCounts.length);
  let atLeast = 0;
  for (let samples = waits.length - 1; samples > 0; samples--) {
    atLeast += endedGapCounts[samples]!;
    waits[samples] = atLeast;
  }
  waits[0] = coveredSamples;
  return waits;
}
