import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readPlan } from '@cupola/contract';
import type { PlanArea, Product, Quota } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import type { Picture } from '../picture/picture.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { LEAST_PACKED_BYTES } from './page-memory.ts';
import { takesGzip } from './send-page.ts';

let folder = '';
let running: RunningService;
let house = '';
let still: Picture;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-pages-'));
  running = await startService({
    ...liveOptions(folder, smallConfig()),
    feedFrom: () => new ExerciseFeed(SMALL_INPUTS, Number.POSITIVE_INFINITY),
  });
  await running.service.finished;
  house = present(running.firstKey ?? undefined);
  still = running.service.picture;
}, 120_000);
afterEach(() => show(still));
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
}, 60_000);

/** From now on this is known. */
function show(picture: Picture): void {
  Object.defineProperty(running.service, 'picture', { configurable: true, get: () => picture });
}

interface Asking {
  readonly method?: 'GET' | 'HEAD';
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(
  url: string,
  { method = 'GET', key = house, headers = {} }: Asking = {},
): Promise<LightMyRequestResponse> {
  const { host } = new URL(running.url);
  return running.app.inject({ method, url, headers: { host, authorization: `Bearer ${key}`, ...headers } });
}

/** A new tenant, and a key of it. */
async function customer(
  id: string,
  products: readonly Product[],
  regions: 'everywhere' | readonly PlanArea[] = 'everywhere',
  quotas: readonly Quota[] = [],
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
      regions,
      latencyS: 0,
      historyS: 'all',
      features: [],
      rate: { perS: 10_000, burst: 10_000 },
      limits: { streams: 5, keys: 5 },
      quotas,
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

function asJson(items: readonly object[]): string {
  return `{"dataMode":"TEST","next":null,"items":${JSON.stringify(items)}}`;
}

const LISTS = [
  '/v1/tracks',
  '/v1/custody?limit=1',
  '/v1/decisions',
  '/v1/taskings',
  '/v1/tracks.geojson',
  '/v1/tracks.czml',
  '/v1/constellation.omm',
  '/compat/udl/udl/missiletrack?ts=%3E2020-01-01T00:00:00.000Z',
  '/compat/udl/udl/sensor',
];

it('tells records as JSON tells them, byte for byte, page by page', async () => {
  const records = [...still.tracks.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(records.length).toBeGreaterThan(1);
  const whole = await ask('/v1/tracks');
  expect(whole.body).toBe(asJson(records));
  expect(whole.headers['content-type']).toBe('application/json; charset=utf-8');
  const pages: string[] = [];
  for (let [cursor, k]: [string | null, number] = ['', 0]; cursor !== null && k <= records.length; k++) {
    // oxlint-disable-next-line no-await-in-loop -- page after page
    const answer = await ask(`/v1/tracks?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
    const { next }: { next: string | null } = answer.json();
    cursor = next;
    pages.push(/"items":\[(.*)\]\}$/.exec(answer.body)?.[1] ?? '');
  }
  expect(`[${pages.join(',')}]`).toBe(JSON.stringify(records));
});

it.each(LISTS)('%s: the same bytes plain, packed and again, and none to whoever has them', async (url) => {
  const first = await ask(url);
  expect(first.statusCode).toBe(200);
  expect(first.rawPayload.length).toBeGreaterThan(20);
  const { etag = '', ...headers } = first.headers;
  expect(headers['content-length']).toBe(String(first.rawPayload.length));
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers).toMatchObject({ 'cache-control': 'no-cache', vary: 'accept-encoding' });
  const again = await ask(url);
  expect([again.headers.etag, again.body]).toEqual([etag, first.body]);

  const packed = await ask(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
  const isPacked = packed.headers['content-encoding'] === 'gzip';
  expect(packed.headers.etag).toBe(etag);
  expect(packed.headers['content-length']).toBe(String(packed.rawPayload.length));
  expect((isPacked ? gunzipSync(packed.rawPayload) : packed.rawPayload).toString()).toBe(first.body);
  expect(isPacked).toBe(first.rawPayload.length >= LEAST_PACKED_BYTES);

  const head = await ask(url, { method: 'HEAD' });
  expect([head.statusCode, head.body]).toEqual([200, '']);
  for (const name of ['etag', 'content-length', 'content-type', 'vary'])
    expect(head.headers[name]).toBe(first.headers[name]);
  for (const known of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
    for (const method of ['GET', 'HEAD'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- a few
      const none = await ask(url, { method, headers: { 'if-none-match': known, 'accept-encoding': 'gzip' } });
      expect([none.statusCode, none.body, none.headers.etag]).toEqual([304, '', etag]);
      expect(none.headers['content-encoding']).toBeUndefined();
    }
  }
  const other = await ask(url, { headers: { 'if-none-match': '"other"' } });
  expect([other.statusCode, other.body]).toEqual([200, first.body]);
});

it('changes its tag when its bytes change, and only then', async () => {
  const seen = new Map<string, string>();
  const look = async (url: string): Promise<string> => {
    const { headers, body } = await ask(url);
    const tag = String(headers.etag);
    expect(seen.get(tag) ?? body).toBe(body);
    seen.set(tag, body);
    return tag;
  };
  const before = await look('/v1/tracks');
  expect(await look('/v1/tracks?limit=1')).not.toBe(before);
  running.service.alertChanged('none', 'operator');
  show({ ...still });
  expect(await look('/v1/tracks')).toBe(before);
  const [track] = still.tracks.values();
  const moved = { ...present(track), latitudeDeg: 12.5 };
  show({ ...still, tracks: new Map([...still.tracks, [moved.id, moved]]) });
  expect(await look('/v1/tracks')).not.toBe(before);
  expect((await ask('/v1/tracks')).body).toContain('"latitudeDeg":12.5');
  expect((await ask('/v1/tracks', { headers: { 'if-none-match': before } })).statusCode).toBe(200);
  show(still);
  expect(await look('/v1/tracks')).toBe(before);
  expect(new Set(seen.values()).size).toBe(seen.size);
});

it('is of whoever asks, whoever asked before', async () => {
  const few = await customer('few', ['tracks']);
  const elsewhere = await customer('elsewhere', ['tracks', 'satellites'], [[-60, -60, -50, -50]]);
  const records = [...still.tracks.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const expected: readonly (readonly [string, string])[] = [
    [house, asJson(records)],
    [few, asJson(records.map((each) => ({ ...each, custody: null, threat: null })))],
    [elsewhere, asJson([])],
  ];
  for (const [key, body] of [...expected, ...expected.toReversed()]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await ask('/v1/tracks', { key })).body).toBe(body);
  }
  for (const url of [
    '/v1/tracks.czml',
    '/v1/tracks.geojson',
    LISTS.find((each) => each.includes('udl/missile')) ?? '',
  ]) {
    // oxlint-disable no-await-in-loop -- one after the other
    const ofHouse = (await ask(url)).body;
    const ofFew = (await ask(url, { key: few })).body;
    const ofElsewhere = (await ask(url, { key: elsewhere })).body;
    // oxlint-enable no-await-in-loop
    for (const { id } of records) {
      expect([ofHouse, ofFew, ofElsewhere].map((body) => body.includes(id))).toEqual([true, true, false]);
    }
    expect(ofFew).not.toContain('satellite/');
    expect((await ask(url)).body).toBe(ofHouse);
  }
  const tag = String((await ask('/v1/tracks')).headers.etag);
  expect((await ask('/v1/tracks', { key: few, headers: { 'if-none-match': tag } })).statusCode).toBe(200);
});

it('counts no records for what the client has, or does not want', async () => {
  const counted = await customer('counted', ['tracks'], 'everywhere', [
    { meter: 'records', per: 'month', limit: 100_000, kind: 'soft' },
  ]);
  const left = async (): Promise<number> => {
    const { headers } = await ask('/v1', { key: counted });
    return Number(/"records-month-soft";r=(\d+)/.exec(String(headers['ratelimit']))?.[1]);
  };
  const { size } = still.tracks;
  expect(await left()).toBe(100_000);
  const etag = String((await ask('/v1/tracks', { key: counted })).headers.etag);
  expect(await left()).toBe(100_000 - size);
  await ask('/v1/tracks', { key: counted, headers: { 'if-none-match': etag } });
  await ask('/v1/tracks', { key: counted, method: 'HEAD' });
  const [id = ''] = still.tracks.keys();
  const one = await ask(`/v1/tracks/${id}`, { key: counted });
  expect(await left()).toBe(100_000 - size - 1);
  const known = { 'if-none-match': String(one.headers.etag) };
  expect((await ask(`/v1/tracks/${id}`, { key: counted, headers: known })).statusCode).toBe(304);
  expect(await left()).toBe(100_000 - size - 1);
});

it('packs for those alone who ask for it', () => {
  for (const header of ['gzip', 'deflate, gzip;q=0.5', 'br,GZIP ; q=1']) expect(takesGzip(header)).toBe(true);
  for (const header of [undefined, '', 'br', 'identity', 'gzip;q=0', 'gzip; q=0.000', 'x-gzipped'])
    expect(takesGzip(header)).toBe(false);
});
