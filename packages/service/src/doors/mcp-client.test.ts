import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { present } from '@cupola/core/foundation';
import { finishedExercise } from '../serve/finished-exercise.test-data.ts';
import type { RunningService } from '../serve/start-service.ts';
import { decision, track } from './schemas.ts';

/* The protocol's own client, against a service that runs. It holds every structured answer against the schema that the tool was listed with. */

const answer = z.record(z.string(), z.unknown());
let running: RunningService;
let client: Client;

async function clientWith(headers: Readonly<Record<string, string>>): Promise<Client> {
  const made = new Client({ name: 'test', version: '1' });
  await made.connect(
    new StreamableHTTPClientTransport(new URL(`${running.url}mcp`), { requestInit: { headers } }),
  );
  return made;
}

async function call(
  name: string,
  given: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const told = await client.callTool({ name, arguments: { ...given } });
  expect([name, told.isError ?? false]).toEqual([name, false]);
  const structured = answer.parse(told.structuredContent);
  const [content] = z.array(z.object({ text: z.string() })).parse(told.content);
  expect(JSON.parse(present(content).text)).toEqual(structured);
  expect(structured['dataMode']).toBe('TEST');
  return structured;
}

async function failureOf(name: string, given: Readonly<Record<string, unknown>>): Promise<string> {
  const told = await client.callTool({ name, arguments: { ...given } });
  expect(told.isError).toBe(true);
  return JSON.stringify(told.content);
}

beforeAll(async () => {
  running = await finishedExercise();
  client = await clientWith({ authorization: `Bearer ${running.firstKey}` });
  // Whoever lists tools has their schemas, by which the client judges what they answer.
  await client.listTools();
});
afterAll(async () => {
  await client.close();
});

it('lists tools that only read', async () => {
  const { tools } = await client.listTools();
  expect(tools.map((each) => each.name)).toEqual([
    'list_tracks',
    'get_track',
    'explain_threat_decision',
    'coverage_at',
    'list_alerts',
    'list_engagements',
    'usage_summary',
  ]);
  for (const { annotations, outputSchema, inputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true });
    expect([inputSchema.type, outputSchema?.type]).toEqual(['object', 'object']);
  }
  expect(client.getInstructions()).toContain('never the real thing');
});

it('tells of tracks, likeliest threats first, as many as are asked for', async () => {
  const { tracks } = running.service.picture;
  const all = await call('list_tracks');
  expect(all['total']).toBe(tracks.size);
  const told = z.array(z.object({ trackId: z.string(), threatProb: z.number() })).parse(all['tracks']);
  expect(told.map((each) => each.threatProb)).toEqual(
    [...tracks.values()].map((each) => present(each.threat).jointProb).toSorted((a, b) => b - a),
  );
  const one = await call('list_tracks', { limit: 1 });
  expect([one['total'], one['tracks']]).toEqual([tracks.size, [expect.objectContaining(told[0] ?? {})]]);
  const none = await call('list_tracks', { phase: 'glide' });
  expect(none).toMatchObject({ total: 0, tracks: [] });
});

it('tells everything of one track, and why it is judged as it is', async () => {
  const [own] = running.service.picture.tracks.values();
  const trackId = own?.id;
  const one = await call('get_track', { trackId });
  expect(one['track']).toEqual(own);
  track.parse(one['track']);
  const why = await call('explain_threat_decision', { trackId });
  expect(decision.parse(why['decision']).reasons.length).toBeGreaterThan(0);
  expect(await failureOf('get_track', { trackId: 'none' })).toContain('there is no track');
});

it('tells who can look at a place: who holds a track can', async () => {
  const own = present(
    [...running.service.picture.tracks.values()].find((each) => present(each.custody).level === 'held'),
  );
  const told = await call('coverage_at', {
    latitudeDeg: own.latitudeDeg,
    longitudeDeg: own.longitudeDeg,
    altitudeKm: own.altitudeKm,
    limit: 100,
  });
  const satellites = z
    .array(z.object({ satelliteId: z.string(), rangeKm: z.number() }))
    .parse(told['satellites']);
  const names = satellites.map((each) => each.satelliteId);
  expect(names).toEqual(expect.arrayContaining([...present(own.custody).satelliteIds]));
  expect(told['total']).toBe(names.length);
  expect(satellites.every((each) => each.rangeKm < 10_000)).toBe(true);
  const refused = z.record(z.string(), z.number()).parse(told['refused']);
  expect(refused['geometry']).toBeGreaterThan(100);
});

it('tells of alerts', async () => {
  const told = await call('list_alerts', { state: 'all' });
  expect(told['total']).toBe(running.service.picture.alerts.size);
});

it('tells what was used, its own answers among it', async () => {
  const meters = z.array(
    z.object({ meter: z.string(), product: z.string().nullable(), quantity: z.string() }),
  );
  const recordsOfTracks = async (): Promise<number> => {
    const told = meters.parse((await call('usage_summary'))['meters']);
    return Number(
      told.find(({ meter, product }) => meter === 'records' && product === 'tracks')?.quantity ?? 0,
    );
  };
  const before = await recordsOfTracks();
  await call('list_tracks');
  const { size } = running.service.picture.tracks;
  expect(size).toBeGreaterThan(0);
  // Meters are brought to the store every two seconds.
  await expect.poll(recordsOfTracks, { interval: 250 }).toBeGreaterThanOrEqual(before + size);
});

it('tells what is wrong with arguments, all of it', async () => {
  const reason = await failureOf('coverage_at', { latitudeDeg: 91, longitude: 0 });
  expect(reason).toContain('latitudeDeg');
  expect(reason).toContain('longitudeDeg');
  expect(await failureOf('list_tracks', { limit: 1_000 })).toContain('limit');
  await expect(client.callTool({ name: 'launch', arguments: {} })).rejects.toThrow(
    'there is no tool "launch"',
  );
});

it('gives the schemas of records as resources', async () => {
  const { resources } = await client.listResources();
  expect(resources.map((each) => each.uri)).toContain('cupola://schemas/track');
  for (const { uri } of resources) {
    // oxlint-disable-next-line no-await-in-loop -- a few
    const { contents } = await client.readResource({ uri });
    const [schema] = z.array(z.object({ text: z.string() })).parse(contents);
    expect(JSON.parse(present(schema).text)).toMatchObject({ type: 'object' });
  }
  await expect(client.readResource({ uri: 'cupola://schemas/toString' })).rejects.toThrow(
    'there is no resource',
  );
});

it('answers nobody without a key, no page of another origin, and keeps no sessions', async () => {
  await expect(clientWith({})).rejects.toThrow(/unauthenticated/);
  const post = (
    headers: Readonly<Record<string, string>>,
    body: unknown,
  ): Promise<{ statusCode: number; body: string }> =>
    running.app.inject({
      method: 'POST',
      url: '/mcp',
      headers: {
        host: new URL(running.url).host,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${running.firstKey}`,
        ...headers,
      },
      payload: JSON.stringify(body),
    });
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  expect((await post({}, ping)).statusCode).toBe(200);
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
    // oxlint-disable-next-line no-await-in-loop -- a few
    expect([origin, (await post({ origin }, ping)).statusCode]).toEqual([origin, 403]);
  }
  expect((await post({ origin: running.url.slice(0, -1) }, ping)).statusCode).toBe(200);
  expect((await post({ host: 'evil.example' }, ping)).statusCode).toBe(403);
  expect((await post({}, { nonsense: true })).statusCode).toBe(400);
  expect((await post({ accept: 'text/html' }, ping)).statusCode).toBe(406);
  const authorization = `Bearer ${running.firstKey}`;
  const host = new URL(running.url).host;
  expect((await running.app.inject({ url: '/mcp', headers: { host, authorization } })).statusCode).toBe(405);
  expect((await running.app.inject({ url: '/mcp', headers: { host } })).statusCode).toBe(401);
});
