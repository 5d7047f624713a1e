import { SENSOR_KINDS } from '@cupola/core/sensors';
import { sensorSpecsOf } from '@cupola/core/scenario';
import { describe, expect, it } from 'vitest';
import { readScenario } from './read-scenario.ts';
import { writeScenario } from './write-scenario.ts';

const KNOWN = {
  sensors: SENSOR_KINDS.map(({ id }) => id),
  vehicles: [],
  launchers: [],
  interceptors: [],
  flights: [],
  regions: [],
};

function scenario(sensor: string, network = '{}'): string {
  return `
cupola: 1
title: Own sensors
epoch: 2026-07-24T00:00:00Z
durationMin: 10
seed: 1
sensors:
  - { id: own, ${sensor} }
satellites:
  - { id: shell, sensors: [own], walker: { kind: delta, count: 100, planes: 20, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 } }
network: ${network}
`;
}

function faults(text: string): readonly (readonly [path: string, expected: string])[] {
  const outcome = readScenario(text, KNOWN);
  return outcome.ok ? [] : outcome.problems.map(({ path, expected }) => [path, expected]);
}

describe('sensors of a scenario', () => {
  it('may be pointed, sweep, saturate and be told all their numbers, and come back as they were written', () => {
    const text = scenario(
      'base: wide-mwir, band: swir, detectionThreshold: 6, maxDetectionsPerFrame: 50, sunExclusionDeg: 20, sunlitNoiseFactor: 4, offNadirDeg: [10, 61], narrow: { widthDeg: 1, pixelMicrorad: 20, slewDegPerS: 30, settleS: 0.2 }',
    );
    const outcome = readScenario(text, KNOWN);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const [spec] = sensorSpecsOf(outcome.scenario, SENSOR_KINDS);
    expect(spec).toMatchObject({ band: 'swir', detectionThreshold: 6, maxDetectionsPerFrame: 50 });
    expect(spec?.gaze).toMatchObject({ kind: 'point', settleS: 0.2, pixelRad: 2e-5 });
    const edges = spec?.fields.map(({ offNadirRad }) => offNadirRad.map((each) => (each * 180) / Math.PI));
    expect(edges?.map((each) => each.map((edge) => Math.round(edge)))).toEqual([
      [10, 60],
      [60, 61],
    ]);
    expect(readScenario(writeScenario(outcome.scenario), KNOWN)).toEqual({ ...outcome, catalogues: [] });
  });

  it.each([
    ['base: narrow-lwir, narrow: { widthDeg: 0, pixelMicrorad: 40, slewDegPerS: 1, settleS: 0 }', 'widthDeg'],
    [
      'base: narrow-lwir, narrow: { widthDeg: 1, pixelMicrorad: 40, slewDegPerS: 0, settleS: 0 }',
      'slewDegPerS',
    ],
    ['base: narrow-lwir, narrow: { widthDeg: 1, pixelMicrorad: 40, slewDegPerS: 1, settleS: -1 }', 'settleS'],
    [
      'base: narrow-lwir, narrow: { widthDeg: 10, pixelMicrorad: 1, slewDegPerS: 1, settleS: 0 }',
      'pixelMicrorad',
    ],
    [
      'base: narrow-lwir, narrow: { widthDeg: 0.1, pixelMicrorad: 9000, slewDegPerS: 1, settleS: 0 }',
      'pixelMicrorad',
    ],
    ['base: wide-mwir, detectionThreshold: 0', 'detectionThreshold'],
    ['base: wide-mwir, band: ultraviolet', 'band'],
    ['base: wide-mwir, sweepPeriodS: 0', 'sweepPeriodS'],
    ['base: wide-mwir, maxDetectionsPerFrame: 0', 'maxDetectionsPerFrame'],
    ['base: wide-mwir, offNadirDeg: [90, 120]', 'offNadirDeg'],
    ['base: wide-mwir, offNadirDeg: [40, 20]', 'offNadirDeg'],
  ])('are refused by name: %s', (sensor, key) => {
    const found = faults(scenario(sensor));
    expect(found.map(([path]) => path.split('.').at(-1))).toEqual([key]);
    expect(found[0]?.[0]).toMatch(/^sensors\.0\./);
  });

  it('cannot sweep and be pointed at once', () => {
    const both =
      'base: wide-mwir, sweepPeriodS: 5, narrow: { widthDeg: 1, pixelMicrorad: 20, slewDegPerS: 3, settleS: 0 }';
    expect(faults(scenario(both))).toEqual([['sensors.0', 'one of `sweepPeriodS` and `narrow`']]);
  });
});

describe('paths of the network', () => {
  const sensor = 'base: wide-mwir';

  it('are read, and come back as they were written', () => {
    const network =
      '{ paths: { direct: { leastS: 0.2, moreS: 0.1 }, groundPass: { leastS: 1 }, stations: [guam], minElevationDeg: 10 } }';
    const outcome = readScenario(scenario(sensor, network), KNOWN);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    expect(outcome.scenario.network).toMatchObject({ latencyS: 1, paths: { stations: ['guam'] } });
    expect(readScenario(writeScenario(outcome.scenario), KNOWN)).toEqual({ ...outcome, catalogues: [] });
  });

  it.each([
    ['{ latencyS: -1 }', 'network.latencyS'],
    ['{ paths: { relayed: { leastS: -1 } } }', 'network.paths.relayed.leastS'],
    ['{ paths: { groundPass: { leastS: 1 }, stations: [] } }', 'network.paths.stations'],
    ['{ paths: { groundPass: { leastS: 1 }, stations: [atlantis] } }', 'network.paths.stations.0'],
    ['{ paths: { direct: { leastS: 1 } } }', 'network.paths'],
    ['{ paths: {} }', 'network.paths'],
  ])('are refused by name: %s', (network, path) => {
    expect(faults(scenario(sensor, network)).map(([at]) => at)).toEqual([path]);
  });
});
