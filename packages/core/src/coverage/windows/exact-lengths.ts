import type { LengthStatistics } from '../answer/length-statistics.ts';

const PERCENTILE = 0.95;
const NONE: LengthStatistics = { count: 0, meanS: 0, p95S: 0, maxS: 0 };

/** Mean, 95th percentile (the shortest that at least 95 % do not exceed) and longest. The order of the lengths does not matter. */
export function exactLengths(lengthsS: readonly number[]): LengthStatistics {
  const count = lengthsS.length;
  if (count === 0) return NONE;
  const rising = Float64Array.from(lengthsS).toSorted();
  return {
    count,
    meanS: rising.reduce((sum, each) => sum + each, 0) / count,
    p95S: rising[Math.ceil(PERCENTILE * count) - 1]!,
    maxS: rising[count - 1]!,
  };
}

/**
 * Times from any instant to the next covered one: 0 for `coveredS`, and for each gap of length L that coverage ends, evenly spread from 0
 * to L. `count` is the number of such gaps.
 */
export function exactWaits(endedGapsS: readonly number[], coveredS: number): LengthStatistics {
  const count = endedGapsS.length;
  if (count === 0) return NONE;
  const falling = Float64Array.from(endedGapsS).toSorted().toReversed();
  const answeredS = coveredS + falling.reduce((sum, each) => sum + each, 0);
  // Waits above w take up the sum of (L - w) over the gaps longer than w: find the w at which that is 5 % of the time.
  const above = (1 - PERCENTILE) * answeredS;
  let longerSum = 0;
  let p95S = 0;
  for (let longer = 1; longer <= count; longer++) {
    longerSum += falling[longer - 1]!;
    const next = falling[longer] ?? 0;
    if (longerSum - longer * next < above) continue;
    p95S = (longerSum - above) / longer;
    break;
  }
  return {
    count,
    meanS: falling.reduce((sum, each) => sum + each * each, 0) / 2 / answeredS,
    p95S,
    maxS: falling[0]!,
  };
}
