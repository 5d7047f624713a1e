import { readPlan } from '@cupola/contract/plan';
import type { Plan } from '@cupola/contract';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { ROLES, TENANT_STATES } from './tenants.ts';
import type { Subscription, Tenant, TenantState, User } from './tenants.ts';
import { HOUSE } from './visitor.ts';

type Database = Kysely<Tables>;

/** Who changes something, and when. */
export interface Change {
  readonly actor: string;
  readonly atUs: number;
}

/** What was asked for could not be done, with the reason; nothing was changed. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const DONE: Outcome = { ok: true };
const TENANT_ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Every change here is stored together with its audit, or not at all. */
export async function createTenant(
  db: Database,
  { id, name }: Pick<Tenant, 'id' | 'name'>,
  { actor, atUs }: Change,
): Promise<Outcome> {
  if (!TENANT_ID.test(id)) return refused(`"${id}" is no id: small letters, digits and hyphens, at most 40`);
  if (id === HOUSE) return refused(`"${HOUSE}" is whoever runs the service`);
  return db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('tenants').select('id').where('id', '=', id).executeTakeFirst();
    if (known !== undefined) return refused(`there is a tenant "${id}" already`);
    await trx.insertInto('tenants').values({ id, name, state: 'active', created_at_us: atUs }).execute();
    await appendAudit(trx, { actor, action: 'tenant.create', subject: id, detail: { name } }, atUs);
    return DONE;
  });
}

export async function setTenantState(
  db: Database,
  id: string,
  state: TenantState,
  { actor, atUs }: Change,
): Promise<Outcome> {
  return db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('tenants').select('state').where('id', '=', id).executeTakeFirst();
    if (known === undefined) return refused(`there is no tenant "${id}"`);
    if (known.state === state) return refused(`"${id}" is ${state} already`);
    await trx.updateTable('tenants').set({ state }).where('id', '=', id).execute();
    const action = state === 'suspended' ? 'tenant.suspend' : 'tenant.resume';
    await appendAudit(trx, { actor, action, subject: id, detail: {} }, atUs);
    return DONE;
  });
}

export async function createUser(
  db: Database,
  { id, tenantId, name, role }: Pick<User, 'id' | 'tenantId' | 'name' | 'role'>,
  { actor, atUs }: Change,
): Promise<Outcome> {
  return db.transaction().execute(async (trx) => {
    const tenant = await trx.selectFrom('tenants').select('id').where('id', '=', tenantId).executeTakeFirst();
    if (tenant === undefined) return refused(`there is no tenant "${tenantId}"`);
    const known = await trx.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst();
    if (known !== undefined) return refused(`there is a user "${id}" already`);
    await trx
      .insertInto('users')
      .values({ id, tenant_id: tenantId, name, role, created_at_us: atUs, ended_at_us: null })
      .execute();
    const deed = { actor, action: 'user.create', subject: id, detail: { tenantId, name, role } };
    await appendAudit(trx, deed, atUs);
    return DONE;
  });
}

/** His keys end with him. */
export async function endUser(db: Database, id: string, { actor, atUs }: Change): Promise<Outcome> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('users')
      .set({ ended_at_us: atUs })
      .where('id', '=', id)
      .where('ended_at_us', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return refused(`there is no user "${id}" now`);
    await appendAudit(trx, { actor, action: 'user.end', subject: id, detail: {} }, atUs);
    return DONE;
  });
}

/** A version of a plan is stored once and never changes. The same document again is no change. */
export function putPlan(
  db: Database,
  plan: Plan,
  document: Readonly<Record<string, unknown>>,
  change: Change,
): Promise<Outcome> {
  return db.transaction().execute((trx) => putPlanWithin(trx, plan, document, change));
}

export async function putPlanWithin(
  trx: Transaction<Tables>,
  { id, version }: Plan,
  document: Readonly<Record<string, unknown>>,
  { actor, atUs }: Change,
): Promise<Outcome> {
  const text = JSON.stringify(document);
  const known = await trx
    .selectFrom('plans')
    .select('document')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (known !== undefined) {
    return known.document === text
      ? DONE
      : refused(`version ${version} of "${id}" says something else: give the change another version`);
  }
  await trx.insertInto('plans').values({ id, version, document: text, created_at_us: atUs }).execute();
  const deed = { actor, action: 'plan.put', subject: `${id}@${version}`, detail: document };
  await appendAudit(trx, deed, atUs);
  return DONE;
}

/** @param plan - Null: to nothing. @param fromUs - Not before the newest one; what was in force stays as it was. */
export function subscribeTenant(db: Database, subscription: Subscription, change: Change): Promise<Outcome> {
  return db.transaction().execute(async (trx) => {
    const bound = await boundBy(trx, subscription);
    return bound === null ? subscribeWithin(trx, subscription, change) : refused(bound);
  });
}

/** The same, also for those whose contract says what they are subscribed to. */
export async function subscribeWithin(
  trx: Transaction<Tables>,
  { tenantId, plan, fromUs }: Subscription,
  { actor, atUs }: Change,
): Promise<Outcome> {
  const tenant = await trx.selectFrom('tenants').select('id').where('id', '=', tenantId).executeTakeFirst();
  if (tenant === undefined) return refused(`there is no tenant "${tenantId}"`);
  if (fromUs < atUs) return refused('it would begin in the past, which is told and metered already');
  if (plan !== null) {
    const known = await trx
      .selectFrom('plans')
      .select('id')
      .where('id', '=', plan.id)
      .where('version', '=', plan.version)
      .executeTakeFirst();
    if (known === undefined) return refused(`there is no plan "${plan.id}@${plan.version}"`);
  }
  const same = await trx
    .selectFrom('subscriptions')
    .select('from_us')
    .where('tenant_id', '=', tenantId)
    .where('from_us', '=', fromUs)
    .executeTakeFirst();
  if (same !== undefined) return refused('another subscription begins in the same instant');
  await trx
    .insertInto('subscriptions')
    .values({
      tenant_id: tenantId,
      from_us: fromUs,
      plan_id: plan?.id ?? null,
      plan_version: plan?.version ?? null,
      created_at_us: atUs,
    })
    .execute();
  const detail = { plan, from: new Date(fromUs / 1000).toISOString() };
  await appendAudit(trx, { actor, action: 'tenant.subscribe', subject: tenantId, detail }, atUs);
  return DONE;
}

/** Why a tenant cannot be subscribed to something from a moment on: a contract says what it is told then. Null when none does. */
async function boundBy(trx: Transaction<Tables>, { tenantId, fromUs }: Subscription): Promise<string | null> {
  const first = await trx
    .selectFrom('contract_prices')
    .select('from_us')
    .where('tenant_id', '=', tenantId)
    .where('plan_version', 'is not', null)
    .orderBy('version')
    .executeTakeFirst();
  const end = await trx
    .selectFrom('contract_ends')
    .select('ends_at_us')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  const isBound = first !== undefined && fromUs >= first.from_us;
  if (!isBound || (end !== undefined && fromUs > end.ends_at_us)) return null;
  return `"${tenantId}" is told what its contract gives: change plan and prices together (cupola contracts begin), or end it`;
}

export async function storedTenants(db: Database): Promise<readonly Tenant[]> {
  const rows = await db.selectFrom('tenants').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    // Whatever is not known is not let in.
    state: TENANT_STATES.find((state) => state === row.state) ?? 'suspended',
    createdAtUs: row.created_at_us,
  }));
}

export async function storedUsers(db: Database): Promise<readonly User[]> {
  const rows = await db.selectFrom('users').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    role: ROLES.find((role) => role === row.role) ?? 'reader',
    createdAtUs: row.created_at_us,
    endedAtUs: row.ended_at_us,
  }));
}

/** By id and version. Documents were checked when they were stored; one that this program no longer reads gives nothing. */
export async function storedPlans(db: Database): Promise<readonly Plan[]> {
  const rows = await db.selectFrom('plans').selectAll().orderBy('id').orderBy('version').execute();
  return rows.flatMap((row) => {
    const outcome = readPlan(row.document);
    return outcome.ok ? [outcome.plan] : [];
  });
}

export async function storedSubscriptions(db: Database): Promise<readonly Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .orderBy('tenant_id')
    .orderBy('from_us')
    .execute();
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    fromUs: row.from_us,
    plan: row.plan_id === null ? null : { id: row.plan_id, version: row.plan_version ?? 0 },
  }));
}

function refused(reason: string): Outcome {
  return { ok: false, reason };
}
