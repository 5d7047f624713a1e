import { present } from '../../foundation/index.ts';
import type { Prospect } from '../prospects/index.ts';
import type { Scan } from '../scan.ts';
import { areAlone } from './alone.ts';
import { chainsOf, disjointChains } from './chains.ts';
import type { Chain } from './chains.ts';
import { fitMotion } from './fit-motion.ts';
import type { Candidate } from './fit-motion.ts';
import { fixesOf } from './fixes.ts';
import type { Fix } from './fixes.ts';
import { MAX_LINKS, certainLinks, linksOf } from './links.ts';
import type { Link } from './links.ts';
import { raysOf } from './rays.ts';
import { recurringRows } from './recurring.ts';

/** What a scan left unexplained, kept for the next. */
export interface Leftover {
  readonly scan: Scan;
  /** Rows that no track took, in order. */
  readonly rows: Uint32Array;
  /** Fixes of the scan before that started nothing yet; null when it was the first. */
  readonly before: { readonly scan: Scan; readonly fixes: readonly Fix[] } | null;
  /** Readings of the detections in which it is not clear yet what the objects are. */
  readonly prospects: readonly Prospect[];
}

/** An object that starts a track. */
export interface NewObject {
  /** Fitted to two scans: the newest and the one before, or the two before. */
  readonly candidate: Candidate;
  /** In the second case, its rows of the newest scan. */
  readonly followingRows: readonly number[];
}

export interface NewObjects {
  readonly objects: readonly NewObject[];
  /** Three fixes on one motion that share some with others. */
  readonly doubtful: readonly NewObject[];
  /** Fixes of the older scan that started nothing. */
  readonly unusedOlder: readonly Fix[];
  /** What was cut short, with its limit. */
  readonly boundsReached: readonly { readonly bound: string; readonly limit: number }[];
}

/** Rays that may belong to new objects, bound per scan. */
const MAX_RAYS = 50_000;
/** Of chains in doubt only so many, the likeliest, are followed; a hundred objects in 20 km have some 700. */
const MAX_DOUBTFUL = 2_000;
/** Over a longer time than this two scans are not tied together, s. */
const LONGEST_GAP_S = 30;

/**
 * New objects in what two scans left over. Rays that recur are met into fixes, scan by scan; two fixes that follow one another without
 * doubt start a track at once; where there is doubt, three fixes on one motion do, a scan later.
 *
 * @param rows - Rows of the newest scan that no track took, in order.
 * @param sweeps - Is a channel's a line that goes round?
 */
export function newObjects(
  leftover: Leftover,
  scan: Scan,
  rows: Uint32Array,
  sweeps: (channel: number) => boolean = () => false,
): NewObjects {
  const nothing: NewObjects = { objects: [], doubtful: [], unusedOlder: [], boundsReached: [] };
  const { scan: olderScan, before } = leftover;
  const elapsedS = (scan.atUs - olderScan.atUs) / 1e6;
  if (elapsedS > LONGEST_GAP_S) return nothing;
  const olderRows = recurringRows(olderScan, leftover.rows, scan, rows, MAX_RAYS, sweeps);
  const newerRows = recurringRows(scan, rows, olderScan, leftover.rows, MAX_RAYS, sweeps);
  if (olderRows === null || newerRows === null) {
    return { ...nothing, boundsReached: [{ bound: 'recurring detections in one scan', limit: MAX_RAYS }] };
  }
  const older = fixesOf(raysOf(olderScan, olderRows));
  const newer = fixesOf(raysOf(scan, newerRows));
  const links = linksOf(older.fixes, newer.fixes, elapsedS);
  const objects: NewObject[] = [];
  const doubtful: NewObject[] = [];
  const boundsReached: { readonly bound: string; readonly limit: number }[] = [];
  const usedOlder = new Set<number>();
  const usedNewer = new Set<number>();
  for (const link of certainLinks(links)) {
    if (!areAlone(scan, present(newer.fixes[link.newer]).rows)) continue;
    const candidate = fitLink(link, [olderScan, scan], [older.fixes, newer.fixes]);
    if (candidate === null) continue;
    objects.push({ candidate, followingRows: [] });
    usedOlder.add(link.older);
    usedNewer.add(link.newer);
  }
  if (before !== null) {
    const middle = older.fixes.filter((_, index) => !usedOlder.has(index));
    const newest = newer.fixes.filter((_, index) => !usedNewer.has(index));
    const beforeS = (olderScan.atUs - before.scan.atUs) / 1e6;
    const former = linksOf(before.fixes, middle, beforeS);
    const chains = chainsOf(former, before.fixes, middle, newest, beforeS, elapsedS);
    const isAlone = (chain: Chain): boolean => areAlone(scan, present(newest[chain.newest]).rows);
    const chained = ({ link, newest: place }: Chain): readonly NewObject[] => {
      const candidate = fitLink(link, [before.scan, olderScan], [before.fixes, middle]);
      return candidate === null ? [] : [{ candidate, followingRows: present(newest[place]).rows }];
    };
    for (const chain of disjointChains(chains.filter(isAlone))) {
      const found = chained(chain);
      objects.push(...found);
      if (found.length > 0) usedOlder.add(older.fixes.indexOf(present(middle[chain.link.newer])));
    }
    const inDoubt = chains.filter((chain) => !isAlone(chain)).toSorted((a, b) => b.weight - a.weight);
    if (inDoubt.length > MAX_DOUBTFUL) {
      boundsReached.push({ bound: 'chains of three fixes in doubt in one scan', limit: MAX_DOUBTFUL });
    }
    doubtful.push(...inDoubt.slice(0, MAX_DOUBTFUL).flatMap(chained));
  }
  const cut = new Map([...older.boundsReached, ...newer.boundsReached].map((each) => [each.bound, each]));
  boundsReached.push(...cut.values());
  if (links.length >= MAX_LINKS) {
    boundsReached.push({ bound: 'links between fixes of two scans', limit: MAX_LINKS });
  }
  return {
    objects,
    doubtful,
    unusedOlder: older.fixes.filter((_, index) => !usedOlder.has(index)),
    boundsReached,
  };
}

/** Position and velocity from all detections of two linked fixes. */
function fitLink(
  link: Link,
  [olderScan, newerScan]: readonly [Scan, Scan],
  [older, newer]: readonly [readonly Fix[], readonly Fix[]],
): Candidate | null {
  const sights = [
    ...present(older[link.older]).rows.map((row) => ({ scan: olderScan, row })),
    ...present(newer[link.newer]).rows.map((row) => ({ scan: newerScan, row })),
  ];
  return fitMotion(sights, link.state, newerScan.atUs);
}
