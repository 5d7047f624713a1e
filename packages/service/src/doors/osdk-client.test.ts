import { createClient } from '@osdk/client';
import type { Client, ObjectTypeDefinition } from '@osdk/client';
import { beforeAll, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { ONTOLOGY_RID } from '../profiles/osdk/metadata.ts';
import { finishedExercise } from '../serve/finished-exercise.test-data.ts';
import type { RunningService } from '../serve/start-service.ts';

/* Palantir's own client, against a service that runs. What a generator would write, it is given here by hand. */

interface AnyObject {
  readonly $primaryKey: string;
  readonly [property: string]: unknown;
}
interface AnySet {
  fetchPage(options?: object): Promise<{ data: AnyObject[]; nextPageToken?: string; totalCount: string }>;
  fetchOne(key: string, options?: object): Promise<AnyObject>;
  where(clause: object): AnySet;
  pivotTo(link: string): AnySet;
  union(...sets: AnySet[]): AnySet;
  subtract(...sets: AnySet[]): AnySet;
  asyncIter(): AsyncIterable<AnyObject>;
}

let running: RunningService;
let client: Client;

function objects(apiName: string, by: Client = client): AnySet {
  const definition: ObjectTypeDefinition = { type: 'object', apiName };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client's own types want a generated definition
  return by(definition) as unknown as AnySet;
}

function clientWith(token: string, rid: string = ONTOLOGY_RID): Client {
  return createClient(`${running.url}compat/osdk`, rid, () => Promise.resolve(token));
}

beforeAll(async () => {
  running = await finishedExercise();
  client = clientWith(present(running.firstKey ?? undefined));
});

async function keysOf(set: AnySet): Promise<readonly string[]> {
  return (await set.fetchPage()).data.map((each) => each.$primaryKey);
}

it('reads tracks as they are, each with its mode', async () => {
  const { tracks } = running.service.picture;
  const { data, totalCount, nextPageToken } = await objects('Track').fetchPage({ $pageSize: 50 });
  expect(data.map((each) => each.$primaryKey)).toEqual([...tracks.keys()].toSorted());
  expect([totalCount, nextPageToken]).toEqual([String(tracks.size), undefined]);
  for (const each of data) {
    const own = present(tracks.get(each.$primaryKey));
    expect(each).toMatchObject({
      trackId: own.id,
      dataMode: 'TEST',
      at: own.at,
      phase: own.phase,
      altitudeKm: own.altitudeKm,
      location: { type: 'Point', coordinates: [own.longitudeDeg, own.latitudeDeg] },
      custodyLevel: present(own.custody).level,
      custodySatelliteIds: present(own.custody).satelliteIds,
    });
  }
});

it('reads page by page to an end', async () => {
  const { ownSide } = running.service.plan.config;
  const first = await objects('Satellite').fetchPage({ $pageSize: 100 });
  const second = await objects('Satellite').fetchPage({
    $pageSize: 100,
    $nextPageToken: first.nextPageToken,
  });
  expect(second.data[0]?.$primaryKey).toBe(ownSide.satelliteIds.toSorted()[100]);
  const all: string[] = [];
  for await (const each of objects('Sensor').asyncIter()) {
    all.push(each.$primaryKey);
    if (all.length > ownSide.channels.length) break;
  }
  expect(all).toHaveLength(ownSide.channels.length);
  expect(new Set(all).size).toBe(all.length);
});

it('reads one, or tells that there is none', async () => {
  const [trackId = ''] = running.service.picture.tracks.keys();
  expect((await objects('Track').fetchOne(trackId))['trackId']).toBe(trackId);
  await expect(objects('Track').fetchOne('none')).rejects.toThrow('Expected a single result but got 0');
});

it('filters by what it is asked', async () => {
  const tracks = [...running.service.picture.tracks.values()];
  const [first] = tracks;
  const own = present(first);
  const all = tracks.map((each) => each.id).toSorted();
  const set = objects('Track');
  const inOrder = tracks.toSorted((a, b) => b.altitudeKm - a.altitudeKm).map((each) => each.id);
  expect(await keysOf(set.where({ trackId: own.id }))).toEqual([own.id]);
  expect(await keysOf(set.where({ trackId: { $ne: own.id } }))).toEqual(all.filter((id) => id !== own.id));
  expect(await keysOf(set.where({ altitudeKm: { $gt: own.altitudeKm } }))).toEqual(
    tracks.filter((each) => each.altitudeKm > own.altitudeKm).map((each) => each.id),
  );
  expect(await keysOf(set.where({ altitudeKm: { $gte: 0 }, phase: { $in: ['boost', 'coast'] } }))).toEqual(
    all,
  );
  expect(await keysOf(set.where({ at: { $lt: '2026-07-24T00:00:00Z' } }))).toEqual([]);
  expect(await keysOf(set.where({ at: { $gt: '2026-07-24T00:00:00Z' } }))).toEqual(all);
  expect(await keysOf(set.where({ $or: [{ trackId: { $startsWith: 'x' } }, { trackId: own.id }] }))).toEqual([
    own.id,
  ]);
  expect(await keysOf(set.where({ $not: { trackId: own.id } }))).toEqual(all.filter((id) => id !== own.id));
  expect(await keysOf(set.where({ impactAt: { $isNull: true } }))).toEqual(all);
  expect(await keysOf(set.where({ location: { $within: [120, 30, 140, 50] } }))).toEqual(all);
  expect(await keysOf(set.where({ location: { $within: [140, 30, 120, 31] } }))).toEqual([]);
  const near = { $distance: [500, 'kilometers'], $of: [own.longitudeDeg, own.latitudeDeg] };
  expect(await keysOf(set.where({ location: { $within: near } }))).toContain(own.id);
  const far = { $distance: [500, 'kilometers'], $of: [own.longitudeDeg, -own.latitudeDeg] };
  expect(await keysOf(set.where({ location: { $within: far } }))).toEqual([]);
  const ordered = await set.fetchPage({ $orderBy: { altitudeKm: 'desc' } });
  expect(ordered.data.map((each) => each.$primaryKey)).toEqual(inOrder);
  const [selected] = (await set.fetchPage({ $select: ['phase'] })).data;
  expect(Object.keys(present(selected))).not.toContain('altitudeKm');
  expect(selected?.['phase']).toBe(present(running.service.picture.tracks.get(all[0] ?? '')).phase);
});

it('goes along links and puts sets together', async () => {
  const own = present(
    [...running.service.picture.tracks.values()].find(
      (each) => present(each.custody).satelliteIds.length > 0,
    ),
  );
  const one = objects('Track').where({ trackId: own.id });
  expect(await keysOf(one.pivotTo('holders'))).toEqual(present(own.custody).satelliteIds.toSorted());
  const [holder = ''] = present(own.custody).satelliteIds;
  expect(await keysOf(objects('Satellite').where({ satelliteId: holder }).pivotTo('sensors'))).toHaveLength(
    2,
  );
  const held = objects('Track').where({ custodySatelliteIds: { $contains: holder } });
  expect(await keysOf(held)).toContain(own.id);
  const all = await keysOf(objects('Track'));
  expect(await keysOf(one.union(objects('Track')))).toEqual(all);
  expect(await keysOf(objects('Track').subtract(one))).toEqual(all.filter((id) => id !== own.id));
});

it('tells what is wrong as the client wants to hear it', async () => {
  await expect(objects('Ship').fetchPage()).rejects.toMatchObject({
    errorCode: 'NOT_FOUND',
    errorName: 'NotFound',
    statusCode: 404,
    message: 'there are no objects "Ship"',
  });
  await expect(
    objects('Track')
      .where({ height: { $gt: 1 } })
      .fetchPage(),
  ).rejects.toMatchObject({
    errorCode: 'INVALID_ARGUMENT',
    message: 'Track has no property "height"',
  });
  await expect(
    objects('Track')
      .where({ altitudeKm: { $gt: 'high' } })
      .fetchPage(),
  ).rejects.toMatchObject({ statusCode: 400 });
  await expect(objects('Track').fetchPage({ $nextPageToken: 'abc' })).rejects.toMatchObject({
    statusCode: 400,
  });
  await expect(objects('Track', clientWith('nobody')).fetchPage()).rejects.toMatchObject({
    errorCode: 'UNAUTHORIZED',
    statusCode: 401,
  });
  const elsewhere = clientWith(present(running.firstKey ?? undefined), 'ri.ontology.main.ontology.other');
  await expect(objects('Track', elsewhere).fetchPage()).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
});

it('refuses clauses that lie too deep in one another, and what it does not know', async () => {
  const { host } = new URL(running.url);
  const load = (objectSet: unknown): Promise<{ statusCode: number; body: string }> =>
    running.app.inject({
      method: 'POST',
      url: `/compat/osdk/api/v2/ontologies/${ONTOLOGY_RID}/objectSets/loadObjects`,
      headers: { host, authorization: `Bearer ${running.firstKey}` },
      payload: { objectSet },
    });
  const base = { type: 'base', objectType: 'Track' };
  let where: object = { type: 'isNull', field: 'at', value: false };
  for (let deep = 0; deep < 5_000; deep++) where = { type: 'not', value: where };
  for (const objectSet of [
    { type: 'filter', objectSet: base, where },
    { type: 'filter', objectSet: base, where: { type: 'regex', field: 'at', value: '(a+)+$' } },
    { type: 'static', objects: [] },
    { type: 'base', objectType: 7 },
    null,
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- a few
    const { statusCode, body } = await load(objectSet);
    expect([statusCode, JSON.parse(body)]).toEqual([
      400,
      expect.objectContaining({ errorCode: 'INVALID_ARGUMENT' }),
    ]);
  }
});
