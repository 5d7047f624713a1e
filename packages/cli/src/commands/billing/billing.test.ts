import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTenant, openStore } from '@cupola/service';
import { told } from '../told-command.test-data.ts';
import type { Told } from '../told-command.test-data.ts';

const CASE = fileURLToPath(new URL('../../../../../scenarios/subscribe-or-own.yaml', import.meta.url));
const DAY_US = 86_400_000_000;

let folder = '';
let plan = '';

function cupola(...args: readonly string[]): Promise<Told> {
  const inStore = args[1] === 'from-offer' ? [] : ['--data', folder];
  return told(...args, ...inStore);
}

async function tenant(id: string): Promise<void> {
  const db = await openStore(join(folder, 'store.sqlite'));
  await createTenant(db, { id, name: id }, { actor: 'test', atUs: Date.now() * 1000 });
  await db.destroy();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-billing-'));
  plan = join(folder, 'plan.yaml');
  writeFileSync(plan, (await cupola('contracts', 'from-offer', CASE)).out);
  const db = await openStore(join(folder, 'store.sqlite'));
  const event = { source: 's', product: null, item: null, is_closed: 1, billed_in: null, tenant_id: 'buyer' };
  await db
    .insertInto('usage_events')
    .values([
      { ...event, id: 'a', meter: 'requests', quantity: '12', at_us: Date.UTC(2025, 0, 2) * 1000 },
      {
        ...event,
        id: 'b',
        meter: 'records',
        product: 'tracks',
        quantity: '7',
        at_us: Date.UTC(2025, 0, 2) * 1000 + DAY_US,
      },
    ])
    .execute();
  await db.destroy();
});
afterAll(() => rmSync(folder, { recursive: true }));

it('makes a plan of an offer, and says why its price cannot be asked for before there is one', async () => {
  const text = readFileSync(plan, 'utf8');
  expect(text).toContain('# Notional');
  expect(text).toContain('meter: satellite-minutes');
  const nobody = await cupola('contracts', 'begin', 'buyer', plan, '--from', '2027-10-01');
  expect([nobody.status, nobody.err]).toEqual([2, expect.stringContaining('there is no tenant "buyer"')]);
  await tenant('buyer');
  const begun = await cupola('contracts', 'begin', 'buyer', plan, '--from', '2027-10-01', '--json');
  expect(JSON.parse(begun.out)).toMatchObject({ tenant: 'buyer', version: 1, plan: 'offer', notional: true });
  const early = await cupola('invoices', 'issue', 'buyer');
  expect(early.status).toBe(2);
  expect(early.err).toContain('is not over and settled');
});

it('issues, shows, credits and verifies', async () => {
  const cheap = join(folder, 'cheap.yaml');
  const [head = ''] = readFileSync(plan, 'utf8').split('prices:');
  writeFileSync(
    cheap,
    `${head.replace('version: 1', 'version: 2')}prices:\n  currency: USD\n  notional: true\n  charges: [{ kind: per-unit, id: r, meter: requests, price: 0.25 }]\n`,
  );
  await tenant('other');
  expect((await cupola('contracts', 'begin', 'other', cheap, '--from', '2025-01-01')).out).toContain(
    'Prices are notional',
  );
  const db = await openStore(join(folder, 'store.sqlite'));
  await db.updateTable('usage_events').set({ tenant_id: 'other' }).execute();
  await db.destroy();
  expect((await cupola('contracts', 'end', 'other', '--on', '2025-03-01')).status).toBe(0);
  expect((await cupola('invoices', 'issue', 'other')).out).toContain('3.00 USD');
  const page = join(folder, 'invoice.html');
  const shown = await cupola('invoices', 'show', 'other', '1', '--html', page, '--json');
  expect(JSON.parse(shown.out)).toMatchObject({ sequence: 1, totalMinor: 300, usage: { events: 2 } });
  expect(readFileSync(page, 'utf8')).toContain('Invoice other-000001');
  expect(
    (await cupola('invoices', 'credit', 'other', '1', '--minor', '301', '--reason', 'a test')).status,
  ).toBe(2);
  expect(
    (await cupola('invoices', 'credit', 'other', '1', '--minor', '100', '--reason', 'a test')).out,
  ).toContain('-1.00 USD');
  expect((await cupola('invoices', 'list', 'other')).out.match(/other-00000\d/g)).toHaveLength(3);
  const batch: unknown = JSON.parse((await cupola('usage', 'export', '--tenant', 'other')).out);
  expect(batch).toMatchObject([{ specversion: '1.0', subject: 'other', datamode: 'SIMULATED' }, {}]);
  expect((await cupola('usage', 'export', '--form', 'stripe')).status).toBe(2);
  expect((await cupola('invoices', 'verify')).status).toBe(0);
  const again = await openStore(join(folder, 'store.sqlite'));
  await again.updateTable('usage_events').set({ quantity: '11' }).where('id', '=', 'a').execute();
  await again.destroy();
  const verdict = await cupola('invoices', 'verify');
  expect(verdict.status).toBe(1);
  expect(verdict.out).toContain('other 1: its events are not those that were counted');
});

it('names every problem of a plan and a day', async () => {
  const wrong = join(folder, 'wrong.yaml');
  const [head = ''] = readFileSync(plan, 'utf8').split('prices:');
  writeFileSync(wrong, `${head}prices: { currency: dollars, charges: [{ kind: flat, id: a, price: -1 }] }\n`);
  const { status, err } = await cupola('contracts', 'begin', 'x', wrong, '--from', '2027-02-30');
  expect(status).toBe(2);
  for (const path of ['prices.currency', 'prices.notional', 'prices.charges.0.price', '--from'])
    expect(err).toContain(path);
});
