import { SCENARIO_DEFAULTS } from '@cupola/core/scenario';
import type { Scenario } from '@cupola/core/scenario';
import type { ObjectRecord } from '@cupola/core/metrics';
import { expect, test } from 'vitest';
import { fixtureInput } from '../report/fixtures/record.test-data.ts';
import { median } from './statistics.ts';
import { summarise } from './summary.ts';

const { record } = fixtureInput();
const SCENARIO: Scenario = {
  cupola: 1,
  title: 'Made up',
  epoch: '2026-07-24T00:00:00Z',
  durationMin: 85,
  seed: 5,
  satellites: [],
  sensors: [],
  events: [],
  regions: ['us-conus'],
  outages: { lossShare: 0 },
  network: SCENARIO_DEFAULTS.network,
  requirements: SCENARIO_DEFAULTS.requirements,
  cloudTopKm: 10,
  maxElementAgeDays: 30,
};
const full = { ...record, detections: NO_DETECTIONS() };

function NO_DETECTIONS() {
  return {
    count: 0,
    scanAtS: new Float64Array(),
    satelliteIds: [],
    sensorIds: [],
    losItrf: new Float64Array(),
    sigmaRad: new Float64Array(),
    snr: new Float32Array(),
    trackIds: [],
    objectIds: [],
  };
}

function unmetOf(object: ObjectRecord): string[] {
  const { requirements } = summarise({ ...full, objects: [object] }, SCENARIO, 'x');
  return requirements.unmet.map((one) => `${one.requirement}: ${one.detail}`);
}

test('the drift of each pair of groups is the difference of their nodes, from the least to the most', () => {
  const { coverage } = summarise(full, SCENARIO, 'x');
  expect(coverage.nodeDrifts).toHaveLength(1);
  const [drift] = coverage.nodeDrifts;
  expect(drift).toMatchObject({ of: 'hosts', against: 'custody' });
  expect(drift?.degPerDay[0]).toBeCloseTo(-4.5 + 1.04, 12);
  expect(drift?.degPerDay[1]).toBeCloseTo(-4.4 + 1.04, 12);
});

test('the summary has the keys other programs read, and survives JSON', () => {
  const summary = summarise(full, SCENARIO, 'abc');
  expect(Object.keys(summary)).toEqual(
    expect.arrayContaining([
      'runId',
      'title',
      'durationMin',
      'satellites',
      'events',
      'custody',
      'decision',
      'tracking',
      'coverage',
    ]),
  );
  expect(Object.keys(summary.events[0] ?? {})).toEqual(
    expect.arrayContaining(['id', 'kind', 'inRegions', 'declaredAtS', 'probability', 'custody', 'gaps']),
  );
  expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  expect(summary.satellites).toBe(144);
  expect(summary.events).toHaveLength(record.objects.length);
});

test('the probability is that of the declaration, or else the last one', () => {
  const [first] = record.objects;
  if (first === undefined) throw new Error('the fixture has objects');
  const jointProb = Float64Array.of(Number.NaN, 0.5, 0.96, 0.7, Number.NaN);
  const probabilityOf = (declaredAtS: number | null, column: Float64Array) =>
    summarise({ ...full, objects: [{ ...first, declaredAtS, jointProb: column }] }, SCENARIO, 'x').events[0]
      ?.probability;
  expect(probabilityOf(2, jointProb)).toBe(0.96);
  expect(probabilityOf(null, jointProb)).toBe(0.7);
  expect(probabilityOf(null, Float64Array.of(Number.NaN))).toBeNull();
});

test('times after burnout count from burnout', () => {
  const declared = record.objects.findIndex((object) => object.declaredAtS !== null);
  const object = record.objects[declared];
  const burnoutAtS = (object?.flight.burnoutAtUs ?? Number.NaN) / 1e6;
  const told = summarise(full, SCENARIO, 'abc').events[declared];
  expect(told?.declaredAfterBurnoutS).toBe((object?.declaredAtS ?? Number.NaN) - burnoutAtS);
});

test('a gap over the limit, a missed threat and a wrong declaration are unmet requirements; a space launch owes no custody', () => {
  const [first] = record.objects;
  if (first === undefined) throw new Error('the fixture has objects');
  const gap = {
    phase: 'midcourse',
    fromS: 300,
    toS: 340,
    sensorKind: null,
    cause: 'range',
    otherCauses: {},
    short: { track: 0, satellites: 40, error: 3, latency: 0 },
    lastHolders: ['a'],
    nextHolders: [],
  } as const;
  const withGaps = (object: ObjectRecord): ObjectRecord => ({
    ...object,
    gaps: [gap],
    custodyUnder: object.custodyUnder.map((under) => ({
      ...under,
      gaps: [gap],
      holders: new Uint8Array(5101).fill(1),
      missed: new Uint8Array(5101).fill(1),
    })),
  });
  const quiet: ObjectRecord = {
    ...first,
    gaps: [],
    custodyUnder: first.custodyUnder.map((under) => ({ ...under, gaps: [] })),
    declaredAtS: null,
    firstDeclaredAtS: null,
    inRegions: [],
    revocations: 0,
  };
  expect(unmetOf(quiet)).toEqual([]);
  expect(unmetOf(withGaps(quiet))).toEqual([
    'custody: midcourse: 1 gap over 10 s, the longest from 300 to 340 s, cause range: 2 satellites needed, at most 1 reached',
  ]);
  expect(unmetOf(withGaps({ ...quiet, weapon: false }))).toEqual([]);
  expect(unmetOf({ ...quiet, inRegions: ['us-conus'] })).toEqual(['declare: a threat that was not declared']);
  expect(unmetOf({ ...quiet, declaredAtS: 200, firstDeclaredAtS: 200 })).toEqual([
    'declare: declared at 200 s, and no threat',
  ]);
});

test('the median leaves out what is not a number', () => {
  expect(median([3, Number.NaN, 1])).toBe(2);
  expect(median([3, 2, 1])).toBe(2);
  expect(median([Number.NaN])).toBeNull();
});
