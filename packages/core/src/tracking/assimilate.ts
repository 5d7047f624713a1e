import { present } from '../foundation/index.ts';
import { associate } from './associate.ts';
import type { Contest } from './associate.ts';
import { seenIn } from './correct.ts';
import type { Seen } from './correct.ts';
import type { Hypothesis } from './hypothesis.ts';
import { isTrusted } from './reacquire.ts';
import type { Scan } from './scan.ts';
import { weighedTogether } from './weigh-together.ts';
import type { ChannelRates } from './weigh-together.ts';

/** What a scan brought one track. */
export interface Assimilated {
  /** Detections that are its own, or more likely its own than not; in order of channel. */
  readonly rows: readonly number[];
  readonly seen: Seen;
}

/** A detection is a track's own from this probability. */
const OWN_PROB = 0.5;

/**
 * Gives each track its detections of this scan. Those that only one track can have are taken whole; where tracks compete, each takes its
 * share of every detection. What tracks have taken is marked.
 *
 * @param tracks - Predicted hypotheses of each track, each known badly enough to be fooled only where two satellites agree.
 * @param taken - Detections marked 1 are not offered.
 */
export function assimilated(
  tracks: readonly (readonly Hypothesis[])[],
  scan: Scan,
  taken: Uint8Array,
  rates: ChannelRates,
): readonly Assimilated[] {
  const { chosen, contests } = associate(tracks, scan, taken);
  const trusted = tracks.map((ahead, track) =>
    isTrusted(ahead, satellitesOf(track, present(chosen[track]), contests, scan)),
  );
  const certain = tracks.map((ahead, track) => {
    const rows = present(chosen[track]);
    if (trusted[track] === true) return seenIn(ahead, rows, scan);
    for (const row of rows) taken[row] = 0;
    return seenIn(ahead, [], scan);
  });
  if (contests.length === 0) {
    return certain.map((seen, track) => ({
      rows: trusted[track] === true ? present(chosen[track]) : [],
      seen,
    }));
  }
  const open = contests.map(({ block, pairs }) => ({
    block,
    pairs: pairs.filter((pair) => trusted[pair.track] === true),
  }));
  const contested = weighedTogether(
    certain.map((each) => each.hypotheses),
    open,
    scan,
    rates,
  );
  const takenProb = new Map<number, number>();
  for (const each of contested) {
    for (const { row, prob } of each?.shares ?? []) takenProb.set(row, (takenProb.get(row) ?? 0) + prob);
  }
  for (const [row, prob] of takenProb) if (prob > OWN_PROB) taken[row] = 1;
  return certain.map((seen, track) => {
    const rows = trusted[track] === true ? present(chosen[track]) : [];
    const shared = contested[track];
    if (shared === undefined) return { rows, seen };
    const own = shared.shares.filter(({ prob }) => prob > OWN_PROB).map(({ row }) => row);
    return {
      rows: [...rows, ...own].toSorted((a, b) => a - b),
      seen: {
        hypotheses: shared.hypotheses,
        squares: seen.squares + shared.squares,
        freedom: seen.freedom + shared.freedom,
      },
    };
  });
}

function satellitesOf(
  track: number,
  rows: readonly number[],
  contests: readonly Contest[],
  scan: Scan,
): number {
  const satellites = new Set(rows.map((row) => scan.satelliteIndex[row]!));
  for (const { pairs } of contests) {
    for (const pair of pairs) if (pair.track === track) satellites.add(scan.satelliteIndex[pair.row]!);
  }
  return satellites.size;
}
