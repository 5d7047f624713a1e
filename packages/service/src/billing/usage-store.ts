import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { Span } from './calendar.ts';
import { decimalText, fraction, fractionOf, sum, times } from './fraction.ts';
import { METER_IDS } from './meters.ts';
import type { MeterId } from './meters.ts';
import type { UsageEvent } from './usage-event.ts';

type Database = Kysely<Tables> | Transaction<Tables>;
type Row = Tables['usage_events'];

/** Rows written in one statement. */
const ROWS_AT_ONCE = 200;
/** Rows read in one piece. */
const EVENTS_AT_ONCE = 5_000;

/** An event whose minute may last still: stored again with a greater quantity until it is closed. */
export interface StoredUsage {
  readonly event: UsageEvent;
  readonly isClosed: boolean;
}

/**
 * Stores events, all or none. One that is there and open takes the new quantity, which is all of it and not what came since; one that is closed stays as it is. So the same
 * may be stored as often as one likes: after an answer that was lost, a restart, a duplicate.
 */
export function storeUsage(db: Kysely<Tables>, usage: readonly StoredUsage[]): Promise<void> {
  return db.transaction().execute((trx) => storeUsageWithin(trx, usage));
}

/** The same in a transaction of somebody else: what was done and what it counts are kept together or not at all. */
export async function storeUsageWithin(
  trx: Transaction<Tables>,
  usage: readonly StoredUsage[],
): Promise<void> {
  const rows = told(usage).map(({ event, isClosed }): Row => ({
    source: event.source,
    id: event.id,
    tenant_id: event.tenantId,
    meter: event.meter,
    product: event.product,
    item: event.key,
    quantity: event.quantity,
    at_us: event.atUs,
    is_closed: Number(isClosed),
    billed_in: null,
  }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    // oxlint-disable-next-line no-await-in-loop -- one transaction
    await trx
      .insertInto('usage_events')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .onConflict((conflict) =>
        conflict
          .columns(['source', 'id'])
          .doUpdateSet((each) => ({
            quantity: each.ref('excluded.quantity'),
            is_closed: each.ref('excluded.is_closed'),
          }))
          .where('usage_events.is_closed', '=', 0),
      )
      .execute();
  }
}

/** Each name once, since one statement of PostgreSQL may not write a row twice: the first that is closed, or else the last. */
function told(usage: readonly StoredUsage[]): readonly StoredUsage[] {
  const named = new Map<string, StoredUsage>();
  for (const each of usage) {
    const name = JSON.stringify([each.event.source, each.event.id]);
    if (named.get(name)?.isClosed !== true) named.set(name, each);
  }
  return [...named.values()];
}

/** Closes what a service that is no more has left open: nobody adds to it. */
export async function closeLeftUsage(db: Database, ownSource: string, beforeUs: number): Promise<void> {
  await db
    .updateTable('usage_events')
    .set({ is_closed: 1 })
    .where('is_closed', '=', 0)
    .where('source', '!=', ownSource)
    .where('at_us', '<', beforeUs)
    .execute();
}

export interface UsageFilter {
  readonly tenantId?: string;
  readonly fromUs?: number;
  readonly toUs?: number;
  readonly meter?: MeterId;
  /** Null: what no invoice counts yet. */
  readonly billedIn?: number | null;
  /** Also what is open. */
  readonly open?: boolean;
  readonly limit?: number;
  readonly after?: Pick<UsageEvent, 'atUs' | 'source' | 'id'>;
}

/** Events in order of time and name. */
export async function usageEvents(db: Database, filter: UsageFilter): Promise<readonly UsageEvent[]> {
  const { tenantId, fromUs, toUs, meter, billedIn, open, limit, after } = filter;
  let query = db.selectFrom('usage_events').selectAll();
  if (tenantId !== undefined) query = query.where('tenant_id', '=', tenantId);
  if (fromUs !== undefined) query = query.where('at_us', '>=', fromUs);
  if (toUs !== undefined) query = query.where('at_us', '<', toUs);
  if (meter !== undefined) query = query.where('meter', '=', meter);
  if (billedIn === null) query = query.where('billed_in', 'is', null);
  if (typeof billedIn === 'number') query = query.where('billed_in', '=', billedIn);
  if (open !== true) query = query.where('is_closed', '=', 1);
  if (after !== undefined) {
    query = query.where((each) =>
      each.or([
        each('at_us', '>', after.atUs),
        each.and([each('at_us', '=', after.atUs), each('source', '>', after.source)]),
        each.and([
          each('at_us', '=', after.atUs),
          each('source', '=', after.source),
          each('id', '>', after.id),
        ]),
      ]),
    );
  }
  query = query.orderBy('at_us').orderBy('source').orderBy('id');
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(eventOf);
}

/** All of them, read in pieces so that whoever else waits is served in between. */
export async function allUsage(db: Database, filter: UsageFilter): Promise<readonly UsageEvent[]> {
  const all: UsageEvent[] = [];
  for (;;) {
    const after = all.at(-1);
    // oxlint-disable-next-line no-await-in-loop -- one piece after the other
    const piece = await usageEvents(db, {
      ...filter,
      limit: EVENTS_AT_ONCE,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...piece);
    if (piece.length < EVENTS_AT_ONCE) return all;
    // oxlint-disable-next-line no-await-in-loop -- that is the point
    await yieldToOthers();
  }
}

export interface UsageTotal {
  readonly meter: MeterId;
  readonly product: string | null;
  readonly fromUs: number;
  readonly quantity: string;
}

/** Sums by meter, product and window of time, what is open included. The store brings equal quantities together; they are summed up exactly here. */
export async function usageTotals(
  db: Database,
  { tenantId, fromUs, toUs }: Span & { readonly tenantId: string },
  windowUs: number,
): Promise<readonly UsageTotal[]> {
  const start = sql<number>`at_us - at_us % ${sql.lit(windowUs)}`;
  const rows = await db
    .selectFrom('usage_events')
    .select([
      'meter',
      'product',
      'quantity',
      start.as('start_us'),
      (each) => each.fn.countAll<number>().as('times'),
    ])
    .where('tenant_id', '=', tenantId)
    .where('at_us', '>=', fromUs)
    .where('at_us', '<', toUs)
    .groupBy(['meter', 'product', 'quantity', start])
    .execute();
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.start_us, row.meter, row.product]));
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      const meter = METER_IDS.find((each) => each === first?.meter);
      if (first === undefined || meter === undefined) return [];
      const quantity = sum(group.map((row) => times(fractionOf(row.quantity), fraction(row.times))));
      return [
        {
          meter,
          product: first.product,
          fromUs: Math.max(fromUs, first.start_us),
          quantity: decimalText(quantity),
        },
      ];
    })
    .toSorted(
      (a, b) =>
        a.fromUs - b.fromUs ||
        METER_IDS.indexOf(a.meter) - METER_IDS.indexOf(b.meter) ||
        ((a.product ?? '') < (b.product ?? '') ? -1 : 1),
    );
}

function eventOf(row: Row): UsageEvent {
  const meter = METER_IDS.find((each) => each === row.meter);
  if (meter === undefined) throw new Error(`broken invariant: no meter is called ${row.meter}`);
  return {
    source: row.source,
    id: row.id,
    tenantId: row.tenant_id,
    meter,
    product: row.product,
    key: row.item,
    quantity: row.quantity,
    atUs: row.at_us,
  };
}
