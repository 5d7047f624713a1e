import { beforeAll, describe, expect, it } from 'vitest';
import Unifieddatalibrary from 'unified-data-library';
import type { EoObservationAbridged } from 'unified-data-library/resources/observations';
import type { ElsetAbridged } from 'unified-data-library/resources/elsets';
import { catalogueEphemeris } from '@cupola/core/constellation';
import type { MeanElements } from '@cupola/core/constellation';
import { julianDateFromIso, present, radians } from '@cupola/core/foundation';
import { earthAngleRad, rotatingFromInertial } from '@cupola/core/physics';
import { keyParts } from '../keys/api-key.ts';
import { NO_CHANGES } from '../picture/picture.ts';
import { finishedExercise } from '../serve/finished-exercise.test-data.ts';
import type { RunningService } from '../serve/start-service.ts';

/* The library's own client, against a service that runs. */

const ALWAYS = '>now-5 hours';
let running: RunningService;
let client: Unifieddatalibrary;

function clientWith(
  login: { username: string; password: string } | { accessToken: string },
): Unifieddatalibrary {
  return new Unifieddatalibrary({ baseURL: `${running.url}compat/udl`, maxRetries: 0, ...login });
}

/** How far a line of sight misses the nearest track of where it is now, having moved back to the time of the scan. */
function missDistanceKm({
  obTime,
  ra = 0,
  declination = 0,
  senx = 0,
  seny = 0,
  senz = 0,
}: EoObservationAbridged): number {
  const [lon, lat] = [radians(ra), radians(declination)];
  const los = [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)] as const;
  const misses = [...running.service.picture.tracks.values()].map(
    ({ at, positionItrfM, velocityItrfMPerS }) => {
      const backS = (Date.parse(at) - Date.parse(obTime)) / 1000;
      const there = positionItrfM.map((m, axis) => (m - backS * (velocityItrfMPerS[axis] ?? 0)) / 1000);
      const away = [senx, seny, senz].map((from, axis) => (there[axis] ?? 0) - from);
      const along = los.reduce((sum, each, axis) => sum + each * (away[axis] ?? 0), 0);
      // Under thrust the way back is no straight line: only the newest second is near enough.
      return Math.abs(backS) > 1 || along < 0
        ? Infinity
        : Math.hypot(...away.map((each, axis) => each - along * los[axis]!));
    },
  );
  return Math.min(...misses);
}

function readOmm(each: ElsetAbridged): MeanElements {
  return {
    objectName: each.origObjectId ?? '',
    objectId: '',
    catalogueNumber: each.satNo ?? 0,
    epoch: present(julianDateFromIso(each.epoch)),
    meanMotionRevPerDay: each.meanMotion ?? 0,
    eccentricity: each.eccentricity ?? 0,
    inclinationDeg: each.inclination ?? 0,
    nodeDeg: each.raan ?? 0,
    argumentOfPerigeeDeg: each.argOfPerigee ?? 0,
    meanAnomalyDeg: each.meanAnomaly ?? 0,
    bstarPerEarthRadius: each.bStar ?? 0,
    meanMotionDotRevPerDay2: 0,
    meanMotionDdotRevPerDay3: 0,
  };
}

/** Ends when the pager does, and fails when it does not. */
async function gathered<Item>(pages: AsyncIterable<Item>, most = 2_000): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of pages) {
    items.push(item);
    if (items.length > most) throw new Error('the pager does not end');
  }
  return items;
}

beforeAll(async () => {
  running = await finishedExercise();
  client = clientWith({ accessToken: present(running.firstKey ?? undefined) });
});

describe('missile tracks', () => {
  it('says of each track what the native door says, in km and km/s', async () => {
    const { tracks, decisions } = running.service.picture;
    const told = await gathered(client.missileTracks.list({ ts: ALWAYS }));
    expect(told.map((each) => each.trackId)).toEqual([...tracks.keys()].toSorted());
    expect(told.length).toBeGreaterThan(1);
    for (const each of told) {
      const own = present(tracks.get(each.trackId ?? ''));
      const [vector] = present(each.vectors);
      expect(each).toMatchObject({ classificationMarking: 'U', dataMode: 'TEST', ts: own.at });
      expect(present(vector?.pos).map((km) => km * 1000)).toEqual(
        own.positionItrfM.map((m) => expect.closeTo(m, 3)),
      );
      expect(present(vector?.vel).map((km) => km * 1000)).toEqual(
        own.velocityItrfMPerS.map((m) => expect.closeTo(m, 6)),
      );
      expect(Math.hypot(...present(vector?.pos))).toBeCloseTo(6371 + own.altitudeKm, -2);
      expect(present(vector?.cov)).toHaveLength(45);
      expect(present(vector?.cov)[0]).toBeCloseTo(own.covarianceItrf[0]! / 1e6, 12);
      const launch = present(decisions.get(own.id)?.launch ?? undefined);
      expect([each.launchLat, each.launchLon, each.launchTime]).toEqual([
        launch.latitudeDeg,
        launch.longitudeDeg,
        launch.at,
      ]);
      expect(each.contextKeys).toHaveLength(present(each.contextValues).length);
    }
  });

  it('goes page by page to an end', async () => {
    const whole = await gathered(client.missileTracks.list({ ts: ALWAYS }));
    const one = await gathered(client.missileTracks.list({ ts: ALWAYS, maxResults: 1 }), whole.length);
    expect(one).toEqual(whole);
    const later = await client.missileTracks.list({ ts: ALWAYS, firstResult: 1 });
    expect(later.items).toEqual(whole.slice(1));
  });

  it('filters, counts and cuts to columns', async () => {
    const [first] = await gathered(client.missileTracks.list({ ts: ALWAYS }));
    const ids = await client.missileTracks.tuple({ ts: ALWAYS, columns: 'trackId,boosting' });
    expect(ids[0]).toEqual({
      classificationMarking: 'U',
      dataMode: 'TEST',
      trackId: first?.trackId,
      boosting: first?.boosting,
    });
    expect(await client.missileTracks.count({ ts: ALWAYS })).toBe(String(ids.length));
    expect(await client.missileTracks.count({ ts: '>now' })).toBe('0');
    expect(await client.missileTracks.count({ ts: '<now-1 second' })).toBe('0');
    const only = await client.missileTracks.list(
      { ts: ALWAYS },
      { query: { ts: ALWAYS, trackId: first?.trackId } },
    );
    expect(only.items.map((each) => each.trackId)).toEqual([first?.trackId]);
  });

  it('describes its fields', async () => {
    const help = await client.missileTracks.queryhelp();
    expect(help.parameters?.find((each) => each.required)?.name).toBe('ts');
    expect(help.sortSupported).toBe(false);
  });
});

it('tells of launches, once each and by their ids', async () => {
  const launches = await gathered(client.launchDetection.list());
  expect(launches.length).toBe(Number(await client.launchDetection.count()));
  expect(launches.length).toBeGreaterThan(0);
  const [first] = launches;
  expect(first?.launchLatitude).toBeCloseTo(40.9, 0);
  expect(first?.launchLongitude).toBeCloseTo(129.3, 0);
  expect(await client.launchDetection.get(present(first?.id))).toEqual(first);
});

it('tells of the own side: sensors, where satellites are, and who is asked to look', async () => {
  const { ownSide } = running.service.plan.config;
  const sensors = await gathered(client.sensor.list({ maxResults: 100 }));
  expect(sensors.map((each) => each.idSensor)).toHaveLength(ownSide.channels.length);
  const [sensor] = sensors;
  expect((await client.sensor.get(present(sensor?.idSensor))).sensorName).toBe(sensor?.sensorName);
  const states = await gathered(client.stateVector.list({ epoch: ALWAYS, maxResults: 100 }));
  expect(states).toHaveLength(ownSide.satelliteIds.length);
  for (const { xpos = 0, ypos = 0, zpos = 0, xvel = 0, yvel = 0, zvel = 0 } of states) {
    expect(Math.hypot(xpos, ypos, zpos)).toBeCloseTo(7378.137, 3);
    expect(Math.hypot(xvel, yvel, zvel)).toBeGreaterThan(6.5);
    expect(Math.hypot(xvel, yvel, zvel)).toBeLessThan(8);
  }
  const asked = await gathered(client.collectRequests.list({ startTime: ALWAYS }));
  expect(asked.length).toBeGreaterThan(0);
  const names = new Set(sensors.map((each) => each.idSensor));
  expect(asked.filter((each) => !names.has(each.idSensor))).toEqual([]);
});

it('tells of alerts', async () => {
  const told = await gathered(client.notification.list({ createdAt: ALWAYS }));
  expect(told).toHaveLength(running.service.picture.alerts.size);
});

it('tells of detections: directions and places in the Earth-fixed frame', async () => {
  const eo = client.observations.eoObservations;
  const told = await gathered(eo.list({ obTime: '>now-3 seconds', maxResults: 1_000 }), 100_000);
  expect(told.length).toBeGreaterThan(100);
  expect(told.length).toBeLessThanOrEqual(20_000);
  expect(await eo.count({ obTime: '>now-3 seconds' })).toBe(String(told.length));
  const names = new Set(running.service.plan.config.ownSide.satelliteIds);
  for (const each of told) {
    expect(Math.hypot(each.senx ?? 0, each.seny ?? 0, each.senz ?? 0)).toBeCloseTo(7378.137, 3);
    expect(names.has(present(each.idSensor).split('.')[0] ?? '')).toBe(true);
  }
  // Most of them look at a missile: the track comes near the line of sight.
  const near = told.filter((each) => missDistanceKm(each) < 5);
  expect(near.length).toBeGreaterThan(10);
  const [first] = told;
  expect(await eo.retrieve(present(first?.id))).toEqual(first);
  const one = await eo.list(
    { obTime: present(first?.obTime) },
    { query: { obTime: first?.obTime, idSensor: first?.idSensor } },
  );
  expect(one.items).toContainEqual(first);
  expect(
    one.items.filter((each) => each.idSensor !== first?.idSensor || each.obTime !== first?.obTime),
  ).toEqual([]);
});

it('tells of elements by which SGP4 moves a satellite to where its state vector says', async () => {
  const sets = await gathered(client.elsets.current.list({ maxResults: 200 }));
  const states = await gathered(client.stateVector.list({ epoch: ALWAYS }));
  expect(new Set(sets.map((each) => each.origObjectId))).toEqual(
    new Set(states.map((each) => each.origObjectId)),
  );
  expect(sets).toHaveLength(states.length);
  const { epoch } = running.service.plan.config;
  for (const each of sets.slice(0, 20)) {
    const elements = readOmm(each);
    const atS = present(running.service.picture.second ?? undefined);
    const moved = catalogueEphemeris([elements], epoch);
    const inertialM = new Float64Array(3);
    moved.positionsInertialInto(inertialM, atS * 1e6);
    const angleRad = earthAngleRad(running.service.plan.config.ownSide.earth, atS * 1e6);
    const [x = 0, y = 0, z = 0] = rotatingFromInertial([...inertialM, 0, 0, 0], angleRad);
    const state = present(states.find(({ origObjectId }) => origObjectId === each.origObjectId));
    const apartKm = Math.hypot(
      x / 1000 - (state.xpos ?? 0),
      y / 1000 - (state.ypos ?? 0),
      z / 1000 - (state.zpos ?? 0),
    );
    // Designed orbits have no short-period terms, SGP4 has.
    expect(apartKm).toBeLessThan(25);
  }
});

describe('messages', () => {
  it('begin with what is, go on by offsets and come to an end', async () => {
    const sm = client.secureMessaging;
    const topics = await sm.listTopics();
    expect(topics.map((each) => each.topic)).toEqual([
      'missiletrack',
      'launchdetection',
      'notification',
      'collectrequest',
    ]);
    const [{ minPos = -1, maxPos = -1 } = {}] = topics;
    const tracks = await gathered(client.missileTracks.list({ ts: ALWAYS }));
    const first = await sm.getMessages(minPos, { topic: 'missiletrack' });
    const head = await sm.getMessages(minPos, { topic: 'missiletrack' }).asResponse();
    expect(first.items).toEqual(expect.arrayContaining([...tracks]));
    expect(head.headers.get('KAFKA_NEXT_OFFSET')).toBe(String(maxPos));
    expect(await gathered(sm.getMessages(minPos, { topic: 'missiletrack' }))).toEqual(first.items);
    expect(await gathered(sm.getMessages(maxPos, { topic: 'missiletrack' }))).toEqual([]);
    const latest = await sm.getLatestOffset('missiletrack').asResponse();
    expect(await latest.text()).toBe(String(maxPos));
    expect(await sm.describeTopic('launchdetection')).toMatchObject({ udlOpenAPISchema: 'LaunchDetection' });

    // Told again, they are behind what was told before, newest last.
    running.service.publisher.publish(
      { ...NO_CHANGES, tracks: [...running.service.picture.tracks.values()] },
      true,
    );
    const more = await gathered(sm.getMessages(maxPos, { topic: 'missiletrack' }));
    expect(more).toHaveLength(running.service.picture.tracks.size);
    await expect(sm.getMessages(maxPos + 1_000, { topic: 'missiletrack' })).rejects.toThrow(
      Unifieddatalibrary.BadRequestError,
    );
    await expect(sm.describeTopic('weather')).rejects.toThrow(Unifieddatalibrary.NotFoundError);
  });
});

describe('who may', () => {
  it('takes a key as user and password', async () => {
    const { id, secret } = present(keyParts(running.firstKey ?? ''));
    const basic = clientWith({ username: id, password: secret });
    expect(Number(await basic.missileTracks.count({ ts: ALWAYS }))).toBeGreaterThan(0);
    for (const wrong of [
      { username: id, password: `${secret.slice(0, -1)}${secret.endsWith('A') ? 'E' : 'A'}` },
      { username: '000000000000', password: secret },
      { accessToken: 'nobody' },
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- a few
      await expect(clientWith(wrong).missileTracks.count({ ts: ALWAYS })).rejects.toThrow(
        Unifieddatalibrary.AuthenticationError,
      );
    }
  });

  it('is told what is wrong, in the classes of the client', async () => {
    await expect(client.missileTracks.list({ ts: 'yesterday' })).rejects.toThrow(
      Unifieddatalibrary.BadRequestError,
    );
    await expect(client.missileTracks.list({ ts: 'yesterday' })).rejects.toThrow(/yesterday.*is no instant/);
    await expect(client.launchDetection.get('none')).rejects.toThrow(Unifieddatalibrary.NotFoundError);
    const one = {
      classificationMarking: 'U',
      dataMode: 'TEST',
      source: 'x',
      obTime: '2026-07-24T00:00:00.000000Z',
    } as const;
    await expect(client.observations.eoObservations.create(one)).rejects.toThrow(
      Unifieddatalibrary.PermissionDeniedError,
    );
    await expect(client.observations.eoObservations.createBulk({ body: [one] })).rejects.toThrow(
      /signed by the satellite/,
    );
    await expect(client.observations.eoObservations.unvalidatedPublish({ body: [one] })).rejects.toThrow(
      Unifieddatalibrary.PermissionDeniedError,
    );
  });
});
