import type { SimTimeUs } from '../../foundation/index.ts';
import type { ReachFinder } from '../reach/reach-finder.ts';
import { leakPmf } from './leak-odds.ts';
import type { ShotOdds } from './leak-odds.ts';
import { LeakTally } from './leak-tally.ts';
import type { RaidLeak } from './leak-tally.ts';

/**
 * Raids from one place at one time: whoever is in reach of one missile is in reach of all, so that only their number counts. Exact but for the
 * sample of launches.
 *
 * @param counts - In reach, launch by launch.
 */
export function colocatedRaids(
  counts: ArrayLike<number>,
  sizes: readonly number[],
  odds: ShotOdds,
  commonFailureProb: number,
): readonly RaidLeak[] {
  const often = new Map<number, number>();
  for (let launch = 0; launch < counts.length; launch++) {
    const count = counts[launch]!;
    often.set(count, (often.get(count) ?? 0) + 1);
  }
  return sizes.map((k) => {
    const tally = new LeakTally(k);
    for (const [inReach, launches] of often) {
      const shots = Math.min(inReach, k * odds.shotsPerTarget);
      tally.add(String(shots), () => leakPmf(k, shots, odds), shots, launches);
    }
    return tally.result(commonFailureProb);
  });
}

/** How many that are ready are in reach at each launch. */
export function readyCounts(
  finder: ReachFinder,
  ready: Uint8Array,
  launches: readonly SimTimeUs[],
): Int32Array {
  return Int32Array.from(launches, (atUs) => {
    const count = finder.find(atUs);
    let those = 0;
    for (let index = 0; index < count; index++) those += ready[finder.found[index]!]!;
    return those;
  });
}
