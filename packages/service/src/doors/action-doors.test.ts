import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifiedChain } from '../audit/audit-chain.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService } from '../serve/start-service.ts';
import { auditEntries } from '../store/store.ts';
import {
  command,
  commandReceipt,
  detection,
  exercise,
  launch,
  page,
  runListing,
  scenarioListing,
} from './schemas.ts';

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const SCENARIOS = fileURLToPath(new URL('../../../../scenarios/', import.meta.url));

let folder = '';
let running: RunningService;
const host = (): string => new URL(running.url).host;

async function ask(
  method: 'GET' | 'POST',
  url: string,
  payload?: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await running.app.inject({
    method,
    url,
    headers: { host: host(), authorization: `Bearer ${running.firstKey}`, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json<Answer['body']>() };
}

/** Often, since a second of the exercise takes milliseconds. */
async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 2 }).toBe(true);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-actions-'));
  running = await startService({
    ...liveOptions(folder, smallConfig()),
    feedFrom: () => new ExerciseFeed(SMALL_INPUTS, 1, true),
    shelves: { runs: join(folder, 'runs'), scenarios: SCENARIOS },
  });
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

it('an exercise is started, hastened, held and ended, and commands are given in between', async () => {
  const id = running.service.store.session.id;
  const at = `/v1/exercises/${id}`;
  expect((await ask('GET', '/v1/exercises')).body).toMatchObject({
    items: [{ id, state: 'held', pace: 1, second: null, lastSecond: 69 }],
  });
  const reason = 'a test';
  expect((await ask('POST', '/v1/tracks/T0001/drop', { reason })).body).toMatchObject({
    code: 'not-operating',
  });
  expect((await ask('POST', `${at}/pause`)).body).toMatchObject({ code: 'exercise-state' });
  expect((await ask('POST', `${at}/pace`, { pace: 0 })).status).toBe(400);
  expect((await ask('POST', `${at}/pace?validateOnly=true`, { pace: 9 })).body).toMatchObject({ pace: 9 });
  expect((await ask('GET', at)).body).toMatchObject({ pace: 1, state: 'held' });
  expect((await ask('POST', `${at}/pace`, { pace: 'max' })).body).toMatchObject({ pace: null });
  expect((await ask('POST', `${at}/start`)).body).toMatchObject({ state: 'running' });
  await until(() => running.service.picture.tracks.size > 0);
  const held = await ask('POST', `${at}/pause`);
  expect(exercise.parse(held.body)).toMatchObject({ state: 'held' });
  expect((await ask('POST', `${at}/start`)).body).toMatchObject({ code: 'exercise-state' });
  await until(() => running.service.load.stepsBehind === 0);
  const { second } = running.service.picture;
  const [track = ''] = [...running.service.picture.tracks.keys()];
  const satellite = smallConfig().ownSide.satelliteIds[0] ?? '';

  const refused = async (url: string, body: Readonly<Record<string, unknown>>): Promise<unknown> =>
    (await ask('POST', url, body)).body['code'];
  expect(await refused(`/v1/tracks/T9999/confirm`, { reason })).toBe('not-found');
  expect(await refused(`/v1/tracks/${track}/confirm`, { reason: ' ' })).toBe('invalid-request');
  expect(await refused(`/v1/satellites/nobody/retask`, { track, reason, durationS: 9 })).toBe('not-found');
  expect(await refused(`/v1/satellites/${satellite}/retask`, { reason, durationS: 9 })).toBe(
    'invalid-request',
  );
  expect(await refused(`/v1/sensors/none/retask`, { track, reason, durationS: 9 })).toBe('not-found');
  expect(await refused(`/v1/sensors/wide-mwir/retask`, { track, reason, durationS: 9e9 })).toBe(
    'invalid-request',
  );

  const before = (await auditEntries(running.service.plan.db, 0, 1_000)).length;
  const tried = await ask('POST', `/v1/tracks/${track}/confirm?validateOnly=true`, { reason });
  expect([tried.status, commandReceipt.parse(tried.body).validateOnly]).toEqual([200, true]);
  expect((await auditEntries(running.service.plan.db, 0, 1_000)).length).toBe(before);

  const keyed = { 'idempotency-key': 'once' };
  const confirmed = await ask('POST', `/v1/tracks/${track}/confirm`, { reason }, keyed);
  expect(confirmed.status).toBe(202);
  expect(confirmed.body['takesEffectAtUs']).toBeGreaterThan((second ?? 0) * 1e6);
  expect(await ask('POST', `/v1/tracks/${track}/confirm`, { reason }, keyed)).toEqual(confirmed);
  const place = { latitudeDeg: 41, longitudeDeg: 130, altitudeKm: 10 };
  const looks = await ask('POST', '/v1/sensors/wide-mwir/retask', { place, reason, durationS: 20 });
  const blind = await ask('POST', `/v1/satellites/${satellite}/retask`, {
    place: { latitudeDeg: -89, longitudeDeg: 0 },
    reason,
    durationS: 3,
  });
  const dropped = await ask('POST', `/v1/tracks/${track}/drop`, { reason });
  expect([looks.status, blind.status, dropped.status]).toEqual([202, 202, 202]);
  expect((await ask('GET', `/v1/commands/${String(dropped.body['id'])}`)).status).toBe(404);

  await ask('POST', `${at}/resume`);
  await until(() => running.service.picture.commands.size === 4);
  await ask('POST', `${at}/pause`);
  const { items } = page(command).parse((await ask('GET', '/v1/commands')).body);
  const outcomes = new Map(items.map((each) => [each.id, each]));
  const outcomeOf = (answer: Answer): unknown => outcomes.get(String(answer.body['id']));
  expect(outcomeOf(confirmed)).toMatchObject({ outcome: 'obeyed', reason: 'operator: a test' });
  expect(outcomeOf(looks)).toMatchObject({ outcome: 'obeyed', trackId: null });
  expect(outcomeOf(blind)).toMatchObject({ outcome: 'refused' });
  expect(outcomeOf(dropped)).toMatchObject({ outcome: 'obeyed', trackId: track });
  expect((await ask('GET', `/v1/events?kind=track-dropped&track=${track}`)).body).toMatchObject({
    items: [{ detail: { reason: 'operator: a test' } }],
  });

  expect((await ask('POST', `${at}/stop`)).body).toMatchObject({ state: 'over' });
  await running.service.finished;
  expect((await ask('POST', `${at}/resume`)).body).toMatchObject({ code: 'exercise-state' });
  expect(await refused(`/v1/tracks/${track}/confirm`, { reason })).toBe('not-operating');
  const entries = await auditEntries(running.service.plan.db, before, 1_000);
  expect(entries.map((each) => each.action)).toEqual([
    'track.confirm',
    'looks.request',
    'looks.request',
    'track.drop',
    'exercise.resume',
    'exercise.pause',
    'exercise.stop',
  ]);
  expect(verifiedChain(await auditEntries(running.service.plan.db, 0, 1_000)).ok).toBe(true);
});

it('tells what was seen lately by the tracks that took it, page by page, and the launches that tracks came of', async () => {
  const first = await ask('GET', '/v1/detections?limit=7');
  const { items, next } = page(detection).parse(first.body);
  expect(items.length).toBe(7);
  const more = page(detection).parse((await ask('GET', `/v1/detections?limit=1000&cursor=${next}`)).body);
  expect(more.items[0]?.atUs).toBeGreaterThanOrEqual(items[6]?.atUs ?? Infinity);
  const ids = [...items, ...more.items].map((each) => each.id);
  expect(new Set(ids).size).toBe(ids.length);
  const taken = page(detection).parse((await ask('GET', '/v1/detections?track=T0001&sensor=wide-mwir')).body);
  expect(taken.items.length).toBeGreaterThan(10);
  expect(new Set(taken.items.map((each) => `${each.trackId} ${each.sensorId}`))).toEqual(
    new Set(['T0001 wide-mwir']),
  );
  const [one] = taken.items;
  const window = `fromUs=${one?.atUs}&untilUs=${one?.atUs}&satellite=${one?.satelliteId}`;
  const same = page(detection).parse((await ask('GET', `/v1/detections?${window}`)).body);
  expect(same.items).toContainEqual(one);
  expect((await ask('GET', '/v1/detections?cursor=bm9uZQ')).status).toBe(400);

  const launches = page(launch).parse((await ask('GET', '/v1/launches')).body).items;
  expect(launches[0]).toMatchObject({ id: 'L0001', trackIds: ['T0001'] });
  expect(Math.abs((launches[0]?.latitudeDeg ?? 0) - 40.9)).toBeLessThan(0.5);
  expect(Math.abs(launches[0]?.launchedAtUs ?? 1e9)).toBeLessThan(15e6);
  expect(page(launch).parse((await ask('GET', '/v1/launches?within=0,0,10,10')).body).items).toEqual([]);
  expect((await ask('GET', '/v1/launches/L0001')).body).toEqual(launches[0]);
  expect((await ask('GET', '/v1/launches/L9999')).status).toBe(404);
});

it('shows finished runs and scenarios to be read, and nothing beside them', async () => {
  expect((await ask('GET', '/v1/runs')).body).toMatchObject({ items: [] });
  const run = join(folder, 'runs', 'one run');
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, 'manifest.json'), '{"simulated":true,"runId":"r1","title":"t","seed":7}');
  const text =
    '{"durationMin":5,"satellites":9,"events":[],"decision":{"threats":1,"declaredThreats":1},"more":1}';
  writeFileSync(join(run, 'summary.json'), text);
  writeFileSync(join(folder, 'runs', 'secret.txt'), 'nobody reads this');
  const [listed] = page(runListing).parse((await ask('GET', '/v1/runs?runId=r1')).body).items;
  expect(listed).toMatchObject({ id: 'one run', links: { report: null } });
  expect((await ask('GET', listed?.links.summary ?? '')).body).toEqual(JSON.parse(text));
  expect((await ask('GET', '/v1/runs/one%20run/report')).status).toBe(404);
  writeFileSync(join(run, 'report.html'), '<p>report</p>');
  writeFileSync(join(run, 'summary.json'), `${text} `);
  const report = await running.app.inject({
    url: '/v1/runs/one%20run/report',
    headers: { host: host(), authorization: `Bearer ${running.firstKey}` },
  });
  expect([report.statusCode, report.body]).toEqual([200, '<p>report</p>']);
  for (const id of ['..', '%2e%2e%2fruns', 'secret.txt', '..%2Fruns%2Fone%20run'])
    expect((await ask('GET', `/v1/runs/${id}/summary`)).status).toBe(404);
  const scenarios = page(scenarioListing).parse((await ask('GET', '/v1/scenarios')).body).items;
  expect(scenarios.map((each) => each.id)).toContain('custody-600');
  expect((await ask('GET', '/v1/scenarios/custody-600')).body).toMatchObject({ durationMin: 85 });
  expect((await ask('GET', '/v1/scenarios/none')).status).toBe(404);
});
