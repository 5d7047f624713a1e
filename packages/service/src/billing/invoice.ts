import { createHash } from 'node:crypto';
import type { DataMode } from '../picture/records.ts';
import { isoOf, sharedSpan } from './calendar.ts';
import type { Span } from './calendar.ts';
import { contractSpan, segmentsOf } from './contract.ts';
import type { Contract, ContractSegment } from './contract.ts';
import type { PriceSheet } from './price-sheet.ts';
import { paymentLines, plainLine, rateSegment, terminationLines } from './rate.ts';
import type { InvoiceLine } from './rate.ts';
import { creditLines, measuredLevel } from './service-levels.ts';
import type { MeasuredLevel } from './service-levels.ts';
import { inOrder } from './usage-event.ts';
import type { UsageEvent } from './usage-event.ts';

/** An invoice or a credit note, as it was issued: it is never changed. Amounts are whole minor units. */
export interface BillingDocument {
  readonly kind: 'invoice' | 'credit-note';
  /** Of the tenant, from 1, without a gap; invoices and credit notes count together. */
  readonly sequence: number;
  readonly number: string;
  readonly tenantId: string;
  readonly dataMode: DataMode;
  /** Were prices made up? */
  readonly notional: boolean;
  readonly currency: string;
  readonly minorDigits: number;
  readonly issuedAt: string;
  readonly from: string;
  readonly to: string;
  readonly plans: readonly { readonly planId: string; readonly version: number; readonly from: string }[];
  readonly lines: readonly InvoiceLine[];
  readonly serviceLevels: readonly MeasuredLevel[];
  readonly totalMinor: number;
  /** How many events it counts, and the hash of them all: who changes one is found out. */
  readonly usage: { readonly events: number; readonly hash: string };
  /** Of a credit note: the invoice that it corrects, and why. */
  readonly corrects: number | null;
  readonly reason: string | null;
  /** Hash of the document before; 64 zeros of the first. */
  readonly previousHash: string;
  readonly hash: string;
}

export const FIRST_DOCUMENT_HASH: string = '0'.repeat(64);

export interface InvoiceRequest {
  readonly contract: Contract;
  /** The period of the calendar; a contract may begin or end within it. */
  readonly period: Span;
  /** All that it counts; what came too late for an earlier invoice counts as of the first moment of this one. */
  readonly events: readonly UsageEvent[];
  readonly sequence: number;
  readonly previousHash: string;
  readonly issuedAtUs: number;
  readonly dataMode: DataMode;
}

export type InvoiceOutcome =
  | { readonly ok: true; readonly document: BillingDocument }
  | { readonly ok: false; readonly reason: string };

/** The invoice of a period: the same request gives the same bytes, in whatever order the events come. */
export function invoiceOf(request: InvoiceRequest): InvoiceOutcome {
  const { contract, period } = request;
  const span = sharedSpan(period, contractSpan(contract));
  const segments = segmentsOf(contract, period);
  const last = segments.at(-1);
  if (span === null || last === undefined) {
    return { ok: false, reason: 'the contract is not in force in this period' };
  }
  const other = segments.find(({ sheet }) => !sameMoney(sheet, last.sheet));
  if (other !== undefined) {
    return {
      ok: false,
      reason: 'the currency changes within this period: end the contract and begin another',
    };
  }
  const events = request.events.toSorted(inOrder);
  const lines: InvoiceLine[] = [];
  for (const segment of segments) {
    const rated = rateSegment(
      segment,
      events.filter((each) => belongsTo(each, segment, segments)),
    );
    if (!rated.ok) return rated;
    lines.push(...rated.lines);
  }
  const chargedMinor = totalOf(lines);
  const inSpan = events.filter(({ atUs }) => atUs >= span.fromUs);
  const levels = last.sheet.serviceLevels.map((level) => measuredLevel(level, span, inSpan));
  lines.push(...segments.flatMap(paymentLines));
  if (contract.endsAtUs !== null && contract.endsAtUs === span.toUs) {
    lines.push(...terminationLines(last.sheet, contractSpan(contract).fromUs, contract.endsAtUs));
  }
  lines.push(...creditLines(last.sheet, span, levels, chargedMinor));
  return {
    ok: true,
    document: sealed({
      kind: 'invoice',
      sequence: request.sequence,
      number: documentNumber(contract.tenantId, request.sequence),
      tenantId: contract.tenantId,
      dataMode: request.dataMode,
      notional: segments.some(({ sheet }) => sheet.notional),
      currency: last.sheet.currency,
      minorDigits: last.sheet.minorDigits,
      issuedAt: isoOf(request.issuedAtUs),
      from: isoOf(span.fromUs),
      to: isoOf(span.toUs),
      plans: plansOf(segments),
      lines,
      serviceLevels: levels,
      totalMinor: totalOf(lines),
      usage: { events: events.length, hash: usageHash(events) },
      corrects: null,
      reason: null,
      previousHash: request.previousHash,
    }),
  };
}

export interface CreditRequest {
  readonly invoice: BillingDocument;
  /** Credited on it before, minor units. */
  readonly creditedMinor: number;
  readonly amountMinor: number;
  readonly reason: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly issuedAtUs: number;
}

/** A credit note on an invoice: never more than what is left of it. */
export function creditNoteOf(request: CreditRequest): InvoiceOutcome {
  const { invoice, amountMinor, creditedMinor, reason } = request;
  const left = invoice.totalMinor - creditedMinor;
  if (invoice.kind !== 'invoice') return { ok: false, reason: `${invoice.number} is not an invoice` };
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0)
    return { ok: false, reason: 'a credit is a whole number of minor units above 0' };
  if (amountMinor > left) {
    const [asked, rest] = [amountMinor, left].map((minor) => amountText(minor, invoice));
    return { ok: false, reason: `${asked} is more than the ${rest} that are left of ${invoice.number}` };
  }
  const span = { fromUs: Date.parse(invoice.from) * 1000, toUs: Date.parse(invoice.to) * 1000 };
  return {
    ok: true,
    document: sealed({
      ...invoice,
      kind: 'credit-note',
      sequence: request.sequence,
      number: documentNumber(invoice.tenantId, request.sequence),
      issuedAt: isoOf(request.issuedAtUs),
      lines: [plainLine('correction', `of-${invoice.sequence}`, reason, span, -amountMinor)],
      serviceLevels: [],
      totalMinor: -amountMinor,
      usage: { events: 0, hash: usageHash([]) },
      corrects: invoice.sequence,
      reason,
      previousHash: request.previousHash,
    }),
  };
}

/** The text that is stored, told and hashed: keys in one order, no spaces. */
export function documentText(document: BillingDocument): string {
  return JSON.stringify(ordered(document));
}

export function documentHash(document: BillingDocument): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered({ ...document, hash: undefined })))
    .digest('hex');
}

export function usageHash(events: readonly UsageEvent[]): string {
  const hash = createHash('sha256');
  for (const each of events.toSorted(inOrder)) {
    const { source, id, tenantId, meter, product, key, quantity, atUs } = each;
    hash.update(`${JSON.stringify([source, id, tenantId, meter, product, key, quantity, atUs])}\n`);
  }
  return hash.digest('hex');
}

/** `1,234.50 USD`. */
export function amountText(
  minor: number,
  { currency, minorDigits }: Pick<BillingDocument, 'currency' | 'minorDigits'>,
): string {
  const size = Math.abs(minor)
    .toString()
    .padStart(minorDigits + 1, '0');
  const whole = size.slice(0, size.length - minorDigits).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const share = minorDigits === 0 ? '' : `.${size.slice(size.length - minorDigits)}`;
  return `${minor < 0 ? '-' : ''}${whole}${share} ${currency}`;
}

function documentNumber(tenantId: string, sequence: number): string {
  return `${tenantId}-${String(sequence).padStart(6, '0')}`;
}

function sealed(document: Omit<BillingDocument, 'hash'>): BillingDocument {
  const unsealed = { ...document, hash: '' };
  return { ...unsealed, hash: documentHash(unsealed) };
}

function totalOf(lines: readonly InvoiceLine[]): number {
  const total = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (!Number.isSafeInteger(total)) throw new RangeError('the total is out of reach');
  return total;
}

function sameMoney(a: PriceSheet, b: PriceSheet): boolean {
  return a.currency === b.currency && a.minorDigits === b.minorDigits;
}

/** What is earlier than the first stretch counts in it, what is later than the last one in that. */
function belongsTo(
  { atUs }: UsageEvent,
  { span }: ContractSegment,
  segments: readonly ContractSegment[],
): boolean {
  return (
    (atUs >= span.fromUs || span.fromUs === segments[0]?.span.fromUs) &&
    (atUs < span.toUs || span.toUs === segments.at(-1)?.span.toUs)
  );
}

function plansOf(segments: readonly ContractSegment[]): BillingDocument['plans'] {
  const versions = Map.groupBy(segments, ({ version }) => version);
  return [...versions].flatMap(([version, [first]]) =>
    first === undefined ? [] : [{ planId: first.planId, version, from: isoOf(first.span.fromUs) }],
  );
}

/** The same value with the keys of all objects sorted. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, ordered(each)]),
  );
}
