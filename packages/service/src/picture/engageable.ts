import { commitChange } from '@cupola/core/engagement/commit-spans';
import type { CommitOn } from '@cupola/core/engagement/commit-spans';
import { sFromUs } from '@cupola/core/foundation';
import type { OperateEvent, Track } from '@cupola/core/messages';
import type { EngagementTarget } from '@cupola/core/mission/engagement-ahead';
import type { TrackRecord } from './records.ts';

/** What engagements of a track are worked out from: the tracker's estimate on a whole second, and what was decided by then. */
export interface Engageable {
  readonly trackId: string;
  readonly track: EngagementTarget['track'];
  /** The likeliest known class; null while there is none. */
  readonly vehicleClass: string | null;
  /** Since when it has been held for a threat, and confirmed, s; null: it is not. */
  readonly sinceS: Readonly<Record<CommitOn, number | null>>;
}

const NEVER: Engageable['sinceS'] = { declared: null, confirmed: null };
const WAITED_FOR: readonly CommitOn[] = ['declared', 'confirmed'];

/** Of all tracks after a step, by the same events that a run goes by. */
export function engageableAfter(
  before: ReadonlyMap<string, Engageable>,
  events: readonly OperateEvent[],
  tracks: readonly Track[],
  records: ReadonlyMap<string, TrackRecord>,
): ReadonlyMap<string, Engageable> {
  const since = new Map([...before].map(([id, each]) => [id, each.sinceS]));
  for (const event of events) {
    if (!('trackId' in event)) continue;
    for (const waitedFor of WAITED_FOR) {
      const change = commitChange(event, waitedFor);
      if (change === 'none') continue;
      const id = event.kind === 'tracks-merged' ? event.mergedId : event.trackId;
      const known = since.get(id) ?? NEVER;
      const sinceS = change === 'ends' ? null : (known[waitedFor] ?? sFromUs(event.atUs));
      since.set(id, { ...known, [waitedFor]: sinceS });
    }
  }
  return new Map(
    tracks.map(({ id, atUs, phase, state, firstDetectedAtUs, firstPositionM }) => [
      id,
      {
        trackId: id,
        track: { atUs, phase, state, firstDetectedAtUs, firstPositionM },
        vehicleClass: records.get(id)?.threat?.vehicleClass ?? null,
        sinceS: since.get(id) ?? NEVER,
      },
    ]),
  );
}
