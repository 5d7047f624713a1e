import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import Unifieddatalibrary from 'unified-data-library';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPlan } from '@cupola/contract';
import type { Product } from '@cupola/contract';
import { createTenant, putPlan, subscribeTenant } from '../access/tenant-store.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { keyParts, newKey } from '../keys/api-key.ts';
import { insertKey } from '../keys/key-store.ts';
import { ONTOLOGY_RID } from '../profiles/osdk/metadata.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';

/* What a tenant's plan gives, and nothing else, through every profile. */

const ALWAYS = '>now-5 hours';
let folder = '';
let running: RunningService;
let late = '';

/** A tenant with a plan of its own, and a key of it. */
async function tenantWith(
  id: string,
  products: readonly Product[],
  regions: 'everywhere' | readonly (readonly number[])[],
  other: { readonly latencyS?: number; readonly historyS?: number } = {},
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
    ...other,
    features: [],
    rate: { perS: 100, burst: 1_000 },
    limits: { streams: 1, keys: 5 },
    quotas: [],
  };
  const outcome = readPlan(JSON.stringify(document));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const fromUs = change.atUs;
  for (const done of [
    await createTenant(db, { id, name: id }, change),
    await putPlan(db, outcome.plan, document, change),
    await subscribeTenant(db, { tenantId: id, plan: outcome.plan, fromUs }, change),
  ]) {
    if (!done.ok) throw new Error(done.reason);
  }
  const { key, text } = newKey(
    { mode: 'TEST', name: id, scopes: ['read'], expiresAtUs: null, tenantId: id },
    change.atUs,
  );
  await insertKey(db, key, 'test');
  await running.service.keys.refresh();
  await running.service.registers.book.refresh();
  return text;
}

function udl(token: string): Unifieddatalibrary {
  return new Unifieddatalibrary({ baseURL: `${running.url}compat/udl`, maxRetries: 0, accessToken: token });
}

async function objects(
  token: string,
  objectSet: object,
): Promise<{ status: number; ids: readonly unknown[] }> {
  const url = `${running.url}compat/osdk/api/v2/ontologies/${ONTOLOGY_RID}/objectSets/loadObjects`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ objectSet }),
  });
  const { data } = z
    .object({ data: z.array(z.record(z.string(), z.unknown())).optional() })
    .parse(await answer.json());
  return { status: answer.status, ids: (data ?? []).map((each) => each['__primaryKey']) };
}

/** All recent detections, by the door of the service itself. */
async function detectionsSeen(
  token: string,
): Promise<readonly { readonly id: string; readonly trackId: string | null }[]> {
  const items = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const url = `${running.url}v1/detections?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`;
    // oxlint-disable-next-line no-await-in-loop -- page by page
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const told = z
      .object({
        items: z.array(z.object({ id: z.string(), trackId: z.string().nullable() })),
        next: z.string().nullable(),
      })
      // oxlint-disable-next-line no-await-in-loop -- page by page
      .parse(await answer.json());
    items.push(...told.items);
    cursor = told.next;
  }
  return items;
}

async function assistant(token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${running.url}mcp`), { requestInit: { headers } }),
  );
  return client;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-profiles-'));
  const feed = new ExerciseFeed(SMALL_INPUTS, Number.POSITIVE_INFINITY, true);
  running = await startService({ ...liveOptions(folder, smallConfig()), feedFrom: () => feed });
  // What was before anybody was to be told so late is told to nobody.
  late = await tenantWith('det-late', ['detections', 'tracks'], 'everywhere', { latencyS: 20 });
  feed.playing.pace.resume();
  await running.service.finished;
});

afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

it('gives tracks without custody and decisions to whoever has tracks alone', async () => {
  const token = await tenantWith('tracks-alone', ['tracks'], 'everywhere');
  const told = await udl(token).missileTracks.list({ ts: ALWAYS });
  expect(told.items.map((each) => each.trackId)).toEqual(
    [...running.service.picture.tracks.keys()].toSorted(),
  );
  for (const each of told.items) {
    expect([each.objIdent, each.launchLat, each.objType]).toEqual(['PENDING', undefined, undefined]);
    const keys = ['custodyLevel', 'threatProb', 'threatDeclared', 'regionId', 'impactKind'];
    expect(each.contextKeys?.filter((key) => keys.includes(key))).toEqual([]);
  }
  const refused = Unifieddatalibrary.PermissionDeniedError;
  await expect(udl(token).launchDetection.list()).rejects.toThrow(refused);
  await expect(udl(token).sensor.list()).rejects.toThrow(refused);
  await expect(udl(token).notification.list({ createdAt: ALWAYS })).rejects.toThrow(refused);
  await expect(udl(token).observations.eoObservations.list({ obTime: ALWAYS })).rejects.toThrow(refused);
  await expect(udl(token).secureMessaging.describeTopic('collectrequest')).rejects.toThrow(refused);
  expect((await udl(token).secureMessaging.listTopics()).map((each) => each.topic)).toEqual(['missiletrack']);
  const [message] = (await udl(token).secureMessaging.getMessages(0, { topic: 'missiletrack' })).items;
  expect(message).toMatchObject({ objIdent: 'PENDING' });
  expect(message).not.toHaveProperty('launchLat');

  const tracks = { type: 'base', objectType: 'Track' };
  expect((await objects(token, tracks)).ids).toHaveLength(told.items.length);
  expect((await objects(token, { type: 'base', objectType: 'Alert' })).status).toBe(403);
  expect((await objects(token, { type: 'searchAround', objectSet: tracks, link: 'alerts' })).status).toBe(
    403,
  );
  expect(
    (
      await objects(token, {
        type: 'filter',
        objectSet: tracks,
        where: { type: 'isNull', field: 'threatProb', value: false },
      })
    ).ids,
  ).toEqual([]);

  const client = await assistant(token);
  expect((await client.listTools()).tools.map((each) => each.name)).toEqual(['list_tracks', 'get_track']);
  const other = await client.callTool({ name: 'list_alerts', arguments: {} });
  expect([other.isError, JSON.stringify(other.content)]).toEqual([
    true,
    expect.stringContaining('the plan has no'),
  ]);
  await client.close();
});

it('gives nothing of what is elsewhere to whoever has a region', async () => {
  const everything: readonly Product[] = [
    'satellites',
    'detections',
    'tracks',
    'custody',
    'decisions',
    'alerts',
    'taskings',
    'launches',
  ];
  const token = await tenantWith('far-away', everything, [[-60, -60, -50, -50]]);
  const library = udl(token);
  expect(await library.missileTracks.count({ ts: ALWAYS })).toBe('0');
  expect(await library.launchDetection.count()).toBe('0');
  expect(await library.collectRequests.count({ startTime: ALWAYS })).toBe('0');
  expect((await library.secureMessaging.getMessages(0, { topic: 'missiletrack' })).items).toEqual([]);
  expect(await library.observations.eoObservations.count({ obTime: ALWAYS })).toBe('0');
  expect((await objects(token, { type: 'base', objectType: 'Track' })).ids).toEqual([]);
  const client = await assistant(token);
  const [trackId] = running.service.picture.tracks.keys();
  const hidden = await client.callTool({ name: 'explain_threat_decision', arguments: { trackId } });
  expect(hidden.isError).toBe(true);
  await client.close();
});

describe('detections', () => {
  it.each([
    ['all of them', 'det-all', ['detections', 'tracks'], 'everywhere', {}],
    ['without tracks', 'det-alone', ['detections'], 'everywhere', {}],
    ['of a half of the Earth', 'det-region', ['detections', 'tracks'], [[0, 0, 180, 90]], {}],
    ['later', 'det-late', ['detections', 'tracks'], 'everywhere', { latencyS: 20 }],
    ['no farther back', 'det-short', ['detections', 'tracks'], 'everywhere', { historyS: 15 }],
  ] as const)(
    'are the same to a client of the library as to any other: %s',
    async (_, id, products, regions, other) => {
      const token = id === 'det-late' ? late : await tenantWith(id, products, regions, other);
      const expected = await detectionsSeen(token);
      expect(expected.length).toBeGreaterThan(0);
      const eo = udl(token).observations.eoObservations;
      const told = [];
      for await (const each of eo.list({ obTime: ALWAYS, maxResults: 700 })) told.push(each);
      expect(told.map((each) => [each.id, each.trackId ?? null])).toEqual(
        expected.map((each) => [each.id, each.trackId]),
      );
      expect(await eo.count({ obTime: ALWAYS })).toBe(String(expected.length));
      const all = (
        await detectionsSeen(await tenantWith(`${id}-all`, ['detections', 'tracks'], 'everywhere'))
      ).length;
      expect([id, expected.length < all]).toEqual([id, !['det-all', 'det-alone'].includes(id)]);
    },
  );
});

it('takes the key of a tenant as user and password, and no other one', async () => {
  const token = await tenantWith('by-password', ['tracks'], 'everywhere');
  const { id: username = '', secret: password = '' } = keyParts(token) ?? {};
  const login = { baseURL: `${running.url}compat/udl`, maxRetries: 0 };
  const client = new Unifieddatalibrary({ ...login, username, password });
  expect(Number(await client.missileTracks.count({ ts: ALWAYS }))).toBeGreaterThan(0);
  const other = keyParts(running.firstKey ?? '')?.secret ?? '';
  const mixed = new Unifieddatalibrary({ ...login, username, password: other });
  await expect(mixed.missileTracks.count({ ts: ALWAYS })).rejects.toThrow(
    Unifieddatalibrary.AuthenticationError,
  );
});
