import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Whereabouts } from '../../picture/whereabouts.ts';
import { appendAudit } from '../../store/store.ts';
import type { Deed } from '../../store/store.ts';
import type { Tables } from '../../store/tables.ts';
import type { Endpoint, EndpointFilter } from './endpoint.ts';
import { newSecret } from './signature.ts';

type Database = Kysely<Tables> | Transaction<Tables>;

/** `waiting`: to be sent; `delivered`: taken by the receiver; `dead`: given up; `withheld`: no longer for this tenant. */
export const MESSAGE_STATES = ['waiting', 'delivered', 'dead', 'withheld'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What decides on who may see a message, looked at again when it is sent. */
export type Seen =
  | { readonly kind: 'own' }
  | { readonly kind: 'alert'; readonly trackId: string | null; readonly whereabouts: Whereabouts | null }
  | {
      readonly kind: 'event';
      readonly event: string;
      readonly trackId: string | null;
      readonly whereabouts: Whereabouts | null;
    };

export interface WebhookMessage {
  readonly id: string;
  readonly tenantId: string;
  readonly endpointId: string;
  readonly sessionId: string;
  readonly second: number;
  readonly type: string;
  readonly seen: Seen;
  readonly body: string;
  readonly createdAtUs: number;
  readonly state: MessageState;
  readonly attempts: number;
  readonly nextAtUs: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly doneAtUs: number | null;
}

const ID_LENGTH = 16;
/** Rows of one statement. */
const ROWS_AT_ONCE = 200;

export async function storedEndpoints(db: Database, tenantId: string | null): Promise<readonly Endpoint[]> {
  const all = db.selectFrom('webhook_endpoints').selectAll().orderBy('created_at_us').orderBy('id');
  const rows = await (tenantId === null ? all : all.where('tenant_id', '=', tenantId)).execute();
  return rows.map(endpointOf);
}

export type WantedEndpoint = Pick<Endpoint, 'tenantId' | 'keyId' | 'url' | 'name' | 'types' | 'filter'>;

/**
 * The secret is in what comes back, and told once.
 *
 * @param wishId - Of a wish that may be sent again, hexadecimal: one that was made of it before is given back as it is.
 */
export async function insertEndpoint(
  db: Kysely<Tables>,
  wanted: WantedEndpoint,
  actor: string,
  atUs: number,
  wishId: string | null = null,
): Promise<Endpoint> {
  const endpoint: Endpoint = {
    ...wanted,
    id: `wh_${wishId?.replaceAll('-', '').slice(0, ID_LENGTH) ?? randomBytes(ID_LENGTH / 2).toString('hex')}`,
    secret: newSecret(),
    previousSecret: null,
    previousUntilUs: null,
    createdAtUs: atUs,
    disabledAtUs: null,
    disabledReason: null,
    failingSinceUs: null,
  };
  const { tenantId, url, name, types, filter } = wanted;
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('id', '=', endpoint.id)
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst();
    if (before !== undefined) return endpointOf(before);
    await trx
      .insertInto('webhook_endpoints')
      .values({
        id: endpoint.id,
        tenant_id: tenantId,
        key_id: wanted.keyId,
        url,
        name,
        types: JSON.stringify(types),
        filter: JSON.stringify(filter),
        secret: endpoint.secret,
        previous_secret: null,
        previous_until_us: null,
        created_at_us: atUs,
        disabled_at_us: null,
        disabled_reason: null,
        failing_since_us: null,
      })
      .execute();
    const detail = { tenantId, url, name, types, filter };
    await appendAudit(trx, { actor, action: 'webhook.create', subject: endpoint.id, detail }, atUs);
    return endpoint;
  });
}

export type EndpointChange =
  | { readonly kind: 'rotate'; readonly overlapUs: number }
  | { readonly kind: 'enable'; readonly keyId: string | null }
  | { readonly kind: 'disable'; readonly reason: string }
  | { readonly kind: 'delete' };

/** @returns The endpoint as it is afterwards (as it was, of one that is deleted); null when the tenant has none of this id. */
export function changeEndpoint(
  db: Kysely<Tables>,
  of: { readonly tenantId: string; readonly id: string },
  change: EndpointChange,
  actor: string,
  atUs: number,
): Promise<Endpoint | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('id', '=', of.id)
      .where('tenant_id', '=', of.tenantId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const before = endpointOf(row);
    const after = changed(before, change, atUs);
    const deed: Deed = { actor, action: `webhook.${change.kind}`, subject: of.id, detail: detailOf(change) };
    await appendAudit(trx, deed, atUs);
    if (change.kind === 'delete') {
      await trx.deleteFrom('webhook_messages').where('endpoint_id', '=', of.id).execute();
      await trx.deleteFrom('webhook_endpoints').where('id', '=', of.id).execute();
      return before;
    }
    await trx
      .updateTable('webhook_endpoints')
      .set({
        key_id: after.keyId,
        secret: after.secret,
        previous_secret: after.previousSecret,
        previous_until_us: after.previousUntilUs,
        disabled_at_us: after.disabledAtUs,
        disabled_reason: after.disabledReason,
        failing_since_us: after.failingSinceUs,
      })
      .where('id', '=', of.id)
      .execute();
    return after;
  });
}

function changed(before: Endpoint, change: EndpointChange, atUs: number): Endpoint {
  switch (change.kind) {
    case 'rotate':
      return {
        ...before,
        secret: newSecret(),
        previousSecret: change.overlapUs > 0 ? before.secret : null,
        previousUntilUs: change.overlapUs > 0 ? atUs + change.overlapUs : null,
      };
    case 'enable':
      return {
        ...before,
        keyId: change.keyId,
        disabledAtUs: null,
        disabledReason: null,
        failingSinceUs: null,
      };
    case 'disable':
      return {
        ...before,
        disabledAtUs: before.disabledAtUs ?? atUs,
        disabledReason: before.disabledReason ?? change.reason,
      };
    case 'delete':
    default:
      return before;
  }
}

/** No secret stands in the audit. */
function detailOf(change: EndpointChange): object {
  const { kind: _, ...detail } = change;
  return detail;
}

export async function noteFailing(db: Database, id: string, failingSinceUs: number | null): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set({ failing_since_us: failingSinceUs })
    .where('id', '=', id)
    .execute();
}

export type NewMessage = Omit<WebhookMessage, 'state' | 'attempts' | 'lastStatus' | 'lastError' | 'doneAtUs'>;

/** Messages that are there already are passed over: what is told again after a restart has the same ids. */
export async function insertMessages(db: Database, messages: readonly NewMessage[]): Promise<void> {
  for (let at = 0; at < messages.length; at += ROWS_AT_ONCE) {
    const rows = messages.slice(at, at + ROWS_AT_ONCE).map((each) => ({
      id: each.id,
      tenant_id: each.tenantId,
      endpoint_id: each.endpointId,
      session_id: each.sessionId,
      second: each.second,
      type: each.type,
      seen: JSON.stringify(each.seen),
      body: each.body,
      created_at_us: each.createdAtUs,
      state: 'waiting',
      attempts: 0,
      next_at_us: each.nextAtUs,
      last_status: null,
      last_error: null,
      done_at_us: null,
    }));
    // oxlint-disable-next-line no-await-in-loop -- one transaction
    await db
      .insertInto('webhook_messages')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}

/** The message of an endpoint that is due first. Of the session under way only what happened by a second is due; null: nothing of it. */
export async function dueMessage(
  db: Database,
  endpointId: string,
  atUs: number,
  session: { readonly id: string; readonly throughSecond: number },
): Promise<WebhookMessage | null> {
  const row = await db
    .selectFrom('webhook_messages')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', 'waiting')
    .where('next_at_us', '<=', atUs)
    .where((where) =>
      where.or([where('session_id', '!=', session.id), where('second', '<=', session.throughSecond)]),
    )
    .orderBy('next_at_us')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : messageOf(row);
}

/** When the next message of an endpoint is due; null when none waits. */
export async function nextDueUs(db: Database, endpointId: string): Promise<number | null> {
  const row = await db
    .selectFrom('webhook_messages')
    .select('next_at_us')
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', 'waiting')
    .orderBy('next_at_us')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at_us ?? null;
}

export async function noteAttempt(
  db: Database,
  id: string,
  outcome: Pick<WebhookMessage, 'state' | 'attempts' | 'nextAtUs' | 'lastStatus' | 'lastError' | 'doneAtUs'>,
): Promise<void> {
  await db
    .updateTable('webhook_messages')
    .set({
      state: outcome.state,
      attempts: outcome.attempts,
      next_at_us: outcome.nextAtUs,
      last_status: outcome.lastStatus,
      last_error: outcome.lastError,
      done_at_us: outcome.doneAtUs,
    })
    .where('id', '=', id)
    .execute();
}

/** Messages of an endpoint by state, in order of id. */
export async function storedMessages(
  db: Database,
  endpointId: string,
  state: MessageState | null,
  afterId: string,
  limit: number,
): Promise<readonly WebhookMessage[]> {
  const all = db
    .selectFrom('webhook_messages')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit);
  return (await (state === null ? all : all.where('state', '=', state)).execute()).map(messageOf);
}

/** Sends dead letters anew, under the ids they had. @param ids - Null: all of the endpoint. @returns How many. */
export function replayMessages(
  db: Kysely<Tables>,
  endpointId: string,
  ids: readonly string[] | null,
  actor: string,
  atUs: number,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const dead = trx
      .updateTable('webhook_messages')
      .set({ state: 'waiting', attempts: 0, next_at_us: atUs, done_at_us: null })
      .where('endpoint_id', '=', endpointId)
      .where('state', '=', 'dead');
    const { numUpdatedRows } = await (
      ids === null ? dead : dead.where('id', 'in', ids.length === 0 ? [''] : ids)
    ).executeTakeFirst();
    const count = Number(numUpdatedRows);
    const detail = { messages: ids ?? 'all', count };
    await appendAudit(trx, { actor, action: 'webhook.replay', subject: endpointId, detail }, atUs);
    return count;
  });
}

/** Lets go of what was done with before a time. */
export async function forgetDone(
  db: Database,
  state: Exclude<MessageState, 'waiting'>,
  beforeUs: number,
): Promise<void> {
  await db
    .deleteFrom('webhook_messages')
    .where('state', '=', state)
    .where('done_at_us', '<', beforeUs)
    .execute();
}

export async function waitingCounts(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('webhook_messages')
    .select((each) => ['endpoint_id', each.fn.countAll<number>().as('count')])
    .where('state', '=', 'waiting')
    .groupBy('endpoint_id')
    .execute();
  return new Map(rows.map((row) => [row.endpoint_id, row.count]));
}

function endpointOf(row: Selectable<Tables['webhook_endpoints']>): Endpoint {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    keyId: row.key_id,
    url: row.url,
    name: row.name,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands in the store as it was written
    types: JSON.parse(row.types) as readonly string[],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands in the store as it was written
    filter: JSON.parse(row.filter) as EndpointFilter,
    secret: row.secret,
    previousSecret: row.previous_secret,
    previousUntilUs: row.previous_until_us,
    createdAtUs: row.created_at_us,
    disabledAtUs: row.disabled_at_us,
    disabledReason: row.disabled_reason,
    failingSinceUs: row.failing_since_us,
  };
}

function messageOf(row: Selectable<Tables['webhook_messages']>): WebhookMessage {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    endpointId: row.endpoint_id,
    sessionId: row.session_id,
    second: row.second,
    type: row.type,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- stands in the store as it was written
    seen: JSON.parse(row.seen) as Seen,
    body: row.body,
    createdAtUs: row.created_at_us,
    state: MESSAGE_STATES.find((each) => each === row.state) ?? 'dead',
    attempts: row.attempts,
    nextAtUs: row.next_at_us,
    lastStatus: row.last_status,
    lastError: row.last_error,
    doneAtUs: row.done_at_us,
  };
}
