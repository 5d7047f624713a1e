import type { SimTimeUs } from '../../foundation/index.ts';
import type { ReachFinder } from './reach-finder.ts';

/** Regular samples of time. */
export interface SampleTimes {
  readonly fromUs: SimTimeUs;
  readonly stepUs: SimTimeUs;
  readonly count: number;
}

/** How many are in reach at each sample. */
export function reachCounts(finder: ReachFinder, { fromUs, stepUs, count }: SampleTimes): Int32Array {
  const counts = new Int32Array(count);
  for (let sample = 0; sample < count; sample++) counts[sample] = finder.find(fromUs + sample * stepUs);
  return counts;
}
