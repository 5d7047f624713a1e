import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlan } from '@cupola/contract';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import { liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { DoorKeeper } from './door-keeper.ts';
import { pageRoutes } from './page-routes.ts';

let folder = '';
let running: RunningService;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-report-'));
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, 'run', 'report.html'), '<!doctype html><title>A run</title>');
  const report = { folder: join(folder, 'run'), isPublic: false };
  running = await startService({ ...liveOptions(join(folder, 'data'), smallConfig()), report });
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

/** Text of the key of a new tenant. */
async function customer(id: string, products: string, regions: string): Promise<string> {
  const { db } = running.service.plan;
  const change = { actor: 'test', atUs: Date.now() * 1000 };
  const read = readPlan(
    `{ plan: 1, id: ${id}, version: 1, title: ${id}, products: [${products}], regions: ${regions}, latencyS: 0, historyS: all, rate: { perS: 100, burst: 100 } }`,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { plan, document } = read;
  await createTenant(db, { id, name: id }, change);
  await putPlan(db, plan, document, change);
  await subscribeTenant(db, { tenantId: id, plan, fromUs: change.atUs }, change);
  const wish = { mode: 'TEST', name: id, scopes: ['read'], expiresAtUs: null, tenantId: id } as const;
  const { key, text } = newKey(wish, change.atUs);
  await insertKey(db, key, 'test');
  await running.service.keys.refresh();
  await running.service.registers.book.refresh();
  return text;
}

async function asForm(payload: string): Promise<{ readonly status: number; readonly type: string }> {
  const { statusCode, headers } = await running.app.inject({
    method: 'POST',
    url: '/report',
    headers: { host: new URL(running.url).host, 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  });
  return { status: statusCode, type: String(headers['content-type']) };
}

async function statusOf(headers: object): Promise<number> {
  const { host } = new URL(running.url);
  return (await running.app.inject({ url: '/report', headers: { host, ...headers } })).statusCode;
}

it('is for those who are entitled to runs everywhere, with their key in a header or, as the page sends it, in a form', async () => {
  const entitled = await customer('reads-runs', 'tracks, runs', 'everywhere');
  const without = await customer('no-runs', 'tracks', 'everywhere');
  const regional = await customer('runs-of-a-region', 'tracks, runs', '[[0, 0, 9, 9]]');
  expect(await statusOf({ authorization: `Bearer ${entitled}` })).toBe(200);
  expect(await asForm(`key=${entitled}`)).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
  for (const text of [without, regional]) {
    // oxlint-disable no-await-in-loop -- one after the other
    expect(await statusOf({ authorization: `Bearer ${text}` })).toBe(403);
    expect((await asForm(`key=${text}`)).status).toBe(403);
    // oxlint-enable no-await-in-loop
  }
  expect(await statusOf({})).toBe(401);
  expect((await asForm('key=nonsense')).status).toBe(401);
  expect((await asForm(`key=${entitled}&more=1`)).status).toBe(400);
  expect((await asForm(`key=${'k'.repeat(9_000)}`)).status).toBe(413);
});

it('is for everybody where it is said to be public', async () => {
  const app = Fastify().withTypeProvider<ZodTypeProvider>();
  const keeper = new DoorKeeper(running.service.registers);
  pageRoutes(app, { keeper, report: { folder: join(folder, 'run'), isPublic: true } });
  const { statusCode, body } = await app.inject('/report');
  expect([statusCode, body]).toEqual([200, expect.stringContaining('A run')]);
  await app.close();
});
