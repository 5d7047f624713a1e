import { element, escapeText, renderPage, table } from '@cupola/runtime/page';
import type { Section } from '@cupola/runtime';
import { amountText } from './invoice.ts';
import type { BillingDocument } from './invoice.ts';

const DASH = '–';
/** Numbers to the right, days and amounts in one piece, hashes broken where they have to be. */
const STYLE = [
  '#lines :is(td,thead th):nth-child(n+3),#levels :is(td,thead th):last-child{text-align:right}',
  '#lines :is(td,th):last-child,#levels :is(td,th):last-child{padding-right:0;white-space:nowrap}',
  '#lines td:nth-child(2){white-space:nowrap}',
  '#lines tbody th{white-space:normal;min-width:9rem}',
  '#lines tbody tr:last-child :is(th,td){font-weight:600}',
  '#seal td:last-child{overflow-wrap:anywhere;white-space:normal}',
].join('');

/** An invoice or a credit note for people: one self-contained page in the style of all others. */
export function invoicePage(document: BillingDocument): string {
  const { kind, number, tenantId, from, to, issuedAt, dataMode, notional, corrects } = document;
  const name = kind === 'invoice' ? 'Invoice' : 'Credit note';
  const total = amountText(document.totalMinor, document);
  return renderPage({
    title: `${name} ${number}`,
    about: `For ${escapeText(tenantId)}, ${day(from)} to ${day(to)} (UTC, the last day not counted), issued ${escapeText(issuedAt)}. Data: ${dataMode}.`,
    headlines: [
      `${kind === 'invoice' ? 'Total' : 'Credited'}: ${total}`,
      ...(corrects === null
        ? []
        : [`Corrects document ${corrects} of this tenant: ${document.reason ?? ''}`]),
      ...(notional ? ['Prices are notional: nobody owes this money.'] : []),
    ],
    sections: [lines(document), ...levels(document), seal(document)],
    style: STYLE,
    data: '',
  });
}

function lines(document: BillingDocument): Section {
  const rows = document.lines.map((line) => [
    escapeText(line.what),
    `${day(line.from)} ${DASH} ${day(line.to)}`,
    cell(line.metered, line.unit),
    cell(line.paid, line.unit),
    line.price === null ? DASH : escapeText(grouped(line.price)),
    amountText(line.amountMinor, document),
  ]);
  const sum = [['Total', '', '', '', '', element('strong', {}, amountText(document.totalMinor, document))]];
  const headings = ['what', 'from and until', 'metered', 'paid for', 'price of one', 'amount'];
  const rounding = `Quantities and prices are exact; each amount is rounded once to ${document.minorDigits} digits, halves away from zero.`;
  return {
    id: 'lines',
    title: 'Lines',
    body:
      table('What was used, and what it comes to', headings, [...rows, ...sum]) +
      element('p', { class: 'small' }, rounding),
  };
}

function levels({ serviceLevels }: BillingDocument): readonly Section[] {
  if (serviceLevels.length === 0) return [];
  const rows = serviceLevels.map(
    ({ id, indicator, objective, withinS, good, total, attained, met, creditShare }) => [
      escapeText(id),
      escapeText(withinS === null ? indicator : `${indicator} within ${withinS} s`),
      objective,
      attained ?? DASH,
      `${good} of ${total}`,
      met === null ? 'nothing to measure' : met ? 'met' : 'missed',
      creditShare,
    ],
  );
  const headings = ['level', 'of what', 'promised', 'reached', 'measured', 'so', 'share credited'];
  return [
    {
      id: 'levels',
      title: 'Service levels',
      body: table('What was promised, and what was reached', headings, rows),
    },
  ];
}

function seal({ plans, usage, hash, previousHash }: BillingDocument): Section {
  const rows = [
    ...plans.map(({ planId, version, from }) => [
      'plan',
      escapeText(`${planId}, version ${version}, from ${from}`),
    ]),
    ['usage events', grouped(String(usage.events))],
    ['hash of the usage', usage.hash],
    ['hash of the document before', previousHash],
    ['hash of this document', hash],
  ];
  return {
    id: 'seal',
    title: 'How to check it',
    body:
      element(
        'p',
        {},
        `${element('code', {}, 'cupola invoices verify')} reckons it again from the events and compares every byte.`,
      ) + table('What it was made of', ['what', 'which'], rows),
  };
}

function cell(quantity: string | null, unit: string | null): string {
  if (quantity === null) return DASH;
  return escapeText(unit === null ? grouped(quantity) : `${grouped(quantity)} ${unit}`);
}

/** Thousands apart, every digit as it is. */
function grouped(decimal: string): string {
  const [whole = '', rest] = decimal.split('.');
  const apart = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? apart : `${apart}.${rest}`;
}

function day(at: string): string {
  return escapeText(at.endsWith('T00:00:00.000Z') ? at.slice(0, 10) : at);
}
