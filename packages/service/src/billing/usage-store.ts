import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { METER_IDS } from './meters.ts';
import type { MeterId } from './meters.ts';
import type { UsageEvent } from './usage-event.ts';

type Database = Kysely<Tables> | Transaction<Tables>;
type Row = Tables['usage_events'];

/** Rows written in one statement. */
const ROWS_AT_ONCE = 200;

/** An event whose minute may last still: stored again with a greater quantity until it is closed. */
export interface StoredUsage {
  readonly event: UsageEvent;
  readonly isClosed: boolean;
}

/**
 * Stores events, all or none. One that is there and open takes the new quantity, which is all of it and not what came since; one that is closed stays as it is. So the same
 * may be stored as often as one likes: after an answer that was lost, a restart, a duplicate.
 */
export async function storeUsage(db: Kysely<Tables>, usage: readonly StoredUsage[]): Promise<void> {
  const rows = usage.map(({ event, isClosed }): Row => ({
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
  await db.transaction().execute(async (trx) => {
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
  });
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
