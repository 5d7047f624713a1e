import type { EventRecord } from '../picture/records.ts';
import type { SessionStore } from '../store/session-store.ts';
import { EVENTS_IN_SECOND, cutEvent, isEventSeen } from './cut-picture.ts';
import type { Entitlement } from './entitlement.ts';
import type { Views } from './views.ts';

export interface AskedEvents {
  /** Number of the last event that was given. */
  readonly after: number;
  readonly kinds: readonly string[] | null;
  readonly trackId: string | null;
  readonly limit: number;
}

/** Seconds of operations that one answer looks through: a page may have less on it than was asked for, and go on. Time alone decides it, so that it tells nothing of what is not seen. */
const SECONDS_AT_ONCE = 3_600;
const ROWS_AT_ONCE = 1_000;

/** Events that an entitlement lets see: as far back as it reaches, as late as it is told, counted by their seconds. */
export async function seenEvents(
  store: SessionStore,
  views: Views,
  entitlement: Entitlement,
  asked: AskedEvents,
): Promise<{ readonly items: readonly EventRecord[]; readonly next: number | null }> {
  const { second: newest } = views.now(entitlement);
  const first = newest === null ? null : await store.firstSecond();
  if (newest === null || first === null) return { items: [], next: null };
  const from = Math.max(
    Math.floor(first / SECONDS_AT_ONCE) * SECONDS_AT_ONCE,
    newest - (entitlement.historyS ?? Number.POSITIVE_INFINITY),
    Math.floor(asked.after / EVENTS_IN_SECOND),
  );
  const through = Math.min(newest, from + SECONDS_AT_ONCE - 1);
  const items: EventRecord[] = [];
  for await (const event of numberedEvents(store, views, entitlement, from, through)) {
    if (event.sequence <= asked.after || !isAsked(event, asked)) continue;
    if (items.length === asked.limit) return { items, next: items.at(-1)?.sequence ?? null };
    items.push(event);
  }
  return { items, next: through < newest ? (through + 1) * EVENTS_IN_SECOND : null };
}

/** What is seen of some seconds, each second counted by itself. */
async function* numberedEvents(
  store: SessionStore,
  { ground }: Views,
  entitlement: Entitlement,
  from: number,
  through: number,
): AsyncIterable<EventRecord> {
  let after = 0;
  let second = from;
  let inSecond = 0;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const rows = await store.eventsOfSeconds(from, through, after, ROWS_AT_ONCE);
    for (const row of rows) {
      if (!isEventSeen(row.event, row.whereabouts, entitlement, ground)) continue;
      inSecond = row.second === second ? inSecond + 1 : 1;
      second = row.second;
      yield cutEvent(row.event, entitlement, second, inSecond);
    }
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)?.sequence ?? after;
  }
}

function isAsked({ kind, trackId }: EventRecord, asked: AskedEvents): boolean {
  return (
    (asked.kinds === null || asked.kinds.includes(kind)) &&
    (asked.trackId === null || asked.trackId === trackId)
  );
}
