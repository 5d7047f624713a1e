import { describe, expect, test } from 'vitest';
import { combinedEphemeris, walkerEphemeris } from '../../constellation/index.ts';
import type { WalkerShell } from '../../constellation/index.ts';
import { degrees, present, radians, usFromS } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { capHalfAngleRad, capShare } from '../closed-form/cap.ts';
import type { Sight } from '../sight/sight.ts';
import { EQUATORIAL_SPHERE } from '../grid/surface.ts';
import { fullLatitudes, latitudeMeter } from './latitude-meter.ts';
import { rowsWithin } from './row-points.ts';
import { walkerLatitudes } from './walker-latitudes.ts';
import type { WalkerLatitudeQuestion } from './walker-latitudes.ts';

const STEREO = { minRad: radians(30), maxRad: radians(150) };
const EVERYWHERE = { southRad: -Math.PI / 2, northRad: Math.PI / 2 };

function shell(count: number, planes: number, phasing: number, inclinationDeg: number): WalkerShell {
  const inclinationRad = radians(inclinationDeg);
  return { kind: 'delta', count, planes, phasing, altitudeM: 1_000_000, inclinationRad };
}

function question(of: WalkerShell, elevationDeg: number): WalkerLatitudeQuestion {
  const sight: Sight = { kind: 'elevation', minElevationRad: radians(elevationDeg) };
  const within = rowsWithin(400, EQUATORIAL_SPHERE, sight, EVERYWHERE);
  return { shells: [of], within, sight, stereo: STEREO, fineness: 'search', seed: 1 };
}

describe('the shortcut', () => {
  test('counts N (1 - cos λ)/2 in view over all rows', () => {
    for (const of of [shell(400, 20, 1, 80), shell(60, 5, 2, 55), shell(7, 7, 3, 97)]) {
      const lambda = capHalfAngleRad(
        EARTH_EQUATORIAL_RADIUS_M,
        EARTH_EQUATORIAL_RADIUS_M + of.altitudeM,
        radians(10),
      );
      const expected = of.count * capShare(lambda);
      expect(Math.abs(walkerLatitudes(question(of, 10)).meanInView / expected - 1)).toBeLessThan(0.01);
    }
  });

  test.each([
    [shell(100, 10, 1, 70), 10],
    [shell(200, 10, 3, 60), 20],
    [shell(60, 6, 0, 85), 5],
    [shell(13, 1, 0, 50), 5],
    [{ ...shell(72, 6, 3, 86), kind: 'star' as const }, 10],
  ])('is what the full computation finds, %j', (of, elevationDeg) => {
    const asked = question(of, elevationDeg);
    const short = walkerLatitudes(asked);
    const meter = latitudeMeter({
      ...asked,
      ephemeris: walkerEphemeris(of),
      earth: { angleAtEpochRad: 1 },
      fromUs: 0,
      stepUs: usFromS(157),
    });
    for (let sample = 0; sample < 1100; sample++) meter.measure(sample);
    const full = fullLatitudes(asked.within, [meter.tally]);
    short.rows.forEach((row, index) => {
      const other = present(full.rows[index]);
      expect(Math.abs(row.stereoFraction - other.stereoFraction)).toBeLessThan(0.03);
      expect(Math.abs((row.folds[0]?.fraction ?? 0) - (other.folds[0]?.fraction ?? 0))).toBeLessThan(0.03);
    });
    expect(Math.abs(short.worst.stereoFraction - full.worst.stereoFraction)).toBeLessThan(
      0.01 + 3 * short.standardError,
    );
  });

  test('depends on the seed and on nothing else', () => {
    const asked = question(shell(60, 6, 1, 70), 10);
    expect(walkerLatitudes(asked)).toEqual(walkerLatitudes(asked));
    expect(walkerLatitudes({ ...asked, seed: 2 }).rows).not.toEqual(walkerLatitudes(asked).rows);
  });

  test('finds nothing for one satellite, and for an orbit that sees nothing', () => {
    expect(walkerLatitudes(question(shell(1, 1, 0, 60), 10)).worst.stereoFraction).toBe(0);
    const low: WalkerShell = { ...shell(100, 10, 1, 60), altitudeM: -1000 };
    expect(walkerLatitudes(question(low, 10))).toMatchObject({ meanInView: 0, standardError: 0 });
  });

  test('of two shells is what the full computation finds in the long run, and their numbers in view convolve', () => {
    const shells = [
      { ...shell(48, 6, 1, 60), altitudeM: 700_000 },
      { ...shell(40, 5, 2, 87), kind: 'star' as const },
    ];
    const asked = { ...question(shell(1, 1, 0, 0), 10), shells };
    const short = walkerLatitudes(asked);
    const [first, second] = shells.map((each) => walkerLatitudes({ ...asked, shells: [each] }));
    const meter = latitudeMeter({
      ...asked,
      ephemeris: combinedEphemeris(shells.map((each) => walkerEphemeris(each))),
      earth: { angleAtEpochRad: 1 },
      fromUs: 0,
      stepUs: usFromS(1571),
    });
    for (let sample = 0; sample < 1100; sample++) meter.measure(sample);
    const full = fullLatitudes(asked.within, [meter.tally]);
    full.rows.forEach((row, index) => {
      const found = present(short.rows[index]);
      const neither = [first, second].map((each) => 1 - (each?.rows[index]?.folds[0]?.fraction ?? 0));
      const covered = row.folds[0]?.fraction ?? 0;
      expect(Math.abs(row.stereoFraction - found.stereoFraction)).toBeLessThan(0.035);
      expect(Math.abs(covered - (found.folds[0]?.fraction ?? 0))).toBeLessThan(0.035);
      expect(Math.abs(covered - (1 - (neither[0] ?? 0) * (neither[1] ?? 0)))).toBeLessThan(0.02);
      expect(Math.abs(row.meanInView / found.meanInView - 1)).toBeLessThan(0.03);
    });
  });

  test.each([
    [6, 11],
    [5, 8],
    [8, 12],
  ])(
    'leaves holes in a polar star of %i planes of %i until its streets meet: cos c = cos λ / cos(π/S)',
    (planes, perPlane) => {
      // Without phasing, streets of half-width c meet over the equator when c is half the distance of two planes. [Wertz-1999] §7.6
      const streetRad = Math.PI / planes / 2;
      const closingRad = Math.acos(Math.cos(streetRad) * Math.cos(Math.PI / perPlane));
      const of = { ...shell(planes * perPlane, planes, 0, 90), kind: 'star' as const };
      const ratio = EARTH_EQUATORIAL_RADIUS_M / (EARTH_EQUATORIAL_RADIUS_M + of.altitudeM);
      const worstCovered = (halfAngleRad: number): number => {
        const elevationRad = Math.atan((Math.cos(halfAngleRad) - ratio) / Math.sin(halfAngleRad));
        const asked = question(of, degrees(elevationRad));
        const within = rowsWithin(3000, EQUATORIAL_SPHERE, asked.sight, { southRad: -0.3, northRad: 0.3 });
        const { rows } = walkerLatitudes({ ...asked, within });
        return Math.min(...rows.map(({ folds }) => folds[0]?.fraction ?? 0));
      };
      expect(worstCovered(closingRad + radians(0.05))).toBe(1);
      expect(worstCovered(closingRad - radians(0.4))).toBeLessThan(1);
    },
  );

  test('takes no shells that keep step', () => {
    const of = shell(60, 6, 1, 70);
    expect(() =>
      walkerLatitudes({
        ...question(of, 10),
        shells: [of, { ...of, kind: 'star', inclinationRad: radians(110) }],
      }),
    ).toThrow('keep step');
  });
});
