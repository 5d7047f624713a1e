import { lengthStatistics } from '../../coverage/index.ts';
import type { LengthStatistics } from '../../coverage/index.ts';

/** How often at least so many are in reach. */
export interface ReachShare {
  readonly k: number;
  readonly share: number;
}

/** What a series of counts comes to. */
export interface ReachStatistics {
  readonly samples: number;
  readonly meanInReach: number;
  readonly maxInReach: number;
  /** From k = 1 to the most that ever are in reach; k = 1 always. */
  readonly atLeast: readonly ReachShare[];
  /** Times without any in reach, those cut by the ends of the window included. */
  readonly gaps: LengthStatistics;
}

/** @param series - Counts of each launch area, sample by sample; all areas weigh the same. */
export function reachStatistics(series: readonly Int32Array[], stepS: number): ReachStatistics {
  const most = series.reduce((max, counts) => counts.reduce((a, b) => Math.max(a, b), max), 0);
  const often = new Float64Array(most + 1);
  const longest = series.reduce((max, counts) => Math.max(max, counts.length), 0);
  const gapCounts = new Float64Array(longest + 1);
  let samples = 0;
  let sum = 0;
  for (const counts of series) {
    let open = 0;
    for (const count of counts) {
      often[count]! += 1;
      sum += count;
      if (count === 0) open += 1;
      else if (open > 0) {
        gapCounts[open]! += 1;
        open = 0;
      }
    }
    if (open > 0) gapCounts[open]! += 1;
    samples += counts.length;
  }
  const atLeast: ReachShare[] = [];
  let above = 0;
  for (let k = most; k >= 1; k--) {
    above += often[k]!;
    atLeast.unshift({ k, share: above / samples });
  }
  return {
    samples,
    meanInReach: sum / samples,
    maxInReach: most,
    atLeast: most === 0 ? [{ k: 1, share: 0 }] : atLeast,
    gaps: lengthStatistics(gapCounts, stepS),
  };
}

/** One hour of the day. */
export interface HourOfReach {
  readonly hourUtc: number;
  readonly meanInReach: number;
  /** With at least one in reach. */
  readonly share: number;
}

/** Reach by hour of the day, of the hours that the samples touch. `firstHourUtc`: of the first sample, with its fraction. */
export function reachByHour(
  series: readonly Int32Array[],
  stepS: number,
  firstHourUtc: number,
): readonly HourOfReach[] {
  const samples = new Float64Array(24);
  const sums = new Float64Array(24);
  const covered = new Float64Array(24);
  for (const counts of series) {
    counts.forEach((count, sample) => {
      const hour = Math.floor((firstHourUtc + (sample * stepS) / 3600) % 24);
      samples[hour]! += 1;
      sums[hour]! += count;
      covered[hour]! += count > 0 ? 1 : 0;
    });
  }
  return [...samples.keys()]
    .filter((hour) => samples[hour]! > 0)
    .map((hourUtc) => ({
      hourUtc,
      meanInReach: sums[hourUtc]! / samples[hourUtc]!,
      share: covered[hourUtc]! / samples[hourUtc]!,
    }));
}
