import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPlan } from '@cupola/contract';
import { loadOffers } from '@cupola/runtime';
import { fileURLToPath } from 'node:url';
import { AccessBook } from '../access/access-book.ts';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { auditEntries } from '../store/store.ts';
import { openStore } from '../store/stores.ts';
import type { Tables } from '../store/tables.ts';
import { dayUs } from './calendar.ts';
import { agreeOnPrices, endContract } from './contract-store.ts';
import type { GrantedPlan } from './contract-store.ts';
import { issueInvoice, storedDocuments, verifiedDocuments } from './invoice-store.ts';
import { documentText } from './invoice.ts';
import { MeterBook } from './meter-book.ts';
import { offerPlanText } from './offer-plan.ts';
import { offerBegins } from './offer-sheet.ts';
import type { PriceSheet } from './price-sheet.ts';
import { readPriceSheet } from './read-price-sheet.ts';

/* A contract gives what its plan gives, from its first day to its end, and prices and plan change together. */

let db: Kysely<Tables>;
const NOW = dayUs('2027-03-01');
const change = { actor: 'test', atUs: NOW };

beforeEach(async () => {
  db = await openStore(':memory:');
  for (const id of ['coast', 'inland']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await createTenant(db, { id, name: id }, change);
  }
});
afterEach(() => db.destroy());

function planOf(
  id: string,
  version: number,
  products: string,
  prices: string,
): { readonly grants: GrantedPlan; readonly sheet: PriceSheet } {
  const text = `
plan: 1
id: ${id}
version: ${version}
title: ${id}
products: [${products}]
regions: everywhere
latencyS: 0
historyS: all
rate: { perS: 10, burst: 20 }
prices: { currency: USD, notional: true, ${prices} }
`;
  return grantedBy(text);
}

function grantedBy(text: string): { readonly grants: GrantedPlan; readonly sheet: PriceSheet } {
  const read = readPlan(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const prices = readPriceSheet(read.document['prices']);
  if (!prices.ok) throw new Error(JSON.stringify(prices.problems));
  return { grants: { plan: read.plan, document: read.document }, sheet: prices.sheet };
}

function begin(
  { grants, sheet }: ReturnType<typeof planOf>,
  from: string,
  tenantId = 'coast',
  atUs = NOW,
): ReturnType<typeof agreeOnPrices> {
  const wanted = { tenantId, planId: grants.plan.id, fromUs: dayUs(from), sheet, grants };
  return agreeOnPrices(db, wanted, 'test', atUs);
}

async function toldOn(day: string, tenantId = 'coast'): Promise<readonly string[] | null> {
  const book = await AccessBook.open(db);
  return book.planAt(tenantId, dayUs(day))?.products ?? null;
}

const FLAT = 'charges: [{ kind: flat, id: a, price: 310 }]';

it('lets a tenant in with its first day, to something else with its next prices, and out with its end', async () => {
  expect(await begin(planOf('coastal', 1, 'tracks', FLAT), '2027-04-01')).toMatchObject({ ok: true });
  expect(await begin(planOf('coastal', 2, 'tracks, alerts', FLAT), '2027-06-01')).toMatchObject({ ok: true });
  expect(await endContract(db, 'coast', dayUs('2027-08-01'), 'test', NOW)).toMatchObject({ ok: true });
  expect([
    await toldOn('2027-03-31'),
    await toldOn('2027-04-01'),
    await toldOn('2027-05-31'),
    await toldOn('2027-06-01'),
    await toldOn('2027-07-31'),
    await toldOn('2027-08-01'),
  ]).toEqual([null, ['tracks'], ['tracks'], ['tracks', 'alerts'], ['tracks', 'alerts'], null]);
  const deeds = (await auditEntries(db, 0, 20)).map(({ action, subject }) => `${action} ${subject}`);
  expect(deeds.slice(2)).toEqual([
    'contract.prices coast',
    'plan.put coastal@1',
    'tenant.subscribe coast',
    'contract.prices coast',
    'plan.put coastal@2',
    'tenant.subscribe coast',
    'contract.end coast',
    'tenant.subscribe coast',
  ]);
});

it('ends with less where it says so, and not with a plan that is not there', async () => {
  const after = `${FLAT}, afterEnd: { plan: basic, version: 3 }`;
  const refused = await begin(planOf('coastal', 1, 'tracks, alerts', after), '2027-04-01');
  expect(refused).toMatchObject({ ok: false, reason: expect.stringContaining('basic@3') });
  const { grants } = planOf('basic', 3, 'tracks', FLAT);
  await putPlan(db, grants.plan, grants.document, change);
  expect(await begin(planOf('coastal', 1, 'tracks, alerts', after), '2027-04-01')).toMatchObject({
    ok: true,
  });
  await endContract(db, 'coast', dayUs('2027-05-01'), 'test', NOW);
  expect([await toldOn('2027-04-30'), await toldOn('2027-05-01')]).toEqual([
    ['tracks', 'alerts'],
    ['tracks'],
  ]);
});

it('is not got round by a subscription, before nor after', async () => {
  const other = planOf('other', 1, 'events', FLAT);
  await putPlan(db, other.grants.plan, other.grants.document, change);
  const subscribe = (tenantId: string, from: string): ReturnType<typeof subscribeTenant> =>
    subscribeTenant(db, { tenantId, plan: other.grants.plan, fromUs: dayUs(from) }, change);
  await begin(planOf('coastal', 1, 'tracks', FLAT), '2027-04-01');
  expect(await subscribe('coast', '2027-03-15')).toEqual({ ok: true });
  for (const day of ['2027-04-01', '2028-01-01']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect(await subscribe('coast', day)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('contract'),
    });
  }
  await endContract(db, 'coast', dayUs('2027-05-01'), 'test', NOW);
  expect(await subscribe('coast', '2027-05-01')).toMatchObject({ ok: false });
  expect(await subscribe('coast', '2027-05-02')).toEqual({ ok: true });
  expect([await toldOn('2027-04-30'), await toldOn('2027-05-01'), await toldOn('2027-05-02')]).toEqual([
    ['tracks'],
    null,
    ['events'],
  ]);
  await subscribe('inland', '2027-09-01');
  expect(await begin(planOf('coastal', 1, 'tracks', FLAT), '2027-04-01', 'inland')).toMatchObject({
    ok: false,
    reason: expect.stringContaining('2027-09-01'),
  });
});

it('is agreed on as a whole or not at all', async () => {
  await begin(planOf('coastal', 1, 'tracks', FLAT), '2027-04-01');
  const entries = (await auditEntries(db, 0, 50)).length;
  for (const wrong of [
    begin(planOf('coastal', 1, 'tracks, events', FLAT), '2027-05-01'),
    begin(planOf('coastal', 2, 'tracks', FLAT), '2027-05-01', 'nobody'),
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await wrong).ok).toBe(false);
  }
  expect(await auditEntries(db, 0, 50)).toHaveLength(entries);
  expect(await toldOn('2027-05-01')).toEqual(['tracks']);
});

it('changes plan and prices without touching what was issued', async () => {
  await begin(planOf('coastal', 1, 'tracks', FLAT), '2027-04-01');
  const book = new MeterBook(db);
  book.add('coast', 'requests', null, 10, dayUs('2027-04-02'));
  await book.flush(dayUs('2027-05-01'), true);
  await issueInvoice(db, 'coast', 'TEST', 'test', dayUs('2027-05-02'));
  const before = (await storedDocuments(db, 'coast')).map(documentText);
  const later = dayUs('2027-05-03');
  expect(await begin(planOf('coastal', 2, 'events', FLAT), '2027-05-04', 'coast', later)).toMatchObject({
    ok: true,
  });
  await endContract(db, 'coast', dayUs('2027-05-11'), 'test', later);
  expect((await storedDocuments(db, 'coast')).map(documentText)).toEqual(before);
  const last = await issueInvoice(db, 'coast', 'TEST', 'test', dayUs('2027-05-12'));
  expect(last).toMatchObject({ ok: true, document: { sequence: 2, totalMinor: 10_000 } });
  expect(await verifiedDocuments(db, 'coast')).toEqual({ ok: true, documents: 2, faults: [] });
});

it('runs the subscription of an acquisition case: what it gives is told from its first day to its end', async () => {
  const file = fileURLToPath(new URL('../../../../scenarios/subscribe-or-own.yaml', import.meta.url));
  const loaded = loadOffers(file, { settings: [], byDeployment: false });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const begins = offerBegins(loaded.asked);
  const granted = grantedBy(offerPlanText(loaded.asked, 'offer'));
  expect(await begin(granted, begins)).toMatchObject({ ok: true });
  const nextYear = `${Number(begins.slice(0, 4)) + 1}${begins.slice(4)}`;
  expect(await toldOn(nextYear)).toEqual(granted.grants.plan.products);
  const ended = await endContract(db, 'coast', dayUs(nextYear), 'test', NOW);
  expect(ended).toMatchObject({ ok: true });
  expect(await toldOn(nextYear)).toBeNull();
  expect((await toldOn(begins))?.length).toBeGreaterThan(5);
});
