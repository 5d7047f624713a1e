import type { Kysely, Transaction } from 'kysely';
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
}

/** Begins a contract, or puts other prices in force from a moment on: never in what was invoiced already, nor before the prices that were agreed on last. */
export function agreeOnPrices(
  db: Kysely<Tables>,
  { tenantId, planId, fromUs, sheet }: NewPrices,
  actor: string,
  atUs: number,
): Promise<ContractOutcome> {
  return db.transaction().execute(async (trx) => {
    const before = await storedContract(trx, tenantId);
    const last = before?.versions.at(-1);
    const reason = await refusal(trx, tenantId, before, fromUs);
    if (reason !== null) return { ok: false, reason };
    if (last !== undefined && fromUs <= last.fromUs)
      return { ok: false, reason: `version ${last.version} is in force from ${isoOf(last.fromUs)}` };
    if (last !== undefined && (last.sheet.currency !== sheet.currency || last.sheet.period !== sheet.period))
      return { ok: false, reason: 'currency and period stay as they are as long as a contract lasts' };
    const version = (last?.version ?? 0) + 1;
    await trx
      .insertInto('contract_prices')
      .values({
        tenant_id: tenantId,
        version,
        plan_id: planId,
        from_us: fromUs,
        prices: JSON.stringify(sheet),
      })
      .execute();
    const detail = { version, planId, from: isoOf(fromUs), prices: sheet };
    await appendAudit(trx, { actor, action: 'contract.prices', subject: tenantId, detail }, atUs);
    return {
      ok: true,
      contract: {
        tenantId,
        versions: [...(before?.versions ?? []), { version, planId, fromUs, sheet }],
        endsAtUs: null,
      },
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
  return db.transaction().execute(async (trx) => {
    const before = await storedContract(trx, tenantId);
    if (before === null) return { ok: false, reason: `${tenantId} has no contract` };
    const reason = await refusal(trx, tenantId, before, endsAtUs);
    if (reason !== null) return { ok: false, reason };
    if (endsAtUs <= (before.versions.at(-1)?.fromUs ?? contractSpan(before).fromUs))
      return { ok: false, reason: 'it would end before its last prices are in force' };
    await trx.insertInto('contract_ends').values({ tenant_id: tenantId, ends_at_us: endsAtUs }).execute();
    const detail = { endsAt: isoOf(endsAtUs) };
    await appendAudit(trx, { actor, action: 'contract.end', subject: tenantId, detail }, atUs);
    return { ok: true, contract: { ...before, endsAtUs } };
  });
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
