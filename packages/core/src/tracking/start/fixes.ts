import { present } from '../../foundation/index.ts';
import { candidatesOf } from './candidates.ts';
import { chooseDisjoint } from './disjoint.ts';
import { fitPoint } from './fit-point.ts';
import type { PointFit } from './fit-point.ts';
import { meetingsOf } from './meetings.ts';
import type { Meeting } from './meetings.ts';
import type { Rays } from './rays.ts';

/** A place where rays of several satellites meet in one scan. */
export interface Fix extends PointFit {
  /** Rows of the scan, in order; one of each channel at the most. */
  readonly rows: readonly number[];
}

/**
 * The fixes of a scan that together explain it best: every meeting of two rays gathers the rays of other satellites that meet both in the
 * same place (`candidatesOf`); of the gatherings that share rays the likeliest disjoint set is kept (`chooseDisjoint`) and fitted.
 */
export function fixesOf(rays: Rays): { readonly fixes: readonly Fix[]; readonly boundReached: boolean } {
  const { meetings, boundReached } = meetingsOf(rays);
  return { fixes: fixesFrom(rays, meetings), boundReached };
}

/** The fixes that follow from the meetings of all rays, in order. */
export function fixesFrom(rays: Rays, meetings: readonly Meeting[]): readonly Fix[] {
  const candidates = candidatesOf(rays, meetings);
  const items = candidates.map(({ members, weight }) => ({ weight, claims: members }));
  return chooseDisjoint(items).chosen.flatMap((index) => {
    const { members, place } = present(candidates[index]);
    const rows = members.map((ray) => rays.rows[ray]!).toSorted((a, b) => a - b);
    const fit = fitPoint(rays.scan, rows, place);
    return fit === null ? [] : [{ ...fit, rows }];
  });
}
