import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPlan } from '@cupola/contract';
import { dayUs, periodAt } from './calendar.ts';
import { FIRST_DOCUMENT_HASH, amountText, invoiceOf } from './invoice.ts';
import { invoicePage } from './invoice-page.ts';
import type { MeterId } from './meters.ts';
import { readPriceSheet } from './read-price-sheet.ts';
import type { UsageEvent } from './usage-event.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../../docs/service/billing.md'), 'utf8');

/** The text of the only block of a kind. */
function block(kind: string): string {
  const found = PAGE.split(`\`\`\`${kind}\n`)[1]?.split('```')[0];
  if (found === undefined) throw new Error(`the page has no ${kind}`);
  return found;
}

function event(meter: MeterId, quantity: string, product: string | null = null): UsageEvent {
  const atUs = dayUs('2026-11-20');
  return { source: 'example', id: meter, tenantId: 'coast', meter, product, key: null, quantity, atUs };
}

it('comes to what the page says', () => {
  const plan = readPlan(block('yaml'));
  if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
  const prices = readPriceSheet(plan.document['prices']);
  if (!prices.ok) throw new Error(JSON.stringify(prices.problems));
  const fromUs = dayUs('2026-11-16');
  const outcome = invoiceOf({
    contract: {
      tenantId: 'coast',
      versions: [{ version: 1, planId: plan.plan.id, planVersion: null, fromUs, sheet: prices.sheet }],
      endsAtUs: null,
    },
    period: periodAt('month', fromUs),
    events: [
      event('custody-seconds', '90000'),
      event('streamed-records', '2400000', 'tracks'),
      event('available-minutes', '21400'),
    ],
    sequence: 1,
    previousHash: FIRST_DOCUMENT_HASH,
    issuedAtUs: dayUs('2026-12-02'),
    dataMode: 'SIMULATED',
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  const { document } = outcome;
  const lines = document.lines.map(({ what, paid, unit, price, amountMinor }) => {
    const much =
      paid === null
        ? ''
        : `${paid}${unit === null ? '' : ` ${unit}`}${price === null ? '' : ` at ${price}`} = `;
    return `${what}: ${much}${amountText(amountMinor, document)}\n`;
  });
  expect([...lines, `Total: ${amountText(document.totalMinor, document)}\n`].join('')).toBe(block('text'));
  const page = invoicePage(document);
  for (const said of [
    'coast-000001',
    'nobody owes this money',
    document.hash,
    amountText(document.totalMinor, document),
  ])
    expect(page).toContain(said);
  expect(page).not.toMatch(/(?:src|href)="(?!#)/);
});
