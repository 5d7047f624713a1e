import { writeFileSync } from 'node:fs';
import { OutsideFailure } from '@cupola/runtime';
import {
  amountText,
  contractTenants,
  documentText,
  invoicePage,
  issueCreditNote,
  issueInvoice,
  storedDocument,
  storedDocuments,
  verifiedDocuments,
} from '@cupola/service';
import type { BillingDocument, DataMode } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { textTable } from '../../text-table.ts';
import { ACTOR, nowUs, problem, withStore } from './billing-store.ts';
import type { StoreFlags } from '../store/in-store.ts';

/** `cupola invoices issue`: all periods of a tenant that are over, one invoice each. */
export async function issueInvoices(
  tenantId: string,
  flags: StoreFlags & { readonly dataMode: DataMode },
): Promise<ExitCode> {
  return withStore(flags, [], async (db) => {
    const issued: BillingDocument[] = [];
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one period after the other
      const outcome = await issueInvoice(db, tenantId, flags.dataMode, ACTOR, nowUs());
      if (outcome.ok) {
        issued.push(outcome.document);
        continue;
      }
      const answer = { issued: issued.map(summary), stoppedBy: outcome.reason };
      if (issued.length === 0)
        return { problems: [problem('tenant', tenantId, 'a period that can be invoiced', outcome.reason)] };
      return { answer, text: `${documentTable(issued)}\nNo more: ${outcome.reason}.\n` };
    }
  });
}

/** `cupola invoices list`. */
export async function listInvoices(tenantId: string, flags: StoreFlags): Promise<ExitCode> {
  return withStore(flags, [], async (db) => {
    const documents = await storedDocuments(db, tenantId);
    return { answer: { documents: documents.map(summary) }, text: `${documentTable(documents)}\n` };
  });
}

/** `cupola invoices show`: the document as it was issued; with `--html` also for people. */
export async function showInvoice(
  tenantId: string,
  sequence: number,
  flags: StoreFlags & { readonly html?: string },
): Promise<ExitCode> {
  return withStore(flags, [], async (db) => {
    const document = await storedDocument(db, tenantId, sequence);
    if (document === null)
      return {
        problems: [
          problem('sequence', sequence, 'a number of `cupola invoices list`', 'there is no such document'),
        ],
      };
    if (flags.html !== undefined) {
      try {
        writeFileSync(flags.html, invoicePage(document));
      } catch (error) {
        throw new OutsideFailure('disk', `cannot write ${flags.html}`, error);
      }
    }
    const rows = document.lines.map(({ what, paid, unit, price, amountMinor }) => [
      what,
      paid === null ? '-' : `${paid} ${unit ?? ''}`.trim(),
      price ?? '-',
      amountText(amountMinor, document),
    ]);
    const head = `${document.number}: ${document.from} to ${document.to}${document.notional ? ', notional' : ''}, ${document.dataMode}`;
    const page = flags.html === undefined ? '' : `Page: ${flags.html}\n`;
    return {
      answer: JSON.parse(documentText(document)) as unknown,
      text: `${head}\n\n${textTable(['what', 'paid for', 'price', 'amount'], rows)}\n\nTotal ${amountText(document.totalMinor, document)}\n${page}`,
    };
  });
}

/** `cupola invoices credit`. */
export async function creditInvoice(
  tenantId: string,
  sequence: number,
  flags: StoreFlags & { readonly minor: number; readonly reason: string },
): Promise<ExitCode> {
  return withStore(flags, [], async (db) => {
    const order = { tenantId, sequence, amountMinor: flags.minor, reason: flags.reason };
    const outcome = await issueCreditNote(db, order, ACTOR, nowUs());
    return outcome.ok
      ? { answer: summary(outcome.document), text: `${documentTable([outcome.document])}\n` }
      : {
          problems: [problem('--minor', flags.minor, 'at most what is left of the invoice', outcome.reason)],
        };
  });
}

/** `cupola invoices verify`: exit 1 when any document is not what its events and prices come to. */
export async function verifyInvoices(tenantId: string | undefined, flags: StoreFlags): Promise<ExitCode> {
  return withStore(flags, [], async (db) => {
    const tenants = tenantId === undefined ? await contractTenants(db) : [tenantId];
    const verdicts: (Awaited<ReturnType<typeof verifiedDocuments>> & { readonly tenant: string })[] = [];
    for (const tenant of tenants) {
      // oxlint-disable-next-line no-await-in-loop -- one tenant in memory at a time
      verdicts.push({ tenant, ...(await verifiedDocuments(db, tenant)) });
    }
    const ok = verdicts.every((each) => each.ok);
    const text = verdicts.flatMap(({ tenant, documents, faults }) =>
      faults.length === 0
        ? [`${tenant}: ${documents} documents, each the same to the byte.`]
        : faults.map(({ sequence, reason }) => `${tenant} ${sequence}: ${reason}.`),
    );
    return {
      answer: { ok, tenants: verdicts },
      text: `${text.join('\n') || 'There are no contracts.'}\n`,
      exit: ok ? EXIT.done : EXIT.no,
    };
  });
}

function summary({
  sequence,
  number,
  kind,
  from,
  to,
  totalMinor,
  currency,
  corrects,
  hash,
}: BillingDocument): object {
  return { sequence, number, kind, from, to, totalMinor, currency, corrects, hash };
}

function documentTable(documents: readonly BillingDocument[]): string {
  const rows = documents.map((each) => [
    String(each.sequence),
    each.number,
    each.kind,
    each.from.slice(0, 10),
    each.to.slice(0, 10),
    amountText(each.totalMinor, each),
  ]);
  return textTable(['', 'number', 'kind', 'from', 'until', 'total'], rows);
}
