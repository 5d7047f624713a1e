import { present } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Prospect } from './prospect.ts';

/** Prospects with more than these shares of the shorter one's detections in common cannot both be objects: of all, and of one scan. */
const CONFLICT_SHARE = 1 / 3;
const SCAN_SHARE = 2 / 3;

/** What of a prospect is asked here. */
export type ScansOf = Pick<Prospect, 'scans'>;

/** For each prospect those that contradict it, each with a number of the pair. */
export function conflictsOf(kept: readonly ScansOf[]): readonly ReadonlyMap<number, number>[] {
  const total = new Map<number, number>();
  const contradicted = new Set<number>();
  for (const ofScan of Map.groupBy(placesOf(kept), ({ atUs }) => atUs).values()) {
    const sizes = new Map(ofScan.map(({ place, rows }) => [place, rows.length]));
    for (const [pair, count] of sharedIn(ofScan, kept.length)) {
      total.set(pair, (total.get(pair) ?? 0) + count);
      const fewest = Math.min(
        present(sizes.get(Math.floor(pair / kept.length))),
        present(sizes.get(pair % kept.length)),
      );
      if (count > SCAN_SHARE * fewest) contradicted.add(pair);
    }
  }
  for (const [pair, count] of total) {
    const a = Math.floor(pair / kept.length);
    const b = pair % kept.length;
    if (count > CONFLICT_SHARE * Math.min(detections(kept, a, b), detections(kept, b, a)))
      contradicted.add(pair);
  }
  const conflicts = kept.map(() => new Map<number, number>());
  for (const pair of contradicted) {
    const a = Math.floor(pair / kept.length);
    const b = pair % kept.length;
    present(conflicts[a]).set(b, pair);
    present(conflicts[b]).set(a, pair);
  }
  return conflicts;
}

interface Place {
  readonly atUs: SimTimeUs;
  readonly place: number;
  readonly rows: readonly number[];
}

function placesOf(kept: readonly ScansOf[]): readonly Place[] {
  return kept.flatMap(({ scans }, place) => scans.map(({ atUs, rows }) => ({ atUs, place, rows })));
}

/** How many detections of one scan each pair of prospects has in common; a pair a < b is the number a * count + b. */
function sharedIn(ofScan: readonly Place[], count: number): ReadonlyMap<number, number> {
  const holders = new Map<number, number[]>();
  for (const { place, rows } of ofScan) {
    for (const row of rows) {
      const known = holders.get(row);
      if (known === undefined) holders.set(row, [place]);
      else known.push(place);
    }
  }
  const shared = new Map<number, number>();
  for (const own of holders.values()) {
    for (let a = 0; a < own.length; a++) {
      for (let b = a + 1; b < own.length; b++) {
        const pair = own[a]! * count + own[b]!;
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
    }
  }
  return shared;
}

/** How many detections a prospect has since it and another were both there. */
function detections(kept: readonly ScansOf[], of: number, other: number): number {
  const { scans } = present(kept[of]);
  const since = present(present(kept[other]).scans[0]).atUs;
  return scans.reduce((sum, { atUs, rows }) => (atUs >= since ? sum + rows.length : sum), 0);
}
