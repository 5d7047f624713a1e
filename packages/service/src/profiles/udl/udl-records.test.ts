import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { julianDateFromIso, present } from '@cupola/core/foundation';
import { smallConfig } from '../../serve/small-service.test-data.ts';
import { goldenText } from '../golden-text.test-data.ts';
import {
  SAMPLE_ALERT,
  SAMPLE_DECISION,
  SAMPLE_LAUNCH,
  SAMPLE_TASKING,
  SAMPLE_TRACK,
  YOUNG_TRACK,
} from '../sample-records.test-data.ts';
import { airTrack } from './air-track.ts';
import { collectRequests } from './collect-request.ts';
import { elset } from './elset.ts';
import { launchDetection } from './launch-detection.ts';
import { missileTrack } from './missile-track.ts';
import { notification } from './notification.ts';
import { eoObservation, satelliteVector, sensorRecord } from './own-side-records.ts';
import type { UdlRecord } from './udl-record.ts';
import { UDL_RESOURCES } from './udl-resources.ts';

const SESSION = 'live-0001';
const { ownSide } = smallConfig();

/** Where the library's own client says what a record has: the file, and the interface in it. */
const THEIRS: Readonly<Record<string, readonly [file: string, name: string]>> = {
  missiletrack: ['missile-tracks/missile-tracks', 'MissileTrackListResponse'],
  track: ['track/track', 'TrackListResponse'],
  launchdetection: ['launch-detection', 'LaunchDetectionListResponse'],
  eoobservation: ['observations/eo-observations/eo-observations', 'EoObservationAbridged'],
  statevector: ['state-vector/state-vector', 'StateVectorAbridged'],
  elset: ['elsets/elsets', 'ElsetAbridged'],
  sensor: ['sensor/sensor', 'SensorListResponse'],
  notification: ['notification/notification', 'NotificationListResponse'],
  collectrequest: ['collect-requests/collect-requests', 'CollectRequestAbridged'],
};

const GOLDEN: Readonly<Record<string, readonly UdlRecord[]>> = {
  missiletrack: [
    missileTrack(SAMPLE_TRACK, SAMPLE_DECISION, SESSION),
    missileTrack(YOUNG_TRACK, undefined, SESSION),
  ],
  track: [airTrack(SAMPLE_TRACK, SAMPLE_DECISION, SESSION)],
  launchdetection: [
    launchDetection(SAMPLE_LAUNCH, new Map([[SAMPLE_TRACK.id, SAMPLE_TRACK]]), SESSION),
    launchDetection(SAMPLE_LAUNCH, new Map(), SESSION),
  ],
  eoobservation: [
    eoObservation(
      {
        id: '40000000-3-0',
        satelliteId: 'few-00-00',
        sensorId: 'wide-mwir',
        at: '2026-07-24T00:00:40.000000Z',
        los: [0.48, -0.64, 0.6],
        sigmaRad: 3e-5,
        positionItrfM: [7_378_137, 0, 1_000],
        trackId: 'T0001',
      },
      'SIMULATED',
    ),
  ],
  statevector: [
    satelliteVector(
      {
        satelliteId: 'few-00-00',
        groupId: 'few',
        positionItrfM: [7_378_137, 1_000, -2_000],
        velocityItrfMPerS: [10, 1_200, 7_200],
      },
      '2026-07-24T00:04:00.000000Z',
      'SIMULATED',
    ),
  ],
  elset: [
    elset(
      'hosts-25544',
      {
        objectName: 'A',
        objectId: '1998-067A',
        catalogueNumber: 25_544,
        epoch: present(julianDateFromIso('2026-07-24T06:00:00.5Z')),
        meanMotionRevPerDay: 15.5,
        eccentricity: 0.0005,
        inclinationDeg: 51.6,
        nodeDeg: 120.25,
        argumentOfPerigeeDeg: 80.5,
        meanAnomalyDeg: 279.5,
        bstarPerEarthRadius: 1e-4,
        meanMotionDotRevPerDay2: 5e-5,
        meanMotionDdotRevPerDay3: 0,
      },
      'SIMULATED',
    ),
  ],
  sensor: [sensorRecord(ownSide, present(ownSide.channels[0]), 'SIMULATED')],
  notification: [
    notification(SAMPLE_ALERT, SESSION),
    notification({ ...SAMPLE_ALERT, closedAt: '2026-07-24T00:05:00.000000Z' }, SESSION),
  ],
  collectrequest: collectRequests(SAMPLE_TASKING, SESSION),
};

it.each(Object.entries(GOLDEN))('says of a %s what was read and found right', async (path, records) => {
  await expect(goldenText(records)).toMatchFileSnapshot(`golden/${path}.json`);
  const resource = present(UDL_RESOURCES.find((each) => each.path === path));
  const described = resource.fields.map((each) => each.name);
  for (const record of records) {
    expect(record).toMatchObject({ classificationMarking: 'U', dataMode: 'SIMULATED', source: 'CUPOLA' });
    expect(described).toEqual(expect.arrayContaining(Object.keys(record)));
    expect(Object.values(record)).not.toContain(null);
  }
});

it.each(Object.entries(THEIRS))(
  'describes no field of a %s that the library does not have',
  (path, theirs) => {
    const { required, all } = fieldsOfTheirs(theirs);
    expect(all.size).toBeGreaterThan(10);
    const resource = present(UDL_RESOURCES.find((each) => each.path === path));
    expect(resource.fields.map(({ name }) => name).filter((name) => !all.has(name))).toEqual([]);
    for (const record of present(GOLDEN[path]))
      expect(Object.keys(record)).toEqual(expect.arrayContaining([...required]));
  },
);

it('gives a vector no field that the library does not have', () => {
  const text = theirFile('missile-tracks/missile-tracks');
  const block = present(/interface Vector \{[^]*?\n {4}\}/.exec(text)?.[0]);
  const [record] = present(GOLDEN['missiletrack']);
  const [vector] = z.array(z.record(z.string(), z.unknown())).parse(record?.['vectors']);
  const names = Object.keys(present(vector));
  expect(names.filter((name) => !new RegExp(`\\n {8}${name}\\??:`).test(block))).toEqual([]);
});

function theirFile(file: string): string {
  const entry = fileURLToPath(import.meta.resolve('unified-data-library'));
  return readFileSync(join(dirname(entry), 'resources', `${file}.d.mts`), 'utf8');
}

function fieldsOfTheirs([file, name]: readonly [string, string]): {
  readonly required: readonly string[];
  readonly all: ReadonlySet<string>;
} {
  const block = present(new RegExp(`export interface ${name} \\{[^]*?\\n\\}`).exec(theirFile(file))?.[0]);
  const fields = [...block.matchAll(/^ {4}(\w+)(\??):/gm)];
  return {
    required: fields.filter(([, , mark]) => mark === '').map(([, field]) => present(field)),
    all: new Set(fields.map(([, field]) => present(field))),
  };
}
