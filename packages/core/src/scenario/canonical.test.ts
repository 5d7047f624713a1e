import { expect, test } from 'vitest';
import { canonicalForm, canonicalText } from './canonical.ts';
import { SCENARIO_DEFAULTS } from './defaults.ts';
import type { Scenario } from './scenario.ts';

const SCENARIO: Scenario = {
  cupola: 1,
  title: 'One shell',
  epoch: '2026-07-24T00:00:00Z',
  durationMin: 85,
  seed: 2026,
  satellites: [
    {
      id: 'shell',
      sensors: ['wide-mwir', 'above-limb-lwir'],
      walker: { kind: 'delta', count: 100, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 },
    },
  ],
  sensors: [],
  events: [
    {
      id: 'raid',
      vehicle: 'icbm-solid',
      launch: { latDeg: 40.9, lonDeg: 129.3 },
      aim: { latDeg: 38.9, lonDeg: -77 },
      trajectory: { kind: 'minimum-energy' },
      count: 5,
      spacingS: 10,
      atS: 120,
    },
  ],
  regions: ['us-conus'],
  outages: { lossShare: 0.05 },
  network: SCENARIO_DEFAULTS.network,
  requirements: SCENARIO_DEFAULTS.requirements,
  cloudTopKm: 10,
  maxElementAgeDays: 30,
};

/** The same values with every object's keys the other way round. */
function reversed<T>(value: T): T;
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => reversed(inner));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

test('the text does not depend on the order in which keys were written', () => {
  const other = reversed(SCENARIO);
  expect(Object.keys(other)[0]).not.toBe('cupola');
  expect(canonicalText(other)).toBe(canonicalText(SCENARIO));
  expect(canonicalForm(SCENARIO)).toEqual(SCENARIO);
});

test('the text is pinned: it changes only when run ids are meant to change', () => {
  expect(canonicalText(SCENARIO)).toBe(
    '{"cupola":1,"title":"One shell","epoch":"2026-07-24T00:00:00Z","durationMin":85,"seed":2026,' +
      '"satellites":[{"id":"shell","sensors":["wide-mwir","above-limb-lwir"],' +
      '"walker":{"kind":"delta","count":100,"planes":20,"phasing":1,"altitudeKm":1000,"inclinationDeg":80}}],' +
      '"sensors":[],"events":[{"id":"raid","vehicle":"icbm-solid","launch":{"latDeg":40.9,"lonDeg":129.3},' +
      '"aim":{"latDeg":38.9,"lonDeg":-77},"trajectory":{"kind":"minimum-energy"},"count":5,"spacingS":10,"atS":120}],' +
      '"regions":["us-conus"],"outages":{"lossShare":0.05},' +
      '"network":{"latencyS":1,"commandLatencyS":2,"looksPerObject":12},' +
      '"requirements":{"custody":{"minSensors":2,"positionErrorKm":{"boost":3,"midcourse":1,"glide":3,"reentry":3},' +
      '"maxGapS":10},"declare":{"probability":0.95,"consecutive":3,"excludeBelow":0.01,"responseS":600,"classPriors":"activity","aimedOdds":1,"aimedNearOdds":1}},"cloudTopKm":10,"maxElementAgeDays":30}',
  );
});

test('one instant has one spelling, lists keep their order, and a changed value changes the text', () => {
  const text = canonicalText(SCENARIO);
  expect(canonicalText({ ...SCENARIO, epoch: '2026-07-24T00:00:00.000Z' })).toBe(text);
  expect(canonicalText({ ...SCENARIO, epoch: '2026-07-24T00:00:00.50Z' })).toContain('00:00.5Z');
  expect(canonicalText({ ...SCENARIO, epoch: '2026-07-24T00:00:10Z' })).toContain('00:10Z');
  expect(canonicalText({ ...SCENARIO, outages: { lossShare: -0 } })).toContain('"lossShare":0}');
  expect(canonicalText({ ...SCENARIO, seed: 2027 })).not.toBe(text);
  expect(canonicalText({ ...SCENARIO, regions: ['b', 'a'] })).not.toBe(
    canonicalText({ ...SCENARIO, regions: ['a', 'b'] }),
  );
});
