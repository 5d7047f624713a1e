import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HTTP } from 'cloudevents';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlan } from '@cupola/contract';
import type { Product } from '@cupola/contract';
import { MINUTE_US, isoOf, periodAt } from '../billing/calendar.ts';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { agreeOnPrices } from '../billing/contract-store.ts';
import { issueInvoice } from '../billing/invoice-store.ts';
import { MeterBook } from '../billing/meter-book.ts';
import { readPriceSheet } from '../billing/read-price-sheet.ts';
import { newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import { liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { BATCH_TYPE } from '../profiles/cloudevents/cloud-event.ts';
import { invoice, measuredLevel, money, usageEvent, usageTotal } from './billing-schemas.ts';
import { page } from './schemas.ts';

let folder = '';
let running: RunningService;
/** A month that is over, and one that lasts. */
const now = Date.now() * 1000;
const current = periodAt('month', now);
const before = periodAt('month', current.fromUs - 1);
const firstDay = isoOf(before.fromUs).slice(0, 10);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-billing-doors-'));
  running = await startService(liveOptions(folder, smallConfig()));
  const { db } = running.service.plan;
  const read = readPriceSheet({
    currency: 'USD',
    notional: true,
    charges: [
      { kind: 'per-unit', id: 'requests', meter: 'requests', price: '0.5' },
      { kind: 'per-unit', id: 'tracks', meter: 'records', products: ['tracks'], price: '0.01' },
    ],
    termYears: 5,
    termination: [{ from: '2020-01-01', amount: '777' }],
    serviceLevels: [
      {
        id: 'doors',
        indicator: 'availability',
        objective: '0.9',
        credits: { kind: 'tiers', tiers: [{ below: '0.9', share: '0.1' }] },
      },
    ],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  await agreeOnPrices(
    db,
    { tenantId: 'coast', planId: 'p', fromUs: before.fromUs, sheet: read.sheet, grants: null },
    'test',
    1,
  );
  const book = new MeterBook(db);
  book.add('coast', 'requests', null, 10, before.fromUs + MINUTE_US);
  book.add('coast', 'requests', null, 5, before.fromUs + 3 * MINUTE_US);
  book.add('coast', 'records', 'tracks', 300, before.fromUs + 3 * MINUTE_US);
  book.add('inland', 'requests', null, 99, before.fromUs + 3 * MINUTE_US);
  book.add('coast', 'requests', null, 4, current.fromUs);
  await book.flush(now, true);
  const issued = await issueInvoice(db, 'coast', 'TEST', 'test', current.fromUs + 10 * MINUTE_US);
  if (!issued.ok) throw new Error(issued.reason);
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

async function ask(
  url: string,
  key = running.firstKey,
): Promise<{ status: number; type: string; body: string }> {
  const { host } = new URL(running.url);
  const headers = { host, authorization: `Bearer ${key}` };
  const response = await running.app.inject({ url, headers });
  return {
    status: response.statusCode,
    type: String(response.headers['content-type']),
    body: response.body,
  };
}

const json = async (url: string): Promise<unknown> => JSON.parse((await ask(url)).body);

it('tells sums of what was metered, of one tenant alone', async () => {
  const told = usageTotal.list.parse(await json(`/v1/usage?tenant=coast&from=${firstDay}&to=${firstDay}`));
  expect(told.items).toEqual([
    { meter: 'requests', product: null, unit: 'requests', from: isoOf(before.fromUs), quantity: '15' },
    { meter: 'records', product: 'tracks', unit: 'records', from: isoOf(before.fromUs), quantity: '300' },
  ]);
  const one = usageTotal.list.parse(
    await json(`/v1/usage?tenant=coast&from=${firstDay}&window=hour&meter=records`),
  );
  expect(one.items.map(({ quantity }) => quantity)).toEqual(['300']);
});

it('tells events as CloudEvents, page by page', async () => {
  const ids: string[] = [];
  for (let cursor = '', pages = 0; pages < 9; pages++) {
    const url = `/v1/usage/events?tenant=coast&from=${firstDay}&limit=2${cursor}`;
    // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
    const told = page(usageEvent).parse(await json(url));
    const batch = HTTP.toEvent({ headers: { 'content-type': BATCH_TYPE }, body: JSON.stringify(told.items) });
    expect(batch).toHaveLength(told.items.length);
    ids.push(...told.items.map(({ source, id }) => `${source} ${id}`));
    if (told.next === null) break;
    cursor = `&cursor=${told.next}`;
  }
  expect(ids).toHaveLength(4);
  expect(new Set(ids).size).toBe(4);
});

it('tells documents as they were issued, for programs and for people', async () => {
  const list = page(invoice).parse(await json('/v1/invoices?tenant=coast'));
  expect(list.items.map(({ sequence, totalMinor }) => [sequence, totalMinor])).toEqual([[1, 945]]);
  const document = invoice.parse(await json('/v1/invoices/1?tenant=coast'));
  // Ten and five requests, three hundred records; a tenth of it back, for a month without a service.
  expect(document.lines.map(({ amountMinor }) => amountMinor)).toEqual([750, 300, -105]);
  const { type, body } = await ask('/v1/invoices/1/page?tenant=coast');
  expect(type).toBe('text/html; charset=utf-8');
  expect(body).toContain(document.hash);
  expect((await ask('/v1/invoices/2?tenant=coast')).status).toBe(404);
});

it('tells what the month comes to so far, without what ending it would cost', async () => {
  const told = money.parse(await json('/v1/usage/cost?tenant=coast'));
  expect(told).toMatchObject({ provisional: true, from: isoOf(current.fromUs), notional: true });
  expect(told.lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ['charge', 200],
    ['credit', -20],
  ]);
  const levels = measuredLevel.list.parse(await json('/v1/service-levels?tenant=coast'));
  expect(levels.items).toMatchObject([{ id: 'doors', objective: '0.9', met: false }]);
  const { type, body } = await ask('/v1/service-levels/objectives?tenant=coast');
  expect(type).toContain('application/yaml');
  expect(body).toContain('apiVersion: openslo/v1');
});

it.each([
  ['/v1/usage?from=2026-02-30', 400],
  ['/v1/usage?from=2026-02-03&to=2026-02-01', 400],
  ['/v1/usage?from=2020-01-01', 400],
  ['/v1/usage/events?cursor=nonsense', 400],
  ['/v1/usage/events?cursor=WzEsMiwzXQ', 400],
  ['/v1/invoices/0?tenant=coast', 400],
  ['/v1/usage/cost?tenant=nobody', 404],
  ['/v1/service-levels/objectives?tenant=nobody', 404],
])('%s is answered with %d and a problem', async (url, status) => {
  const { status: told, type } = await ask(url);
  expect([told, type.split(';')[0]]).toEqual([status, 'application/problem+json']);
});

/** A key of a tenant that is subscribed to a plan with these products. */
async function keyOf(tenantId: string, products: readonly Product[]): Promise<string> {
  const { db } = running.service.plan;
  const change = { actor: 'test', atUs: now };
  const read = readPlan(
    JSON.stringify({
      plan: 1,
      id: `of-${tenantId}`,
      version: 1,
      title: 'A test',
      products,
      regions: 'everywhere',
      latencyS: 0,
      historyS: 'all',
      rate: { perS: 100, burst: 100 },
    }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { plan, document } = read;
  expect(await createTenant(db, { id: tenantId, name: tenantId }, change)).toEqual({ ok: true });
  expect(await putPlan(db, plan, document, change)).toEqual({ ok: true });
  expect(await subscribeTenant(db, { tenantId, plan, fromUs: now }, change)).toEqual({ ok: true });
  const { key, text } = newKey(
    { mode: 'TEST', name: 'test', scopes: ['read'], expiresAtUs: null, tenantId },
    now,
  );
  await insertKey(db, key, 'test');
  const { keys, book } = running.service.registers;
  await keys.refresh();
  await book.refresh();
  return text;
}

it('tells a tenant its own and nothing of others, and nothing without the product', async () => {
  const coast = await keyOf('coast', ['tracks', 'usage']);
  const inland = await keyOf('inland', ['usage']);
  const without = await keyOf('without', ['tracks']);
  const doors = ['/v1/usage', '/v1/usage/events', '/v1/usage/cost', '/v1/service-levels', '/v1/invoices'];
  for (const door of [...doors, '/v1/service-levels/objectives', '/v1/invoices/1', '/v1/invoices/1/page']) {
    // oxlint-disable no-await-in-loop -- one door after the other
    expect([door, (await ask(`${door}?tenant=coast`, inland)).status]).toEqual([door, 403]);
    expect([door, (await ask(door, without)).status]).toEqual([door, 403]);
    expect([door, (await ask(`${door}?tenant=coast`, coast)).status]).toEqual([door, 200]);
    // oxlint-enable no-await-in-loop
  }
  const own = await ask(`/v1/usage/events?from=${firstDay}&limit=1000`, inland);
  const told = page(usageEvent).parse(JSON.parse(own.body));
  expect(told.items.length).toBeGreaterThan(0);
  expect(new Set(told.items.map(({ subject }) => subject))).toEqual(new Set(['inland']));
  expect((await ask('/v1/invoices/1', inland)).status).toBe(404);
  expect(own.body).not.toContain('coast');
});
