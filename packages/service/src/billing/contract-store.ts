import type { Kysely, Transaction } from 'kysely';
import type { Plan } from '@cupola/contract';
import { putPlanWithin, subscribeWithin } from '../access/tenant-store.ts';
import { appendAudit } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { isoOf } from './calendar.ts';
import { contractSpan } from './contract.ts';
import type { Contract } from './contract.ts';
import type { PriceSheet } from './price-sheet.ts';
import { readPriceSheet } from './read-price-sheet.ts';

type Database = Kysely<Tables> | Transaction<Tables>;

export type ContractOutcome =
  | { readonly ok: true; readonly contract: Contract }
  | { readonly ok: false; readonly reason: string };

/** What a tenant pays by; null when nothing was agreed on. */
export async function storedContract(db: Database, tenantId: string): Promise<Contract | null> {
  const rows = await db
    .selectFrom('contract_prices')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('version')
    .execute();
  if (rows.length === 0) return null;
  const end = await db
    .selectFrom('contract_ends')
    .select('ends_at_us')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return {
    tenantId,
    versions: rows.map((row) => ({
      version: row.version,
      planId: row.plan_id,
      planVersion: row.plan_version,
      fromUs: row.from_us,
      sheet: storedSheet(row.prices),
    })),
    endsAtUs: end?.ends_at_us ?? null,
  };
}

/** Tenants that have a contract, in order. */
export async function contractTenants(db: Database): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('contract_prices')
    .select('tenant_id')
    .distinct()
    .orderBy('tenant_id')
    .execute();
  return rows.map((row) => row.tenant_id);
}

export interface NewPrices {
  readonly tenantId: string;
  readonly planId: string;
  readonly fromUs: number;
  readonly sheet: PriceSheet;
  /** The plan whose prices they are: the tenant is subscribed to it as long as they are in force. Null: prices alone. */
  readonly grants: GrantedPlan | null;
}

export interface GrantedPlan {
  readonly plan: Plan;
  /** As it is kept. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** Ends a transaction in which something was done before it was refused. */
class Refused extends Error {}

/** Begins a contract, or puts other prices in force from a moment on: never in what was invoiced already, nor before the prices that were agreed on last. */
export async function agreeOnPrices(
  db: Kysely<Tables>,
  wanted: NewPrices,
  actor: string,
  atUs: number,
): Promise<ContractOutcome> {
  return orRefused(db, async (trx) => {
    const { tenantId, planId, fromUs, sheet, grants } = wanted;
    const before = await storedContract(trx, tenantId);
    const last = before?.versions.at(-1);
    const reason = await refusal(trx, tenantId, before, fromUs);
    if (reason !== null) throw new Refused(reason);
    if (last !== undefined && fromUs <= last.fromUs)
      throw new Refused(`version ${last.version} is in force from ${isoOf(last.fromUs)}`);
    if (last !== undefined && (last.sheet.currency !== sheet.currency || last.sheet.period !== sheet.period))
      throw new Refused('currency and period stay as they are as long as a contract lasts');
    await requireAfterEnd(trx, sheet);
    const version = (last?.version ?? 0) + 1;
    const planVersion = grants?.plan.version ?? null;
    await trx
      .insertInto('contract_prices')
      .values({
        tenant_id: tenantId,
        version,
        plan_id: planId,
        plan_version: planVersion,
        from_us: fromUs,
        prices: JSON.stringify(sheet),
      })
      .execute();
    const detail = { version, planId, planVersion, from: isoOf(fromUs), prices: sheet };
    await appendAudit(trx, { actor, action: 'contract.prices', subject: tenantId, detail }, atUs);
    if (grants !== null) {
      const change = { actor, atUs };
      const put = await putPlanWithin(trx, grants.plan, grants.document, change);
      if (!put.ok) throw new Refused(put.reason);
      // What was told until now was told; prices may be agreed on later than they begin.
      const subscription = { tenantId, plan: grants.plan, fromUs: Math.max(fromUs, atUs) };
      await requireNoneAfter(trx, tenantId, subscription.fromUs);
      const subscribed = await subscribeWithin(trx, subscription, change);
      if (!subscribed.ok) throw new Refused(subscribed.reason);
    }
    return {
      tenantId,
      versions: [...(before?.versions ?? []), { version, planId, planVersion, fromUs, sheet }],
      endsAtUs: null,
    };
  });
}

/** Ends a contract at a moment that is not invoiced yet; what is owed then stands on the last invoice. */
export function endContract(
  db: Kysely<Tables>,
  tenantId: string,
  endsAtUs: number,
  actor: string,
  atUs: number,
): Promise<ContractOutcome> {
  return orRefused(db, async (trx) => {
    const before = await storedContract(trx, tenantId);
    if (before === null) throw new Refused(`${tenantId} has no contract`);
    const reason = await refusal(trx, tenantId, before, endsAtUs);
    if (reason !== null) throw new Refused(reason);
    const last = before.versions.at(-1);
    if (endsAtUs <= (last?.fromUs ?? contractSpan(before).fromUs))
      throw new Refused('it would end before its last prices are in force');
    const after = last?.sheet.afterEnd;
    const isBound = last !== undefined && last.planVersion !== null;
    await trx.insertInto('contract_ends').values({ tenant_id: tenantId, ends_at_us: endsAtUs }).execute();
    const plan = after === undefined ? null : { id: after.plan, version: after.version };
    const detail = { endsAt: isoOf(endsAtUs), ...(isBound ? { plan } : {}) };
    await appendAudit(trx, { actor, action: 'contract.end', subject: tenantId, detail }, atUs);
    if (isBound) {
      const subscription = { tenantId, plan, fromUs: Math.max(endsAtUs, atUs) };
      const subscribed = await subscribeWithin(trx, subscription, { actor, atUs });
      if (!subscribed.ok) throw new Refused(subscribed.reason);
    }
    return { ...before, endsAtUs };
  });
}

/** All of it, or nothing and the reason. */
async function orRefused(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<Contract>,
): Promise<ContractOutcome> {
  try {
    return { ok: true, contract: await db.transaction().execute(work) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.message };
    throw error;
  }
}

/** @throws Refused when somebody has subscribed the tenant to something else later on. */
async function requireNoneAfter(trx: Transaction<Tables>, tenantId: string, fromUs: number): Promise<void> {
  const later = await trx
    .selectFrom('subscriptions')
    .select('from_us')
    .where('tenant_id', '=', tenantId)
    .where('from_us', '>', fromUs)
    .orderBy('from_us')
    .executeTakeFirst();
  if (later !== undefined)
    throw new Refused(`${tenantId} is subscribed to something else from ${isoOf(later.from_us)} on`);
}

/** @throws Refused when there is no plan of what is told after the end. */
async function requireAfterEnd(trx: Transaction<Tables>, { afterEnd }: PriceSheet): Promise<void> {
  if (afterEnd === undefined) return;
  const { plan, version } = afterEnd;
  const known = await trx
    .selectFrom('plans')
    .select('id')
    .where('id', '=', plan)
    .where('version', '=', version)
    .executeTakeFirst();
  if (known === undefined)
    throw new Refused(`\`afterEnd\` names "${plan}@${version}", and there is no such plan`);
}

/** Everything before this is invoiced; null when nothing is. */
export async function invoicedUntilUs(db: Database, tenantId: string): Promise<number | null> {
  const row = await db
    .selectFrom('invoices')
    .select('until_us')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'invoice')
    .orderBy('until_us', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.until_us ?? null;
}

async function refusal(
  db: Database,
  tenantId: string,
  contract: Contract | null,
  fromUs: number,
): Promise<string | null> {
  const ended = contract?.endsAtUs ?? null;
  if (ended !== null) return `the contract of ${tenantId} was ended at ${isoOf(ended)}`;
  const invoiced = await invoicedUntilUs(db, tenantId);
  return invoiced !== null && fromUs < invoiced ? `all until ${isoOf(invoiced)} is invoiced already` : null;
}

function storedSheet(text: string): PriceSheet {
  const read = readPriceSheet(JSON.parse(text));
  if (!read.ok)
    throw new Error(`broken invariant: stored prices cannot be read: ${JSON.stringify(read.problems)}`);
  return read.sheet;
}
