import { describe, expect, test } from 'vitest';
import { radians } from '@cupola/core/foundation';
import type { Problem } from '@cupola/core/scenario';
import { SENSOR_KINDS } from '@cupola/core/sensors';
import { readSensorFlags } from './sensor-flags.ts';
import type { SensorFlags } from './sensor-flags.ts';

function read(flags: SensorFlags, maxRangeM = Number.POSITIVE_INFINITY) {
  const problems: Problem[] = [];
  const view = readSensorFlags(flags, maxRangeM, problems);
  return { view, problems: problems.map(({ path, message }) => `${path}: ${message}`) };
}

describe('flags of a sensor', () => {
  test('without any, every line of sight counts', () => {
    expect(read({ minElevationDeg: '10', windows: true })).toEqual({ view: null, problems: [] });
  });

  test('a kind has its own fields and its own Sun, and flags shorten the one and replace the other', () => {
    const kind = SENSOR_KINDS.find(({ id }) => id === 'above-limb-lwir');
    expect(read({ sensor: 'above-limb-lwir' }).view).toEqual({
      fields: kind?.fields,
      sunExclusionRad: kind?.sunExclusionRad,
    });
    const { view } = read({ sensor: 'above-limb-lwir', sunExclusionDeg: '5' }, 2_000_000);
    expect(view?.fields.map(({ maxRangeM }) => maxRangeM)).toEqual([2_000_000, 2_000_000]);
    expect(view?.sunExclusionRad).toBe(radians(5));
  });

  test.each([
    ['60', [0, 60]],
    ['20,60', [20, 60]],
    ['0,180', [0, 180]],
  ])('%s degrees off nadir are a cone or a ring', (offNadirDeg, angles) => {
    const { view } = read({ offNadirDeg });
    expect(view).toEqual({
      fields: [
        { offNadirRad: angles.map(radians), maxRangeM: Number.POSITIVE_INFINITY, tangentFloorM: null },
      ],
      sunExclusionRad: 0,
    });
  });

  test.each<[SensorFlags, string]>([
    [{ sensor: 'wide-mwr' }, '--sensor: "wide-mwr" is not known; did you mean "wide-mwir"?'],
    [{ sensor: 'above-limb-lwir', minElevationDeg: '5' }, '--sensor: this sensor looks only along rays'],
    [{ sensor: 'wide-mwir', offNadirDeg: '50' }, '--off-nadir-deg: the sensor kind has its own fields'],
    [{ offNadirDeg: '60,20' }, '--off-nadir-deg: it is no cone about nadir'],
    [{ offNadirDeg: '10,20,30' }, '--off-nadir-deg: it is no cone about nadir'],
    [{ sunExclusionDeg: '-1' }, '--sun-exclusion-deg: -1 is not one'],
    [
      { sunExclusionDeg: '10', windows: true },
      '--sun-exclusion-deg: rise and set are found for lines of sight',
    ],
  ])('%j are refused', (flags, told) => {
    expect(read(flags)).toEqual({ view: null, problems: [expect.stringContaining(told) as unknown] });
  });
});
