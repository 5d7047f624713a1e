import { describe, expect, test } from 'vitest';
import { julianDateAfter, usFromS } from '../foundation/index.ts';
import { catalogueEphemeris } from './catalogue-ephemeris.ts';
import { checkElements } from './check-elements.ts';
import { EPOCH, elements } from './elements.test-data.ts';
import { altitudeKmOf } from './mean-orbit.ts';
import { selectSatellites } from './select-satellites.ts';
import { sgp4Into, sgp4Orbit } from './sgp4.ts';

describe('elements are checked by name', () => {
  test('good ones pass', () => {
    expect(checkElements([elements({})], EPOCH, 5400)).toEqual([]);
  });

  test.each([
    ['before', -31],
    ['after', 31],
  ])('older than 30 days %s the scenario is too old', (_, days) => {
    const far = elements({
      objectName: 'FAR',
      catalogueNumber: 7,
      epoch: julianDateAfter(EPOCH, days * 86_400),
    });
    expect(checkElements([elements({}), far], EPOCH, 5400)).toMatchObject([
      { objectName: 'FAR', catalogueNumber: 7, problem: 'too-old' },
    ]);
    expect(checkElements([far], EPOCH, 5400, 40)).toEqual([]);
  });

  test('the end of the interval counts too', () => {
    const nearly = elements({ epoch: julianDateAfter(EPOCH, -29.9 * 86_400) });
    expect(checkElements([nearly], EPOCH, 0)).toEqual([]);
    expect(checkElements([nearly], EPOCH, 0.2 * 86_400)).toMatchObject([{ problem: 'too-old' }]);
  });

  test('an orbit below 120 km has decayed, and one that SGP4 refuses too; both faults are told', () => {
    const low = elements({ objectName: 'LOW', meanMotionRevPerDay: 16.6 });
    const refused = elements({ objectName: 'DOWN', meanMotionRevPerDay: 17.5 });
    const both = elements({ ...refused, objectName: 'BOTH', epoch: julianDateAfter(EPOCH, -40 * 86_400) });
    const problems = checkElements([low, refused, both], EPOCH, 600);
    expect(problems.map(({ objectName, problem }) => [objectName, problem])).toEqual([
      ['LOW', 'decayed'],
      ['DOWN', 'decayed'],
      ['BOTH', 'too-old'],
      ['BOTH', 'decayed'],
    ]);
    expect(problems[0]?.detail).toMatch(/km high/);
    expect(problems[1]?.detail).toContain('SGP4 refuses it');
  });

  test('an orbit that decays later than it was checked stops the program, and is named', () => {
    const ephemeris = catalogueEphemeris(
      [elements({ objectName: 'DOWN', meanMotionRevPerDay: 17.5 })],
      EPOCH,
    );
    expect(() => ephemeris.positionsInertialInto(new Float64Array(3), 0)).toThrow('DOWN');
  });
});

describe('the ephemeris of a catalogue', () => {
  test('is SGP4 at the epoch, and close to it (in axes that precess 0.2 m an hour) an hour later', () => {
    const each = elements({ epoch: julianDateAfter(EPOCH, -3 * 86_400) });
    const out = new Float64Array(3);
    const teme = new Float64Array(6);
    for (const [s, withinM] of [
      [0, 1e-6],
      [3600, 0.3],
    ] as const) {
      catalogueEphemeris([each], EPOCH).positionsInertialInto(out, usFromS(s));
      expect(sgp4Into(teme, sgp4Orbit(each), julianDateAfter(EPOCH, s))).toBe(true);
      expect(Math.hypot(out[0]! - teme[0]!, out[1]! - teme[1]!, out[2]! - teme[2]!)).toBeLessThan(withinM);
    }
  });

  test('a nine-digit number changes nothing', () => {
    const one = new Float64Array(6);
    const nine = new Float64Array(6);
    sgp4Into(one, sgp4Orbit(elements({})), EPOCH);
    sgp4Into(nine, sgp4Orbit(elements({ catalogueNumber: 799_500_123 })), EPOCH);
    expect(nine).toEqual(one);
  });
});

describe('selection', () => {
  const shell = Array.from({ length: 12 }, (_, index) =>
    elements({
      objectName: `SHELL ${index}`,
      catalogueNumber: 100 + index,
      nodeDeg: (index * 210) % 360,
      argumentOfPerigeeDeg: 350,
      meanAnomalyDeg: index * 10,
      meanMotionRevPerDay: 14.34 + index * 0.0001,
    }),
  );
  const raising = elements({ objectName: 'RAISING', catalogueNumber: 1, meanMotionRevPerDay: 14.37 });
  const other = elements({
    objectName: 'OTHER',
    catalogueNumber: 2,
    inclinationDeg: 53,
    meanMotionRevPerDay: 15.05,
  });
  const all = [raising, ...shell, other];

  test('without a mean motion only those within 0.02 rev/day of the median of the rest stay', () => {
    const chosen = selectSatellites(all, { inclinationDeg: [86, 87] });
    expect(chosen).toHaveLength(12);
    expect(chosen.every(({ objectName }) => objectName.startsWith('SHELL'))).toBe(true);
  });

  test('with one it alone decides', () => {
    const chosen = selectSatellites(all, { meanMotionRevPerDay: [14.36, 15.1] });
    expect(chosen.map(({ objectName }) => objectName).toSorted()).toEqual(['OTHER', 'RAISING']);
  });

  test('by name and altitude', () => {
    expect(selectSatellites(all, { name: 'OTH' })).toEqual([other]);
    const altitudeKm = altitudeKmOf(other);
    expect(altitudeKm).toBeGreaterThan(530);
    expect(altitudeKm).toBeLessThan(560);
    expect(selectSatellites(all, { altitudeKm: [530, 560] })).toEqual([other]);
  });

  test('sorted by node, then argument of latitude', () => {
    const keys = selectSatellites(all, { name: 'SHELL' }).map(
      (each) => each.nodeDeg * 1000 + ((each.argumentOfPerigeeDeg + each.meanAnomalyDeg) % 360),
    );
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  });

  test('a count takes evenly spaced ones; more than there are takes all', () => {
    const sorted = selectSatellites(all, { name: 'SHELL' });
    expect(selectSatellites(all, { name: 'SHELL', count: 4 })).toEqual(
      [0, 3, 6, 9].map((index) => sorted[index]),
    );
    expect(selectSatellites(all, { name: 'SHELL', count: 99 })).toEqual(sorted);
    expect(selectSatellites([], { count: 3 })).toEqual([]);
  });
});
