import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRODUCTS, readPlan } from '@cupola/contract';
import type { PlanArea, Product } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { ENGAGED_INPUTS } from '../engagements/second-fleet.test-data.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { SCOPES, newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import { MCP_TOOLS } from '../profiles/mcp/mcp-tools.ts';
import { ONTOLOGY_RID } from '../profiles/osdk/metadata.ts';
import { OBJECT_TYPES } from '../profiles/osdk/object-types.ts';
import { TOPICS } from '../profiles/udl/mailbox.ts';
import { UDL_RESOURCES } from '../profiles/udl/udl-resources.ts';
import { liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';

/* Every door that is registered, asked by tenants who may see little: a new one that does not ask who is there, or cuts nothing, fails here. */

/** The same for everybody, without a key. */
const OPEN = [
  '/',
  '/openapi.json',
  '/.well-known/jwks.json',
  '/.well-known/oauth-authorization-server',
  '/health/live',
  '/health/ready',
  '/page.js',
  '/page.css',
];
/** Tell whoever is let in what is served, and what is its own. */
const OWN = [
  '/v1',
  '/v1/tenant',
  '/v1/keys',
  '/v1/webhooks',
  '/v1/exercises',
  '/v1/exercises/:id',
  '/compat/udl/sm/listTopics',
  '/compat/osdk/api/v2/ontologies/:ontology/objectTypes/:type/fullMetadata',
];
/** Tell a tenant whose plan has `usage` what itself used. */
const USED = ['/v1/usage', '/v1/invoices', '/v1/service-levels'];
/** Have nothing here to tell even the house: other tests fill them. */
const EMPTY = [
  '/compat/udl/udl/notification/:id',
  '/mcp',
  '/report',
  '/v1/alerts/:id',
  '/v1/commands/:id',
  '/v1/invoices/:sequence',
  '/v1/invoices/:sequence/page',
  '/v1/runs/:id',
  '/v1/runs/:id/report',
  '/v1/runs/:id/summary',
  '/v1/scenarios/:id',
  '/v1/service-levels',
  '/v1/service-levels/objectives',
  '/v1/usage/cost',
];
/** Never end: asked apart. */
const STREAM = '/v1/stream';

let folder = '';
let running: RunningService;
let house = '';
/** Of every route what the house is told something by. */
const answered = new Map<string, readonly string[]>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-doors-'));
  running = await startService({
    ...liveOptions(folder, smallConfig()),
    inputs: ENGAGED_INPUTS,
    feedFrom: () => new ExerciseFeed(ENGAGED_INPUTS, Number.POSITIVE_INFINITY),
  });
  await running.service.finished;
  house = present(running.firstKey ?? undefined);
  const wish = { url: 'https://nowhere.invalid/', types: ['alert.*'] };
  if ((await send(house, '/v1/webhooks', wish)).status !== 201) throw new Error('no webhook was made');
  for (const route of routes()) {
    if (route === STREAM) continue;
    const urls: string[] = [];
    // oxlint-disable-next-line no-await-in-loop -- a service, one question after the other
    for (const url of await urlsOf(route)) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      if ((await ask(house, url)).status === 200) urls.push(url);
    }
    answered.set(route, urls);
  }
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function ask(key: string, url: string): Promise<Answer> {
  const { host } = new URL(running.url);
  const headers = { host, authorization: `Bearer ${key}` };
  const { statusCode, body } = await running.app.inject({ method: 'GET', url, headers });
  return { status: statusCode, body };
}

async function send(key: string, url: string, payload: object): Promise<Answer> {
  const { host } = new URL(running.url);
  const accept = 'application/json, text/event-stream';
  const headers = { host, accept, authorization: `Bearer ${key}` };
  const { statusCode, body } = await running.app.inject({ method: 'POST', url, headers, payload });
  return { status: statusCode, body };
}

/** What the tree of routes says can be asked with GET. */
function routes(): readonly string[] {
  const found: string[] = [];
  const above: string[] = [];
  for (const line of running.app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', name, methods = ''] = /^(.*)[├└]── (\S+) \((.*)\)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const depth = indent.length / 4;
    above[depth] = `${depth === 0 ? '' : (above[depth - 1] ?? '')}${name}`;
    if (methods.split(', ').includes('GET')) found.push(above[depth]);
  }
  return found;
}

/** A route with what it may be asked for in it: the ids that the list before it names. */
async function urlsOf(route: string): Promise<readonly string[]> {
  const filled = route
    .replace(':ontology', ONTOLOGY_RID)
    .replace(':type', 'Track')
    .replace(':offset', '0')
    .replace(':sequence', '1');
  const topics = filled.includes(':topic')
    ? TOPICS.map(({ name }) => filled.replace(':topic', name))
    : [filled];
  const [list = '', behind] = filled.split('/:id');
  if (behind === undefined) return topics.map((each) => `${each}${queryOf(each)}`);
  // Engagements have the names of the tracks that they are of.
  const { body } = await ask(house, list === '/v1/engagements' ? '/v1/tracks' : `${list}${queryOf(list)}`);
  const ids = [...body.matchAll(/"id\w*":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);
  return [...new Set(ids)].slice(0, 12).map((id) => `${list}/${id}${behind}${queryOf(`${list}${behind}`)}`);
}

/** Lists of the library's have to be asked by a time. */
function queryOf(url: string): string {
  const bare = url.replace('/compat/udl/udl/', '');
  const resource = UDL_RESOURCES.find(({ path }) => [path, `${path}/tuple`, `${path}/count`].includes(bare));
  if (resource === undefined) return '';
  const { requiredTime, fields } = resource;
  const asked = new URLSearchParams(requiredTime === null ? {} : { [requiredTime]: '>now-5 hours' });
  if (bare.endsWith('/tuple')) asked.set('columns', fields.map(({ name }) => name).join(','));
  return `?${asked.toString()}`;
}

async function tenantWith(
  id: string,
  products: readonly Product[],
  regions: 'everywhere' | readonly PlanArea[],
): Promise<string> {
  const { db } = running.service.plan;
  const change = { actor: 'test', atUs: Date.now() * 1000 };
  const document = {
    plan: 1,
    id,
    version: 1,
    title: id,
    products,
    regions,
    latencyS: 0,
    historyS: 'all',
    features: ['actions', 'webhooks', 'tokens'],
    rate: { perS: 10_000, burst: 10_000 },
    limits: { streams: 5, keys: 5 },
    quotas: [],
  };
  const outcome = readPlan(JSON.stringify(document));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const { plan } = outcome;
  await createTenant(db, { id, name: id }, change);
  await putPlan(db, plan, outcome.document, change);
  await subscribeTenant(db, { tenantId: id, plan, fromUs: change.atUs }, change);
  const wish = { mode: 'TEST', name: id, scopes: SCOPES, expiresAtUs: null, tenantId: id } as const;
  const { key, text } = newKey(wish, change.atUs);
  await insertKey(db, key, 'test');
  await running.service.keys.refresh();
  await running.service.registers.book.refresh();
  return text;
}

/** What a stream begins with. */
async function streamed(key: string): Promise<Answer> {
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(new URL(STREAM, running.url), { headers, signal: stop.signal });
  let body = '';
  if (response.status === 200) {
    const { value } = await present(response.body ?? undefined)
      .getReader()
      .read();
    body = Buffer.from(value ?? []).toString();
  }
  stop.abort();
  return { status: response.status, body };
}

const objectsAt = `/compat/osdk/api/v2/ontologies/${ONTOLOGY_RID}/objectSets/loadObjects`;
const called = (name: string, trackId: string): object => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: {
    name,
    arguments:
      name === 'coverage_at'
        ? { latitudeDeg: 41, longitudeDeg: 129 }
        : name.startsWith('list') || name.startsWith('usage')
          ? {}
          : { trackId },
  },
});

it('tells the house something at every door but those that are empty here', () => {
  const silent = [...answered].flatMap(([route, urls]) => (urls.length === 0 ? [route] : []));
  expect(silent.toSorted()).toEqual(EMPTY);
  expect(answered.size).toBeGreaterThan(90);
});

it('tells nothing to a tenant whose plan gives nothing but what itself used', async () => {
  const key = await tenantWith('nothing', ['usage'], 'everywhere');
  const { picture, plan } = running.service;
  const [trackId = ''] = picture.tracks.keys();
  const known = [
    ...picture.tracks.keys(),
    ...picture.launches.byId.keys(),
    ...plan.config.ownSide.satelliteIds,
  ];
  const told: string[] = [];
  for (const [route, urls] of answered) {
    // Its examples name tracks, and are the same for everybody.
    if (route === '/openapi.json') continue;
    // oxlint-disable-next-line no-await-in-loop -- as above
    for (const url of [...urls, ...(await urlsOf(route)), route.replace(/:\w+/g, '1')]) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { status, body } = await ask(key, url);
      const isOwn = [...OPEN, ...OWN].includes(route) || USED.some((each) => route.startsWith(each));
      if (status === 200 && !isOwn) told.push(url);
      if (status >= 500 || (status === 200 && known.some((each) => body.includes(`"${each}"`))))
        told.push(url);
    }
  }
  expect(told).toEqual([]);
  expect((await streamed(key)).status).toBe(403);
  for (const objectType of OBJECT_TYPES.keys()) {
    // oxlint-disable-next-line no-await-in-loop -- as above
    const { status } = await send(key, objectsAt, { objectSet: { type: 'base', objectType } });
    expect(status).toBe(403);
  }
  for (const { name, product } of MCP_TOOLS) {
    if (product === 'usage') continue;
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect((await send(key, '/mcp', called(name, trackId))).body).toContain('the plan has no');
  }
});

it('tells a tenant of a region of what is there alone', async () => {
  const { picture } = running.service;
  const [seen, hidden] = [...picture.tracks.values()];
  const { latitudeDeg: lat, longitudeDeg: lon, id: seenId } = present(seen);
  const hiddenId = present(hidden).id;
  const key = await tenantWith('narrow', PRODUCTS, [[lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01]]);
  const launches = [...picture.launches.byId.values()].filter((each) => !each.trackIds.includes(seenId));
  const { body: detections } = await ask(house, `/v1/detections?limit=1000&track=${hiddenId}`);
  const ids = [...detections.matchAll(/"id":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);
  expect([launches.length, ids.length > 0]).toEqual([1, true]);
  const secret = new RegExp(
    `(?<!\\w)(${[hiddenId, ...launches.map(({ id }) => id), ...ids].join('|')})(?!\\w)`,
  );
  const told: string[] = [];
  let shown = 0;
  const look = (what: string, { status, body }: Answer): void => {
    if (status >= 500 || (status === 200 && (secret.test(body) || secret.test(what)))) told.push(what);
    if (status === 200 && body.includes(seenId)) shown++;
  };
  for (const [route, urls] of answered) {
    if (OPEN.includes(route)) continue;
    // oxlint-disable-next-line no-await-in-loop -- as above
    for (const url of urls) look(url, await ask(key, url));
  }
  look(STREAM, await streamed(key));
  for (const objectType of OBJECT_TYPES.keys()) {
    const objectSet = { type: 'base', objectType };
    // oxlint-disable-next-line no-await-in-loop -- as above
    look(objectType, await send(key, objectsAt, { objectSet }));
  }
  for (const { name } of MCP_TOOLS) {
    for (const id of [seenId, hiddenId]) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { status, body } = await send(key, '/mcp', called(name, id));
      // The name that was asked for is said again.
      look(name, {
        status,
        body: body
          .replace(`there is no track \\"${hiddenId}\\"`, '')
          .replace(`on a track \\"${hiddenId}\\"`, ''),
      });
    }
  }
  expect(told).toEqual([]);
  expect(shown).toBeGreaterThan(20);
});
