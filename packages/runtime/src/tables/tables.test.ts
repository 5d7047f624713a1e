import { radians, usFromS } from '@cupola/core/foundation';
import type { Track } from '@cupola/core/messages';
import type { DetectionRows } from '@cupola/core/metrics';
import { EARTH_ROTATION_RAD_PER_S } from '@cupola/core/physics';
import type { EarthRotation } from '@cupola/core/physics';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { fixtureInput } from '../report/fixtures/record.test-data.ts';
import { detectionsTable } from './detections-table.ts';
import { parquetBytes } from './parquet.ts';
import { COVARIANCE_COLUMNS, tracksTable } from './tracks-table.ts';
import { truthTable } from './truth-table.ts';

const EARTH: EarthRotation = { angleAtEpochRad: radians(90) };

function rowsOf(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: new Uint8Array(bytes).buffer });
}

/** A state of `size` numbers whose covariance entry (i, j) is 100 i + j, so that each can be told from the others. */
function trackAt(id: string, atS: number, size: 6 | 9): Track {
  return {
    id,
    atUs: usFromS(atS),
    phase: size === 9 ? 'boost' : 'coast',
    phaseProbs: { boost: 0.75, coast: 0.25, reentry: 0, glide: 0, [size === 9 ? 'boost' : 'coast']: 0.75 },
    state: [7e6, 1e5, -3, 10, 7000, 0.5, 1, 2, 3].slice(0, size),
    covariance: Array.from({ length: size * size }, (_, k) => {
      const i = Math.floor(k / size);
      const j = k % size;
      return 100 * Math.min(i, j) + Math.max(i, j);
    }),
    firstDetectedAtUs: 0,
    firstPositionM: [7e6, 0, 0],
    confirmedAtUs: 0,
    cutoffAtUs: null,
    lastDetectedAtUs: usFromS(atS - 1),
    boostSeen: true,
    existenceProb: 1,
  };
}

test('tracks come back with their values, in order of time and id', async () => {
  const tracks = [trackAt('T2', 5, 9), trackAt('T10', 5, 6), trackAt('T1', 4, 6)];
  const rows = await rowsOf(tracksTable(tracks, EARTH));
  expect(rows.map((row) => [row['atS'], row['trackId']])).toEqual([
    [4, 'T1'],
    [5, 'T10'],
    [5, 'T2'],
  ]);
  expect(rows[2]).toMatchObject({
    phase: 'boost',
    phaseProb: 0.75,
    lastDetectedAtS: 4,
    xInertialM: 7e6,
    vzInertialMPerS: 0.5,
  });
});

test('the covariance columns are the upper triangle of position and velocity, for either size of state', async () => {
  expect(COVARIANCE_COLUMNS).toHaveLength(21);
  expect(COVARIANCE_COLUMNS.slice(0, 6)).toEqual([
    'covXXM2',
    'covXYM2',
    'covXZM2',
    'covXVxM2PerS',
    'covXVyM2PerS',
    'covXVzM2PerS',
  ]);
  const expected: Record<string, number> = {
    covXXM2: 0,
    covYVzM2PerS: 105,
    covVxVxM2PerS2: 303,
    covVyVzM2PerS2: 405,
    covVzVzM2PerS2: 505,
  };
  for (const size of [6, 9] as const) {
    const rows = await rowsOf(tracksTable([trackAt('T', 1, size)], EARTH));
    expect(rows[0]).toMatchObject(expected);
  }
});

test('Earth-fixed columns turn with the Earth: a quarter turn at the epoch, and what stands still there drifts here', async () => {
  const rows = await rowsOf(tracksTable([trackAt('T', 0, 6)], EARTH));
  const row = rows[0] ?? {};
  // Axes turned by 90 degrees about z: (x, y) becomes (y, -x).
  expect(row['xItrfM']).toBeCloseTo(1e5, 6);
  expect(row['yItrfM']).toBeCloseTo(-7e6, 6);
  expect(row['vxItrfMPerS']).toBeCloseTo(7000 - EARTH_ROTATION_RAD_PER_S * 7e6, 6);
  expect(row['vyItrfMPerS']).toBeCloseTo(-10 - EARTH_ROTATION_RAD_PER_S * 1e5, 6);
});

test('truth has a row per object and second of its flight, in order, on the true path', async () => {
  const { record } = fixtureInput();
  const objects = record.objects.slice(0, 2);
  const rows = await rowsOf(truthTable(objects, 200, EARTH));
  const seconds = objects.map((object) => 200 - object.flight.launchAtUs / 1e6 + 1);
  expect(rows).toHaveLength(seconds.reduce((sum, each) => sum + each, 0));
  const keys = rows.map((row) => `${String(row['atS']).padStart(6)} ${String(row['objectId'])}`);
  expect(keys).toEqual(keys.toSorted());
  const flight = objects[0]!.flight;
  const step = Math.round((100e6 - flight.launchAtUs) / flight.stepUs);
  const row = rows.find(
    (one) => one['objectId'] === flight.id && one['atS'] === (flight.launchAtUs + step * flight.stepUs) / 1e6,
  );
  expect(row?.['xInertialM']).toBeCloseTo(flight.motionInertial[6 * step]!, 3);
});

test('detections come back with their values and their missing owners, in order of time, satellite and sensor', async () => {
  const detections: DetectionRows = {
    count: 3,
    scanAtS: Float64Array.of(2, 1, 2),
    satelliteIds: ['b', 'b', 'a'],
    sensorIds: ['wide', 'wide', 'cold'],
    losItrf: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
    sigmaRad: Float64Array.of(1e-4, 1e-4, 5e-5),
    snr: Float32Array.of(5.5, 6, 7),
    trackIds: ['T1', null, null],
    objectIds: [null, 'raid-1', 'raid-2'],
  };
  expect(await rowsOf(detectionsTable(detections))).toEqual([
    {
      scanAtS: 1,
      satelliteId: 'b',
      sensorId: 'wide',
      losXItrf: 0,
      losYItrf: 1,
      losZItrf: 0,
      sigmaRad: 1e-4,
      snr: 6,
      trackId: null,
      objectId: 'raid-1',
    },
    {
      scanAtS: 2,
      satelliteId: 'a',
      sensorId: 'cold',
      losXItrf: 0,
      losYItrf: 0,
      losZItrf: 1,
      sigmaRad: 5e-5,
      snr: 7,
      trackId: null,
      objectId: 'raid-2',
    },
    {
      scanAtS: 2,
      satelliteId: 'b',
      sensorId: 'wide',
      losXItrf: 1,
      losYItrf: 0,
      losZItrf: 0,
      sigmaRad: 1e-4,
      snr: 5.5,
      trackId: 'T1',
      objectId: null,
    },
  ]);
});

test('no rows make a table that can be read, and the same rows make the same bytes', async () => {
  expect(await rowsOf(tracksTable([], EARTH))).toEqual([]);
  const columns = [{ name: 'a', kind: 'number', values: Float64Array.of(1.5, Number.NaN, -0) }] as const;
  expect(parquetBytes(columns)).toEqual(parquetBytes(columns));
  const rows = await rowsOf(parquetBytes(columns));
  expect(rows.map((row) => row['a'])).toEqual([1.5, Number.NaN, -0]);
});
