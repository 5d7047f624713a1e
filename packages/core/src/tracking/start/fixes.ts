import { present } from '../../foundation/index.ts';
import { MAX_TRIED, candidatesOf } from './candidates.ts';
import { chooseDisjoint } from './disjoint.ts';
import { fitPoint } from './fit-point.ts';
import type { PointFit } from './fit-point.ts';
import { MAX_MEETINGS, meetingsOf } from './meetings.ts';
import type { Meeting } from './meetings.ts';
import type { Rays } from './rays.ts';

/** A place where rays of several satellites meet in one scan. */
export interface Fix extends PointFit {
  /** Rows of the scan, in order; one of each channel at the most. */
  readonly rows: readonly number[];
}

/** Fixes, and what was cut short on the way to them, with its limit. */
export interface FixesFound {
  readonly fixes: readonly Fix[];
  readonly boundsReached: readonly { readonly bound: string; readonly limit: number }[];
}

/**
 * The fixes of a scan that together explain it best: every meeting of two rays gathers the rays of other satellites that meet both in the
 * same place (`candidatesOf`); of the gatherings that share rays the likeliest disjoint set is kept (`chooseDisjoint`) and fitted.
 */
export function fixesOf(rays: Rays): FixesFound {
  const { meetings, boundReached } = meetingsOf(rays);
  const { fixes, boundsReached } = fixesFrom(rays, meetings);
  const bound = 'meetings of lines of sight in one scan';
  return {
    fixes,
    boundsReached: boundReached ? [{ bound, limit: MAX_MEETINGS }, ...boundsReached] : boundsReached,
  };
}

/** The fixes that follow from the meetings of all rays, in order. */
export function fixesFrom(rays: Rays, meetings: readonly Meeting[]): FixesFound {
  const { candidates, boundReached } = candidatesOf(rays, meetings);
  const items = candidates.map(({ members, weight }) => ({ weight, claims: members }));
  const fixes = chooseDisjoint(items).chosen.flatMap((index) => {
    const { members, place } = present(candidates[index]);
    const rows = members.map((ray) => rays.rows[ray]!).toSorted((a, b) => a - b);
    const fit = fitPoint(rays.scan, rows, place);
    return fit === null ? [] : [{ ...fit, rows }];
  });
  const bound = 'lines of sight tried beside others in one scan';
  return { fixes, boundsReached: boundReached ? [{ bound, limit: MAX_TRIED }] : [] };
}
