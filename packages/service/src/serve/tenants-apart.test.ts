import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPlan } from '@cupola/contract';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { MINUTE_US, isoOf, periodAt } from '../billing/calendar.ts';
import { agreeOnPrices } from '../billing/contract-store.ts';
import { issueInvoice } from '../billing/invoice-store.ts';
import { MeterBook } from '../billing/meter-book.ts';
import { readPriceSheet } from '../billing/read-price-sheet.ts';
import { IdempotentAnswers } from '../doors/idempotent-answers.ts';
import { newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import { bindCertificate } from '../store/certificate-store.ts';
import { Forgetful } from '../store/forgetful.test-data.ts';
import { HAS_POSTGRES, emptyDatabase } from '../store/postgres-server.test-data.ts';
import { tablesOfTenants } from '../store/tenant-isolation.ts';
import { liveOptions, smallConfig } from './small-service.test-data.ts';
import { startService } from './start-service.ts';
import type { RunningService } from './start-service.ts';

const TENANTS = ['coast', 'inland'] as const;
type TenantId = (typeof TENANTS)[number];
const PLAN = `plan: 1
id: p
version: 1
title: All
products: [alerts, usage]
regions: everywhere
latencyS: 0
historyS: all
features: [actions, webhooks]
rate: { perS: 1000, burst: 1000 }
`;
const nowUs = Date.now() * 1000;
const before = periodAt('month', periodAt('month', nowUs).fromUs - 1);
const firstDay = isoOf(before.fromUs).slice(0, 10);

describe.runIf(HAS_POSTGRES)('where a PostgreSQL server is installed', () => {
  let folder = '';
  let running: RunningService;
  const keys = new Map<TenantId, string>();
  const hooks = new Map<TenantId, string>();
  const forgetful = new Forgetful();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cupola-tenants-apart-'));
    running = await startService({
      ...liveOptions(folder, smallConfig()),
      postgres: await emptyDatabase(),
      webhooks: { allowedHosts: ['127.0.0.1:9'] },
    });
    const { db, stores } = running.service.plan;
    const by = { actor: 'test', atUs: nowUs };
    const plan = readPlan(PLAN);
    if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
    await putPlan(db, plan.plan, plan.document, by);
    const charges = [{ kind: 'per-unit', id: 'requests', meter: 'requests', price: '0.5' }];
    const sheet = readPriceSheet({ currency: 'USD', notional: true, charges });
    if (!sheet.ok) throw new Error(JSON.stringify(sheet.problems));
    const book = new MeterBook(db);
    for (const [at, tenantId] of TENANTS.entries()) {
      // oxlint-disable no-await-in-loop -- one after the other
      await createTenant(db, { id: tenantId, name: tenantId }, by);
      await subscribeTenant(db, { tenantId, plan: { id: 'p', version: 1 }, fromUs: nowUs }, by);
      const scopes = ['read', 'act', 'manage'] as const;
      const { key, text } = newKey(
        { mode: 'TEST', name: `of ${tenantId}`, scopes: [...scopes], expiresAtUs: null, tenantId },
        nowUs,
      );
      await insertKey(db, key, 'test');
      keys.set(tenantId, text);
      const certificate = { fingerprint: tenantId, tenantId, keyId: key.id, name: tenantId };
      await bindCertificate(
        db,
        { ...certificate, createdAtUs: 1, expiresAtUs: 2, revokedAtUs: null },
        'test',
      );
      await agreeOnPrices(
        db,
        { tenantId, planId: 'p', fromUs: before.fromUs, sheet: sheet.sheet, grants: null },
        'test',
        1,
      );
      book.add(tenantId, 'requests', null, 10 + at, before.fromUs + MINUTE_US);
      // oxlint-enable no-await-in-loop
    }
    await book.flush(nowUs, true);
    for (const tenantId of TENANTS) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const issued = await issueInvoice(db, tenantId, 'TEST', 'test', nowUs + 60 * 24 * 60 * MINUTE_US);
      if (!issued.ok) throw new Error(issued.reason);
    }
    await running.service.registers.keys.refresh();
    await running.service.registers.book.refresh();
    // From now on every query of a tenant's door forgets whose rows it is to read.
    const of = stores.of.bind(stores);
    vi.spyOn(stores, 'of').mockImplementation((tenantId) => of(tenantId).withPlugin(forgetful));
  });
  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true });
  });

  async function ask(
    tenantId: TenantId,
    url: string,
    post?: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: string }> {
    const { host } = new URL(running.url);
    const response = await running.app.inject({
      url,
      method: post === undefined ? 'GET' : 'POST',
      headers: { host, authorization: `Bearer ${keys.get(tenantId)}`, ...more },
      ...(post === undefined ? {} : { payload: post }),
    });
    return { status: response.statusCode, body: response.body };
  }

  it('lets each make, change and remove what is its own, under its own name alone', async () => {
    for (const tenantId of TENANTS) {
      // oxlint-disable no-await-in-loop -- one after the other
      const wish = { url: 'http://127.0.0.1:9/hook', types: ['alert.*'], name: `hook of ${tenantId}` };
      const made = await ask(tenantId, '/v1/webhooks', wish);
      expect([made.status, made.body]).toEqual([201, expect.stringContaining(wish.name)]);
      const { id }: { id: string } = JSON.parse(made.body);
      hooks.set(tenantId, id);
      expect(
        await ask(tenantId, '/v1/keys', { name: `second of ${tenantId}`, scopes: ['read'] }),
      ).toMatchObject({
        status: 201,
      });
      // oxlint-enable no-await-in-loop
    }
    const own = String(hooks.get('coast'));
    for (const [action, body] of [
      ['disable', {}],
      ['enable', {}],
      ['rotate', {}],
      ['replay', {}],
    ] as const) {
      // oxlint-disable no-await-in-loop -- one after the other
      expect(await ask('inland', `/v1/webhooks/${own}/${action}`, body)).toMatchObject({ status: 404 });
      expect(await ask('coast', `/v1/webhooks/${own}/${action}`, body)).toMatchObject({ status: 200 });
      // oxlint-enable no-await-in-loop
    }
  });

  it('tells neither a row of the other, also when every query forgets its tenant', async () => {
    const doors = [
      `/v1/usage?from=${firstDay}&to=${firstDay}`,
      `/v1/usage/events?from=${firstDay}`,
      '/v1/usage/cost',
      '/v1/invoices',
      '/v1/invoices/1',
      '/v1/service-levels',
      '/v1/webhooks',
      '/v1/keys',
      '/v1/tenant',
    ];
    const forgottenBefore = forgetful.forgotten;
    for (const tenantId of TENANTS) {
      const other = tenantId === 'coast' ? 'inland' : 'coast';
      for (const door of doors) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const told = await ask(tenantId, door);
        expect([door, told.status]).toEqual([door, 200]);
        expect(told.body).not.toContain(other);
      }
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const used: { items: object[] } = JSON.parse((await ask(tenantId, doors[0] ?? '')).body);
      expect(used.items).toMatchObject([{ quantity: tenantId === 'coast' ? '10' : '11' }]);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const invoices: { items: object[] } = JSON.parse((await ask(tenantId, '/v1/invoices')).body);
      expect(invoices.items).toHaveLength(1);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await ask(tenantId, `/v1/usage?tenant=${other}`)).status).toBe(403);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const hidden = await ask(tenantId, `/v1/webhooks/${hooks.get(other)}/messages`);
      expect(hidden.status).toBe(404);
    }
    expect(forgetful.forgotten - forgottenBefore).toBeGreaterThan(10);
  });

  it('keeps answers of actions with the tenant that asked', async () => {
    const answers = new IdempotentAnswers(running.service.plan.stores);
    let done = 0;
    const work = (): Promise<number> => Promise.resolve(++done);
    for (let tries = 0; tries < 2; tries++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await answers.once({ tenantId: 'coast', keyId: 'k' }, 'a', ['b'], work)).toBe(1);
    }
    const rows = await running.service.plan.db.selectFrom('idempotency').select('tenant_id').execute();
    expect(rows).toEqual([{ tenant_id: 'coast' }]);
  });

  it('keeps every table of tenants apart in the database', async () => {
    const { stores, db } = running.service.plan;
    for (const { table } of await tablesOfTenants(db)) {
      for (const tenantId of TENANTS) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const { rows } = await sql<{ tenant_id: string }>`select tenant_id from ${sql.table(table)}`.execute(
          stores.of(tenantId),
        );
        expect([table, new Set(rows.map((row) => row.tenant_id)).size <= 1]).toEqual([table, true]);
        expect(rows.every((row) => row.tenant_id === tenantId)).toBe(true);
      }
    }
  });
});
