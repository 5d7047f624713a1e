import { present } from '../../foundation/index.ts';
import { nearestOfEach } from '../association/nearest.ts';
import { asBelieved } from '../bias/pointing.ts';
import { reasonToDrop } from '../life/track-life.ts';
import type { NewObject } from '../start/index.ts';
import { chooseDisjoint } from '../start/index.ts';
import { conflictsOf } from './conflicts.ts';
import { aheadOf, grown, newProspect } from './prospect.ts';
import type { Prospect, ProspectView } from './prospect.ts';

/** What became of the prospects of a group of satellites. */
export interface ProspectsStep {
  /** Those that are objects. */
  readonly found: readonly Prospect[];
  /** Those still in doubt. */
  readonly open: readonly Prospect[];
}

/** A detection is claimed by so many prospects at the most, the likeliest. */
const MOST_OF_ROW = 8;
/** Prospects with more than this share of the detections of their latest two scans in common follow one object by now. */
const SAME_SHARE = 2 / 3;
/** Scans that a prospect is followed before it may be an object; and after which the likeliest is one, in doubt or not. */
const FEWEST_SCANS = 5;
const MOST_SCANS = 12;
/** A prospect is an object when it is a thousand times likelier than any that contradicts it. */
const CLEAR = Math.log(1e3);

/**
 * Every prospect grown by the scan, with those newly born; those that are no longer in doubt are found.
 *
 * @param taken - Detections that tracks took.
 */
export function prospectsAfter(
  before: readonly Prospect[],
  newborn: readonly NewObject[],
  taken: Uint8Array,
  view: ProspectView,
): ProspectsStep {
  if (before.length === 0 && newborn.length === 0) return { found: [], open: [] };
  const carried = before.map((each) => aheadOf(each.track, view.scan));
  const expected =
    view.pointing === null ? carried : carried.map((each) => asBelieved(each, present(view.pointing)));
  const rows = nearestOfEach(expected, view.pointing?.scan ?? view.scan, taken);
  const all = [
    ...before.map((each, k) => grown(each, present(rows[k]), view, carried[k])),
    ...newborn.map((each) => newProspect(each, view)),
  ].filter(({ track }) => reasonToDrop(track) === null);
  const kept = likeliest(distinct(all));
  const conflicts = conflictsOf(kept);
  const items = kept.map(({ weight }, k) => ({
    weight,
    claims: [-1 - k, ...present(conflicts[k]).values()],
  }));
  const { chosen } = chooseDisjoint(items);
  const leading = new Set(chosen);
  const found = chosen.filter((k) => isClear(kept, k, conflicts, leading));
  const settled = new Set(found.flatMap((k) => [k, ...present(conflicts[k]).keys()]));
  return {
    found: found.map((k) => present(kept[k])),
    open: kept.flatMap((each, k) => (settled.has(k) ? [] : [{ ...each, leads: leading.has(k) }])),
  };
}

/** Is it beyond doubt that this chosen prospect is an object: what could be true in its stead, all else staying as chosen, weighs far less? */
function isClear(
  kept: readonly Prospect[],
  k: number,
  conflicts: readonly ReadonlyMap<number, number>[],
  chosen: ReadonlySet<number>,
): boolean {
  const each = present(kept[k]);
  if (each.scans.length < FEWEST_SCANS) return false;
  if (each.scans.length >= MOST_SCANS) return true;
  const instead: number[] = [];
  let weight = 0;
  for (const rival of [...present(conflicts[k]).keys()].toSorted((a, b) => a - b)) {
    const contradicted = present(conflicts[rival]);
    if (isSame(each, present(kept[rival]))) continue;
    if (instead.some((other) => contradicted.has(other))) continue;
    if ([...contradicted.keys()].some((other) => other !== k && chosen.has(other))) continue;
    instead.push(rival);
    weight += present(kept[rival]).weight;
  }
  return each.weight - weight > CLEAR;
}

/** Do two prospects follow the same object by now? */
function isSame(a: Prospect, b: Prospect): boolean {
  let shared = 0;
  let all = 0;
  for (const back of [-1, -2]) {
    const rows = new Set(present(a.scans.at(back)).rows);
    const others = present(b.scans.at(back)).rows;
    shared += others.filter((row) => rows.has(row)).length;
    all += Math.max(rows.size, others.length);
  }
  return shared > SAME_SHARE * all;
}

/** Of prospects that took the same in this scan and the one before, which are one object, the likeliest; the likeliest first. */
function distinct(all: readonly Prospect[]): readonly Prospect[] {
  const known = new Set<string>();
  return all
    .toSorted((a, b) => b.weight - a.weight)
    .filter(({ scans }) => {
      const key = `${present(scans.at(-1)).rows.join(' ')}/${present(scans.at(-2)).rows.join(' ')}`;
      return !known.has(key) && known.add(key);
    });
}

/** Those that are among the likeliest of one of their detections. */
function likeliest(ordered: readonly Prospect[]): readonly Prospect[] {
  const claims = new Map<number, number>();
  return ordered.filter(({ scans }) => {
    let kept = false;
    for (const row of present(scans.at(-1)).rows) {
      const count = claims.get(row) ?? 0;
      if (count < MOST_OF_ROW) kept = true;
      claims.set(row, count + 1);
    }
    return kept;
  });
}
