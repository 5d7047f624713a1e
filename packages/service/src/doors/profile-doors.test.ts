import { CzmlDataSource } from '@cesium/engine';
import { check } from '@placemarkio/check-geojson';
import { json2satrec, propagate } from 'satellite.js';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { present } from '@cupola/core/foundation';
import { finishedExercise } from '../serve/finished-exercise.test-data.ts';
import type { RunningService } from '../serve/start-service.ts';

let running: RunningService;

beforeAll(async () => {
  vi.stubGlobal('Image', Object);
  running = await finishedExercise();
});
afterAll(async () => {
  vi.unstubAllGlobals();
});

async function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: string; headers: Readonly<Record<string, unknown>> }> {
  const response = await running.app.inject({
    method: 'GET',
    url,
    headers: { host: new URL(running.url).host, authorization: `Bearer ${running.firstKey}`, ...headers },
  });
  return { status: response.statusCode, body: response.body, headers: response.headers };
}

const trackIds = (): readonly string[] => [...running.service.picture.tracks.keys()];

it('tells a globe of the tracks and satellites that there are', async () => {
  const { status, body } = await ask('/v1/tracks.czml');
  expect(status).toBe(200);
  const source = await CzmlDataSource.load(JSON.parse(body));
  const ids = source.entities.values.map(({ id }) => id);
  expect(trackIds().length).toBeGreaterThan(0);
  for (const id of trackIds()) expect(ids).toContain(`track/${id}`);
  const { satelliteIds } = running.service.plan.config.ownSide;
  expect(ids.filter((id) => id.startsWith('satellite/'))).toHaveLength(satelliteIds.length);
  expect(source.name).toContain('TEST');
  const few = await ask('/v1/tracks.czml?satellites=false&ahead=10&step=5');
  expect(few.body).not.toContain('satellite/');
});

it('tells a map reader of the same, by the filters of lists', async () => {
  const { status, body, headers } = await ask('/v1/tracks.geojson');
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('application/geo+json');
  const checked = check(body);
  if (checked.type !== 'FeatureCollection') throw new Error(checked.type);
  const points = checked.features.filter(({ geometry }) => geometry?.type === 'Point');
  expect(points.map(({ properties }) => properties?.trackId)).toEqual(trackIds());
  const none = check((await ask('/v1/tracks.geojson?within=0,-80,1,-79')).body);
  expect(none).toMatchObject({ features: [] });
  const again = await ask('/v1/tracks.geojson', { 'if-none-match': String(headers.etag) });
  expect([again.status, again.body]).toEqual([304, '']);
});

it('tells orbits that satellite.js moves as the service does', async () => {
  const { status, body } = await ask('/v1/constellation.omm');
  expect(status).toBe(200);
  const records: readonly (Parameters<typeof json2satrec>[0] & { OBJECT_NAME: string })[] = JSON.parse(body);
  const { ownSide } = running.service.plan.config;
  expect(records.map(({ OBJECT_NAME }) => OBJECT_NAME)).toEqual(
    ownSide.satelliteIds.map((id) => `${id} [TEST]`),
  );
  const satellites = await ask('/v1/satellites?limit=1000');
  const items: readonly { id: string; positionItrfM: readonly number[] }[] = JSON.parse(
    satellites.body,
  ).items;
  const now = new Date(JSON.parse((await ask('/v1')).body).now);
  for (const record of records) {
    const moved = propagate(json2satrec(record), now)?.position;
    const own = items.find(({ id }) => record.OBJECT_NAME.startsWith(`${id} `))?.positionItrfM ?? [];
    // Distances from the centre and from the equator do not depend on how far the Earth has turned.
    const radiusKm = Math.hypot(...own) / 1000;
    expect(Math.abs(Math.hypot(moved!.x, moved!.y, moved!.z) - radiusKm)).toBeLessThan(12);
    expect(Math.abs(moved!.z - (own[2] ?? 0) / 1000)).toBeLessThan(15);
  }
});

it.each(['json-pretty', 'csv', 'kvn', 'xml', 'tle', '3le', '2le'])(
  'has the constellation as %s',
  async (format) => {
    const { status, body } = await ask(`/v1/constellation.omm?format=${format}`);
    expect(status).toBe(200);
    expect(body.length).toBeGreaterThan(100);
    expect(body.includes('[TEST]')).toBe(format !== '2le');
  },
);

it('tells where a track will be, in kilometres and with its covariance', async () => {
  const id = present(trackIds()[0] ?? null);
  const { status, body } = await ask(`/v1/tracks/${id}.oem?minutes=1&step=20`);
  expect(status).toBe(200);
  expect(body).toContain('COMMENT TEST: no sensor measured this.');
  const track = running.service.picture.tracks.get(id);
  const [first = ''] = body.split('\n').filter((line) => /^\d{4}-.* /.test(line));
  const [x] = first.split(' ').slice(1).map(Number);
  expect(x).toBeCloseTo(track!.positionItrfM[0] / 1000, 6);
  expect(body.match(/^EPOCH = /gm)).toHaveLength(4);
});

it.each([
  ['/v1/constellation.omm?format=yaml', 400],
  ['/v1/tracks.czml?ahead=1', 400],
  ['/v1/tracks.czml?step=nothing', 400],
  ['/v1/tracks.geojson?within=1,2,3', 400],
  ['/v1/tracks/none.oem', 404],
  ['/v1/tracks/none.oem?step=0', 400],
])('refuses %s with %d', async (url, status) => {
  const answer = await ask(url);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({
    status,
    code: status === 404 ? 'not-found' : 'invalid-request',
  });
});

it.each(['/v1/tracks.czml', '/v1/tracks.geojson', '/v1/constellation.omm', '/v1/tracks/T1.oem'])(
  'tells nobody without a key of %s',
  async (url) => {
    expect((await ask(url, { authorization: 'Bearer nobody' })).status).toBe(401);
  },
);
