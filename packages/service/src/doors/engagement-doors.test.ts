import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlan } from '@cupola/contract';
import type { Product } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { ENGAGED_INPUTS } from '../engagements/second-fleet.test-data.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import { liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { engagementPage, singleEngagement } from './engagement-schemas.ts';

let folder = '';
let running: RunningService;
let house = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-engagements-'));
  running = await startService({
    ...liveOptions(folder, smallConfig()),
    inputs: ENGAGED_INPUTS,
    feedFrom: () => new ExerciseFeed(ENGAGED_INPUTS, Number.POSITIVE_INFINITY),
  });
  await running.service.finished;
  house = present(running.firstKey ?? undefined);
}, 120_000);
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

async function ask(url: string, key = house, more: Record<string, string> = {}) {
  const headers = { host: new URL(running.url).host, authorization: `Bearer ${key}`, ...more };
  const { statusCode, headers: told, body } = await running.app.inject({ url, headers });
  return { status: statusCode, headers: told, body: body === '' ? null : (JSON.parse(body) as unknown) };
}

async function tenantWith(
  id: string,
  products: readonly Product[],
  latencyS: number,
  records?: number,
): Promise<string> {
  const { db } = running.service.plan;
  const change = { actor: 'test', atUs: Date.now() * 1000 };
  const outcome = readPlan(
    JSON.stringify({
      plan: 1,
      id,
      version: 1,
      title: id,
      products,
      regions: 'everywhere',
      latencyS,
      historyS: 'all',
      features: [],
      rate: { perS: 1_000, burst: 1_000 },
      limits: { streams: 1, keys: 1 },
      quotas: records === undefined ? [] : [{ meter: 'records', limit: records, per: 'month', kind: 'hard' }],
    }),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  await createTenant(db, { id, name: id }, change);
  await putPlan(db, outcome.plan, outcome.document, change);
  await subscribeTenant(db, { tenantId: id, plan: outcome.plan, fromUs: change.atUs }, change);
  const wish = { mode: 'TEST', name: id, scopes: ['read'], expiresAtUs: null, tenantId: id } as const;
  const { key, text } = newKey(wish, change.atUs);
  await insertKey(db, key, 'test');
  await running.service.keys.refresh();
  await running.service.registers.book.refresh();
  return text;
}

it('lists whom the fleet would be ordered against, in pages, with the fleet', async () => {
  const { status, body, headers } = await ask('/v1/engagements');
  expect(status).toBe(200);
  const page = engagementPage.parse(body);
  expect(page.items.map(({ trackId }) => trackId)).toEqual(
    [...running.service.picture.tracks.keys()].toSorted(),
  );
  expect(page.items).toHaveLength(2);
  expect(page.fleet).toMatchObject({ interceptors: 200, policy: { commitOn: 'confirmed' } });
  expect(page.note).toContain('Simulated');
  for (const each of page.items) {
    expect(each).toMatchObject({ dataMode: 'TEST', at: page.items[0]?.at });
    expect(each.committedAt).not.toBeNull();
    expect(each.state === 'in-reach').toBe(each.interceptorsInReach > 0);
  }
  const first = engagementPage.parse((await ask('/v1/engagements?limit=1')).body);
  const rest = engagementPage.parse((await ask(`/v1/engagements?cursor=${first.next}`)).body);
  expect([...first.items, ...rest.items]).toEqual(page.items);
  expect(rest.next).toBeNull();
  const again = await ask('/v1/engagements', house, { 'if-none-match': String(headers['etag']) });
  expect([again.status, again.body]).toEqual([304, null]);
});

it('filters by track, by what can be reached, and by what tracks say', async () => {
  const { items } = engagementPage.parse((await ask('/v1/engagements')).body);
  const of = async (query: string) =>
    engagementPage.parse((await ask(`/v1/engagements?${query}`)).body).items;
  const id = present(items[0]).trackId;
  expect(await of(`track=${id}`)).toEqual(items.slice(0, 1));
  expect(await of('reachable=true')).toEqual(items.filter(({ state }) => state === 'in-reach'));
  expect(await of('reachable=false')).toEqual(items.filter(({ state }) => state !== 'in-reach'));
  expect((await ask('/v1/engagements?region=nowhere')).body).toMatchObject({ code: 'invalid-request' });
  expect((await ask('/v1/engagements?reachable=maybe')).status).toBe(400);
  expect((await ask('/v1/engagements?cursor=x')).status).toBe(400);
  expect((await ask('/v1/engagements?phase=boost')).status).toBe(400);
});

it('tells of one track with the windows of each interceptor', async () => {
  const { items } = engagementPage.parse((await ask('/v1/engagements')).body);
  for (const each of items) {
    // oxlint-disable-next-line no-await-in-loop -- two of them
    const detail = singleEngagement.parse((await ask(`/v1/engagements/${each.trackId}`)).body);
    const { windows, windowsLeftOut, ...same } = detail;
    expect(same).toEqual(each);
    expect(windowsLeftOut).toBe(0);
    // Their number at each second is what is told of the whole.
    for (const { from, interceptors } of each.inReach) {
      const open = windows.filter(({ orderFrom, orderUntil }) => orderFrom <= from && from <= orderUntil);
      expect(open.length).toBe(interceptors);
    }
  }
  expect((await ask('/v1/engagements/T9999')).status).toBe(404);
});

it('is a product of its own, told as late as the plan says, and counted', async () => {
  const only = await tenantWith('only', ['engagements'], 0);
  const { items } = engagementPage.parse((await ask('/v1/engagements')).body);
  const told = await ask('/v1/engagements', only);
  expect(engagementPage.parse(told.body).items).toEqual(items);
  expect(told.headers['etag']).toMatch(/^W\//);
  expect((await ask('/v1/engagements?class=icbm-solid', only)).status).toBe(403);
  expect((await ask('/v1/tracks', only)).status).toBe(403);
  const without = await tenantWith('without', ['tracks', 'decisions'], 0);
  expect((await ask('/v1/engagements', without)).status).toBe(403);
  expect((await ask(`/v1/engagements/${present(items[0]).trackId}`, without)).status).toBe(403);
  // Two records an answer against three: what is told counts.
  const few = await tenantWith('few', ['engagements'], 0, 3);
  const asked = [
    await ask('/v1/engagements', few),
    await ask('/v1/engagements', few),
    await ask('/v1/engagements', few),
  ];
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 429]);
  // Nobody was to be told so late before: nothing is known of that time.
  const late = await tenantWith('late', ['engagements'], 3_600);
  expect(engagementPage.parse((await ask('/v1/engagements', late)).body).items).toEqual([]);
});

it('says so where the scenario has no second fleet', async () => {
  const bare = mkdtempSync(join(tmpdir(), 'cupola-no-fleet-'));
  const other = await startService(liveOptions(bare, smallConfig()));
  const headers = { host: new URL(other.url).host, authorization: `Bearer ${other.firstKey}` };
  const list = await other.app.inject({ url: '/v1/engagements', headers });
  expect([list.statusCode, list.json()]).toEqual([
    200,
    {
      dataMode: 'TEST',
      note: 'The scenario has no second fleet: there is nobody who could meet anything.',
      fleet: null,
      items: [],
      next: null,
    },
  ]);
  const one = await other.app.inject({ url: '/v1/engagements/T0001', headers });
  expect([one.statusCode, one.json<{ detail: string }>().detail]).toEqual([
    404,
    list.json<{ note: string }>().note,
  ]);
  await other.stop();
  rmSync(bare, { recursive: true });
}, 60_000);
