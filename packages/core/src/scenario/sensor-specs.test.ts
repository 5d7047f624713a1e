import { expect, test } from 'vitest';
import type { SensorSpec } from '../sensors/index.ts';
import { SCENARIO_DEFAULTS } from './defaults.ts';
import type { DerivedSensor, Scenario } from './scenario.ts';
import { sensorSpecsOf } from './sensor-specs.ts';

const WIDE: SensorSpec = {
  id: 'wide',
  band: 'mwir',
  fields: [
    {
      kind: 'nadir-disc',
      offNadirRad: [0, 1],
      noiseEquivalentIrradianceWPerCm2: 2e-14,
      maxRangeM: 5e6,
      tangentFloorM: null,
      sunlitNoiseFactor: 1,
    },
    {
      kind: 'limb',
      offNadirRad: [1, 1.1],
      noiseEquivalentIrradianceWPerCm2: 5e-14,
      maxRangeM: 4e6,
      tangentFloorM: null,
      sunlitNoiseFactor: 1,
    },
  ],
  gaze: { kind: 'stare' },
  framePeriodS: 1,
  maxDetectionsPerFrame: null,
  sigmaRad: 1e-4,
  biasSigmaRad: 0,
  falseAlarmsPerScan: 1,
  sunExclusionRad: 0.2,
  detectionThreshold: 5,
  source: 'notional',
};

function scenarioWith(sensors: readonly DerivedSensor[], carried: readonly string[]): Scenario {
  return {
    cupola: 1,
    title: 't',
    epoch: '2026-07-24T00:00:00Z',
    durationMin: 1,
    seed: 0,
    satellites: [{ id: 'a', sensors: carried, catalogue: 'x.tle', select: {} }],
    sensors,
    events: [],
    regions: [],
    outages: { lossShare: 0 },
    network: SCENARIO_DEFAULTS.network,
    requirements: SCENARIO_DEFAULTS.requirements,
    cloudTopKm: 10,
    maxElementAgeDays: 30,
  };
}

test('a derived kind differs from its base in what is given, and in SI units', () => {
  const own = { id: 'own', base: 'wide', sigmaMicrorad: 50, maxRangeKm: 3000 };
  const [built, derived, ...rest] = sensorSpecsOf(scenarioWith([own], ['wide', 'own']), [WIDE]);
  expect(rest).toEqual([]);
  expect(built).toBe(WIDE);
  expect(derived).toMatchObject({ id: 'own', band: 'mwir', sigmaRad: 5e-5, falseAlarmsPerScan: 1 });
  expect(derived?.fields.map((field) => field.maxRangeM)).toEqual([3e6, 3e6]);
  expect(derived?.fields.map((field) => field.noiseEquivalentIrradianceWPerCm2)).toEqual([2e-14, 5e-14]);
});

test('a kind that nobody carries is not listed', () => {
  expect(sensorSpecsOf(scenarioWith([{ id: 'own', base: 'wide' }], ['wide']), [WIDE])).toEqual([WIDE]);
});
