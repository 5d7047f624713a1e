import type { Kysely } from 'kysely';
import { insertMessages } from '../delivery/webhooks/webhook-store.ts';
import type { NewMessage } from '../delivery/webhooks/webhook-store.ts';
import { spanWith } from '../engine/span.ts';
import type { Span } from '../engine/span.ts';
import type { FeedKind } from '../feeds/feed.ts';
import type { EventRecord } from '../picture/records.ts';
import type { Whereabouts } from '../picture/whereabouts.ts';
import type { Tables } from './tables.ts';
import { appendAudit } from './store.ts';
import type { Deed } from './store.ts';

/** Rows written in one statement. */
const ROWS_AT_ONCE = 500;

export interface Session {
  readonly id: string;
  readonly kind: FeedKind;
  readonly mission: string;
  readonly throughSecond: number | null;
  /** Through which seconds it was worked, oldest first. */
  readonly spans: readonly Span[];
}

export interface EventFilter {
  readonly afterSequence: number;
  readonly kinds: readonly string[] | null;
  readonly trackId: string | null;
  readonly limit: number;
}

/** What operators did, as it is kept. */
export interface StoredHandling {
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAtUs: number | null;
  readonly shelvedUntilUs: number | null;
  readonly note: string | null;
}

/** What becomes of a live session at the next start. */
export interface Succession {
  canGoOn(sessionId: string): boolean | Promise<boolean>;
  /** Before a session takes the place of one that cannot be gone on with. */
  carry(fromId: string, toId: string): void | Promise<void>;
}

const ALWAYS_ON: Succession = { canGoOn: () => true, carry: () => {} };

/** An event, and where its track was then. */
export interface PlacedEvent {
  readonly sequence: number;
  readonly second: number;
  readonly event: EventRecord;
  readonly whereabouts: Whereabouts | undefined;
}

/** Names what one tenant did about one alert. */
export function handlingPlace(tenantId: string, alertId: string): string {
  return JSON.stringify([tenantId, alertId]);
}

/** Events and what operators did, of one session. */
export class SessionStore {
  readonly #db: Kysely<Tables>;
  readonly session: Session;
  /** The newest of its spans. */
  #span: Span | undefined;

  private constructor(db: Kysely<Tables>, session: Session) {
    this.#db = db;
    this.session = session;
    this.#span = session.spans.at(-1);
  }

  /** A live session of the same mission goes on after a restart, if it can; an exercise or a replay begins anew. */
  static async open(
    db: Kysely<Tables>,
    kind: FeedKind,
    mission: string,
    atUs: number,
    succession: Succession = ALWAYS_ON,
  ): Promise<SessionStore> {
    const last = await db
      .selectFrom('sessions')
      .selectAll()
      .where('kind', '=', kind)
      .where('mission', '=', mission)
      .orderBy('started_at_us', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (kind === 'live' && last !== undefined && (await succession.canGoOn(last.id))) {
      const rows = await db
        .selectFrom('session_spans')
        .select(['from_second as fromSecond', 'through_second as throughSecond'])
        .where('session_id', '=', last.id)
        .orderBy('from_second')
        .execute();
      return new SessionStore(db, {
        id: last.id,
        kind,
        mission,
        throughSecond: last.through_second,
        spans: rows,
      });
    }
    const { count } = await db
      .selectFrom('sessions')
      .select((each) => each.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const id = `${kind}-${String(count + 1).padStart(4, '0')}`;
    if (kind === 'live' && last !== undefined) await succession.carry(last.id, id);
    await db
      .insertInto('sessions')
      .values({ id, kind, mission, started_at_us: atUs, through_second: null })
      .execute();
    return new SessionStore(db, { id, kind, mission, throughSecond: null, spans: [] });
  }

  /**
   * Events that were stored before, told again after a restart, have the same numbers and are passed over; so are messages.
   *
   * @param messages - Of webhooks, about what happened in this second.
   */
  async saveStep(
    second: number,
    events: readonly EventRecord[],
    whereabouts: ReadonlyMap<string, Whereabouts>,
    messages: readonly NewMessage[] = [],
  ): Promise<void> {
    const rows = events.map((event) => ({
      session_id: this.session.id,
      sequence: event.sequence,
      kind: event.kind,
      track_id: event.trackId,
      record: JSON.stringify(event),
      second,
      whereabouts: whereaboutsText(event, whereabouts),
    }));
    const span = spanWith(this.#span, second);
    await this.#db.transaction().execute(async (trx) => {
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
        // oxlint-disable-next-line no-await-in-loop -- one transaction
        await trx
          .insertInto('events')
          .values(rows.slice(at, at + ROWS_AT_ONCE))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      await insertMessages(trx, messages);
      await trx
        .updateTable('sessions')
        .set({ through_second: second })
        .where('id', '=', this.session.id)
        .execute();
      const { fromSecond: from_second, throughSecond: through_second } = span;
      await trx
        .insertInto('session_spans')
        .values({ session_id: this.session.id, from_second, through_second })
        .onConflict((conflict) =>
          conflict.columns(['session_id', 'from_second']).doUpdateSet({ through_second }),
        )
        .execute();
    });
    this.#span = span;
  }

  /** @returns Records as they were written: JSON texts. */
  async events({
    afterSequence,
    kinds,
    trackId,
    limit,
  }: EventFilter): Promise<readonly { sequence: number; record: string }[]> {
    let query = this.#db
      .selectFrom('events')
      .select(['sequence', 'record'])
      .where('session_id', '=', this.session.id)
      .where('sequence', '>', afterSequence);
    if (kinds !== null) query = query.where('kind', 'in', kinds);
    if (trackId !== null) query = query.where('track_id', '=', trackId);
    return query.orderBy('sequence').limit(limit).execute();
  }

  /** Events of some seconds with where they were, in order. */
  async eventsOfSeconds(
    fromSecond: number,
    throughSecond: number,
    afterSequence: number,
    limit: number,
  ): Promise<readonly PlacedEvent[]> {
    const rows = await this.#db
      .selectFrom('events')
      .select(['sequence', 'second', 'record', 'whereabouts'])
      .where('session_id', '=', this.session.id)
      .where('second', '>=', fromSecond)
      .where('second', '<=', throughSecond)
      .where('sequence', '>', afterSequence)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      sequence: row.sequence,
      second: row.second ?? 0,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands in the store as it was told
      event: JSON.parse(row.record) as EventRecord,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      whereabouts: row.whereabouts === null ? undefined : (JSON.parse(row.whereabouts) as Whereabouts),
    }));
  }

  /** In which something happened for the first time; null when nothing has. */
  async firstSecond(): Promise<number | null> {
    const row = await this.#db
      .selectFrom('events')
      .select('second')
      .where('session_id', '=', this.session.id)
      .where('second', 'is not', null)
      .orderBy('second')
      .limit(1)
      .executeTakeFirst();
    return row?.second ?? null;
  }

  /** By tenant and alert. */
  async handlings(): Promise<ReadonlyMap<string, StoredHandling>> {
    const rows = await this.#db
      .selectFrom('alert_handling')
      .selectAll()
      .where('session_id', '=', this.session.id)
      .execute();
    return new Map(
      rows.map((row) => [
        handlingPlace(row.tenant_id, row.alert_id),
        {
          acknowledgedBy: row.acknowledged_by,
          acknowledgedAtUs: row.acknowledged_at_us,
          shelvedUntilUs: row.shelved_until_us,
          note: row.note,
        },
      ]),
    );
  }

  /** What was done to an alert, and the audit of it, together. @param db - As the tenant sees it. */
  async saveHandling(
    db: Kysely<Tables>,
    tenantId: string,
    alertId: string,
    handling: StoredHandling,
    deed: Deed,
    atUs: number,
  ): Promise<void> {
    const columns = {
      acknowledged_by: handling.acknowledgedBy,
      acknowledged_at_us: handling.acknowledgedAtUs,
      shelved_until_us: handling.shelvedUntilUs,
      note: handling.note,
    };
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('alert_handling')
        .values({ session_id: this.session.id, tenant_id: tenantId, alert_id: alertId, ...columns })
        .onConflict((conflict) =>
          conflict.columns(['session_id', 'tenant_id', 'alert_id']).doUpdateSet(columns),
        )
        .execute();
      await appendAudit(trx, deed, atUs);
    });
  }
}

function whereaboutsText(
  { trackId }: EventRecord,
  whereabouts: ReadonlyMap<string, Whereabouts>,
): string | null {
  const own = trackId === null ? undefined : whereabouts.get(trackId);
  return own === undefined ? null : JSON.stringify(own);
}
