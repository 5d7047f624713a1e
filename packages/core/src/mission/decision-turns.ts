import type { SimTimeUs } from '../foundation/index.ts';
import type { OperateEvent, TrackId } from '../messages/index.ts';

/** Decisions worked out in one second; of more tracks each keeps its own until its turn. */
export const MAX_DECISIONS = 500;

/**
 * Whose turn it is when there are more tracks than decisions that one second has room for: tracks that have none yet, then those decided on longest ago, each
 * in the order given. A function of what was decided before alone: the same for any number of workers and any pace.
 *
 * @param decidedAtUs - When each track was last decided on.
 */
export function turnsOf(
  ids: readonly TrackId[],
  decidedAtUs: ReadonlyMap<TrackId, SimTimeUs>,
  most: number = MAX_DECISIONS,
): ReadonlySet<TrackId> {
  if (ids.length <= most) return new Set(ids);
  const since = (id: TrackId): number => decidedAtUs.get(id) ?? Number.NEGATIVE_INFINITY;
  const byWait = ids.toSorted((a, b) => (since(a) === since(b) ? 0 : since(a) < since(b) ? -1 : 1));
  return new Set(byWait.slice(0, most));
}

/** Told in every second in which tracks had to wait. */
export function waitingTold(waiting: number, atUs: SimTimeUs): readonly OperateEvent[] {
  if (waiting === 0) return [];
  const reason = `${waiting} more keep theirs until it is their turn`;
  return [{ kind: 'bound-reached', atUs, bound: 'decisions in one second', limit: MAX_DECISIONS, reason }];
}
