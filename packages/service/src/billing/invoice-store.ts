import type { Kysely, Transaction } from 'kysely';
import type { DataMode } from '../picture/records.ts';
import { appendAudit } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { MINUTE_US, isoOf, periodAt } from './calendar.ts';
import { contractSpan, nextPeriod, versionAt } from './contract.ts';
import { invoicedUntilUs, storedContract } from './contract-store.ts';
import { FIRST_DOCUMENT_HASH, creditNoteOf, documentHash, documentText, invoiceOf } from './invoice.ts';
import type { BillingDocument, InvoiceOutcome } from './invoice.ts';
import { allUsage, usageEvents } from './usage-store.ts';

type Database = Kysely<Tables> | Transaction<Tables>;

/** After the end of a period its last minutes come to the store; what comes later than this stands on the next invoice. */
const SETTLES_US = 5 * MINUTE_US;

/**
 * Issues the next invoice of a tenant: marks all events that no invoice counts yet, reckons, and stores the document under the next number, all in one transaction.
 */
export function issueInvoice(
  db: Kysely<Tables>,
  tenantId: string,
  dataMode: DataMode,
  actor: string,
  atUs: number,
): Promise<InvoiceOutcome> {
  return inTransaction(db, async (trx) => {
    const contract = await storedContract(trx, tenantId);
    if (contract === null) return { ok: false, reason: `${tenantId} has no contract` };
    const period = nextPeriod(contract, await invoicedUntilUs(trx, tenantId));
    if (period === null)
      return { ok: false, reason: `the contract of ${tenantId} has ended and is invoiced` };
    const untilUs = Math.min(period.toUs, contractSpan(contract).toUs);
    if (atUs < untilUs + SETTLES_US)
      return { ok: false, reason: `the period until ${isoOf(untilUs)} is not over and settled` };
    const last = await lastDocument(trx, tenantId);
    const sequence = (last?.sequence ?? 0) + 1;
    await trx
      .updateTable('usage_events')
      .set({ billed_in: sequence })
      .where('tenant_id', '=', tenantId)
      .where('billed_in', 'is', null)
      .where('is_closed', '=', 1)
      .where('at_us', '<', untilUs)
      .execute();
    const outcome = invoiceOf({
      contract,
      period,
      events: await usageEvents(trx, { tenantId, billedIn: sequence }),
      sequence,
      previousHash: last?.hash ?? FIRST_DOCUMENT_HASH,
      issuedAtUs: atUs,
      dataMode,
    });
    if (outcome.ok) await store(trx, outcome.document, untilUs, actor, atUs);
    return outcome;
  });
}

/** Corrects an invoice by a credit note; the invoice itself stays as it is. */
export function issueCreditNote(
  db: Kysely<Tables>,
  { tenantId, sequence, amountMinor, reason }: CreditOrder,
  actor: string,
  atUs: number,
): Promise<InvoiceOutcome> {
  return inTransaction(db, async (trx) => {
    const documents = await storedDocuments(trx, tenantId);
    const invoice = documents.find((each) => each.sequence === sequence);
    const last = documents.at(-1);
    if (invoice === undefined || last === undefined)
      return { ok: false, reason: `${tenantId} has no document ${sequence}` };
    const creditedMinor = -documents
      .filter(({ corrects }) => corrects === sequence)
      .reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    const outcome = creditNoteOf({
      invoice,
      creditedMinor,
      amountMinor,
      reason,
      sequence: last.sequence + 1,
      previousHash: last.hash,
      issuedAtUs: atUs,
    });
    if (outcome.ok) await store(trx, outcome.document, Date.parse(invoice.to) * 1000, actor, atUs);
    return outcome;
  });
}

/** What the next invoice would say if the contract ended now, without what ending it costs; nothing is kept. Null without a contract in force. */
export async function invoiceSoFar(
  db: Database,
  tenantId: string,
  dataMode: DataMode,
  atUs: number,
): Promise<InvoiceOutcome | null> {
  const contract = await storedContract(db, tenantId);
  const invoiced = await invoicedUntilUs(db, tenantId);
  const period = contract === null ? null : nextPeriod(contract, invoiced);
  if (contract === null || period === null || contractSpan(contract).fromUs >= atUs) return null;
  const untilUs = Math.min(atUs, period.toUs, contractSpan(contract).toUs);
  const versions = contract.versions.map((each) => ({ ...each, sheet: { ...each.sheet, termination: [] } }));
  return invoiceOf({
    contract: { ...contract, versions, endsAtUs: untilUs },
    period,
    events: await allUsage(db, { tenantId, billedIn: null, open: true, toUs: untilUs }),
    sequence: 0,
    previousHash: FIRST_DOCUMENT_HASH,
    issuedAtUs: atUs,
    dataMode,
  });
}

export interface CreditOrder {
  readonly tenantId: string;
  /** Of the invoice. */
  readonly sequence: number;
  readonly amountMinor: number;
  readonly reason: string;
}

/** Documents of a tenant in order of their numbers. */
export async function storedDocuments(db: Database, tenantId: string): Promise<readonly BillingDocument[]> {
  const rows = await db
    .selectFrom('invoices')
    .select('document')
    .where('tenant_id', '=', tenantId)
    .orderBy('sequence')
    .execute();
  return rows.map(documentOf);
}

export async function storedDocument(
  db: Database,
  tenantId: string,
  sequence: number,
): Promise<BillingDocument | null> {
  const row = await db
    .selectFrom('invoices')
    .select('document')
    .where('tenant_id', '=', tenantId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return row === undefined ? null : documentOf(row);
}

export interface BillingVerdict {
  readonly ok: boolean;
  readonly documents: number;
  /** Each with the number of its document. */
  readonly faults: readonly { readonly sequence: number; readonly reason: string }[];
}

/** Reckons every document of a tenant again from its events and prices and compares the bytes; checks numbers and the chain of hashes. */
export async function verifiedDocuments(db: Database, tenantId: string): Promise<BillingVerdict> {
  const documents = await storedDocuments(db, tenantId);
  const contract = await storedContract(db, tenantId);
  const faults: { sequence: number; reason: string }[] = [];
  let previousHash = FIRST_DOCUMENT_HASH;
  let untilUs: number | null = null;
  for (const [at, document] of documents.entries()) {
    const { sequence } = document;
    const fault = (reason: string): void => void faults.push({ sequence, reason });
    if (sequence !== at + 1) fault(`it stands where ${at + 1} should`);
    if (document.previousHash !== previousHash) fault('it does not follow from the document before');
    if (documentHash(document) !== document.hash) fault('it is not what was issued');
    previousHash = document.hash;
    const credited = documents
      .filter(({ corrects }) => corrects === sequence)
      .reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    if (document.kind === 'invoice' && credited !== 0 && -credited > document.totalMinor)
      fault('more is credited than was invoiced');
    if (document.kind !== 'invoice') continue;
    if (contract === null) {
      fault('there is no contract that it could rest on');
      continue;
    }
    const fromUs = Date.parse(document.from) * 1000;
    if (fromUs !== Math.max(untilUs ?? fromUs, contractSpan(contract).fromUs))
      fault('a period is missing before it');
    untilUs = Date.parse(document.to) * 1000;
    const version = versionAt(contract, fromUs);
    // An invoice does not know of an end that was agreed on later.
    const endsAtUs = contract.endsAtUs !== null && contract.endsAtUs <= untilUs ? contract.endsAtUs : null;
    const again = invoiceOf({
      contract: { ...contract, endsAtUs },
      period: periodAt(version?.sheet.period ?? 'month', fromUs),
      // oxlint-disable-next-line no-await-in-loop -- one invoice in memory at a time
      events: await usageEvents(db, { tenantId, billedIn: sequence }),
      sequence,
      previousHash: document.previousHash,
      issuedAtUs: Date.parse(document.issuedAt) * 1000,
      dataMode: document.dataMode,
    });
    if (!again.ok) fault(`it cannot be reckoned again: ${again.reason}`);
    else if (documentText(again.document) !== documentText(document))
      fault(
        again.document.usage.hash === document.usage.hash
          ? 'its events and prices come to something else'
          : 'its events are not those that were counted',
      );
  }
  return { ok: faults.length === 0, documents: documents.length, faults };
}

async function lastDocument(db: Database, tenantId: string): Promise<BillingDocument | null> {
  const row = await db
    .selectFrom('invoices')
    .select('document')
    .where('tenant_id', '=', tenantId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : documentOf(row);
}

async function store(
  trx: Transaction<Tables>,
  document: BillingDocument,
  untilUs: number,
  actor: string,
  atUs: number,
): Promise<void> {
  const { tenantId, sequence, kind, corrects, totalMinor, number, hash } = document;
  await trx
    .insertInto('invoices')
    .values({
      tenant_id: tenantId,
      sequence,
      kind,
      until_us: untilUs,
      corrects,
      total_minor: totalMinor,
      document: documentText(document),
    })
    .execute();
  const detail = { number, totalMinor, hash, corrects };
  await appendAudit(trx, { actor, action: `${kind}.issue`, subject: tenantId, detail }, atUs);
}

/** What is refused leaves nothing behind. */
async function inTransaction(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<InvoiceOutcome>,
): Promise<InvoiceOutcome> {
  const transaction = await db.startTransaction().execute();
  try {
    // Changes nothing: SQLite gives the right to write at once, and not when somebody else may have it by then.
    await transaction.updateTable('usage_events').set({ billed_in: null }).where('source', '=', '').execute();
    const outcome = await work(transaction);
    await (outcome.ok ? transaction.commit() : transaction.rollback()).execute();
    return outcome;
  } catch (error) {
    await transaction.rollback().execute();
    throw error;
  }
}

function documentOf({ document }: { readonly document: string }): BillingDocument {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was written from one, and verify checks it
  return JSON.parse(document) as BillingDocument;
}
