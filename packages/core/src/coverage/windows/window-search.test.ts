import { describe, expect, test } from 'vitest';
import { circularEphemeris, walkerEphemeris } from '../../constellation/index.ts';
import { radians, usFromS } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_ROTATION_RAD_PER_S, twoBodyRates } from '../../physics/index.ts';
import type { Ephemeris } from '../../physics/index.ts';
import { capHalfAngleRad, capShare } from '../closed-form/cap.ts';
import { windowSearch } from './window-search.ts';
import type { WindowPart, WindowQuestion, WindowShare } from './window-search.ts';
import type { Sight } from '../sight/sight.ts';
import { EQUATORIAL_SPHERE } from '../grid/surface.ts';
import type { Surface } from '../grid/surface.ts';
import { eccentric } from './eccentric-orbit.test-data.ts';
import { sorted, stepByStep } from './step-by-step.test-data.ts';
import type { Window } from './step-by-step.test-data.ts';
import { windowAnswer } from './window-answer.ts';

const ALL: WindowShare = {
  firstPoint: 0,
  endPoint: Number.POSITIVE_INFINITY,
  firstSatellite: 0,
  satelliteStride: 1,
};

function found(question: WindowQuestion, share = ALL): { part: WindowPart; windows: Window[] } {
  const windows: Window[] = [];
  const search = windowSearch(question, share, (point, satellite, riseS, setS, startOpen, endOpen) =>
    windows.push({ point, satellite, riseS, setS, startOpen, endOpen }),
  );
  for (let piece = 0; piece < search.pieceCount; piece++) search.search();
  return { part: search.part(), windows: sorted(windows) };
}

function shell(count: number, planes: number, altitudeM: number, inclinationDeg: number): Ephemeris {
  const inclinationRad = radians(inclinationDeg);
  return walkerEphemeris({ kind: 'delta', count, planes, phasing: 1, altitudeM, inclinationRad });
}

const QUESTION: WindowQuestion = {
  ephemeris: shell(6, 3, 800_000, 70),
  earth: { angleAtEpochRad: 1 },
  surface: EQUATORIAL_SPHERE,
  grid: 'fibonacci',
  cellCount: 60,
  sight: { kind: 'elevation', minElevationRad: radians(10) },
  fromUs: 0,
  durationS: 9000,
  minDurationS: 0,
};

const SHELL: Sight = {
  kind: 'shell',
  altitudeM: 150_000,
  limbM: 50_000,
  maxRangeM: Number.POSITIVE_INFINITY,
};
const WGS84: Surface = { kind: 'wgs84' };

describe('rise and set times', () => {
  test.each<[string, Partial<WindowQuestion>]>([
    ['sphere', {}],
    ['ellipsoid', { surface: WGS84 }],
    [
      'steep elevation, short passes',
      { sight: { kind: 'elevation', minElevationRad: radians(60) }, cellCount: 600 },
    ],
    ['cells in rows', { grid: 'rows', surface: WGS84 }],
    ['low orbit', { ephemeris: shell(6, 3, 250_000, 51), surface: WGS84, cellCount: 200 }],
    ['shell', { sight: SHELL, surface: WGS84 }],
    ['shell within a range', { sight: { ...SHELL, maxRangeM: 1_500_000 }, cellCount: 200 }],
    ['shell below the limb', { sight: { ...SHELL, altitudeM: 20_000 }, surface: WGS84 }],
    ['Molniya orbit', { ephemeris: eccentric(6_900_000, 46_000_000), durationS: 43_200, cellCount: 200 }],
    ['synchronous orbit', { ephemeris: shell(3, 3, 35_786_000, 30), durationS: 86_400, surface: WGS84 }],
    ['orbit of 8 hours', { ephemeris: shell(3, 3, 13_900_000, 5), durationS: 43_200 }],
  ])('are those of fine steps: %s', (_, change) => {
    const question = { ...QUESTION, ...change };
    const stepS = question.durationS > 20_000 ? 2 : 0.5;
    const { windows } = found(question);
    const fine = stepByStep(question, stepS);
    // A pass shorter than a fine step may hide from the steps, never from us.
    const long = windows.filter(
      (each) => each.setS - each.riseS > 2 * stepS || each.startOpen || each.endOpen,
    );
    const fineLong = fine.filter(
      (each) => each.setS - each.riseS > 2 * stepS || each.startOpen || each.endOpen,
    );
    expect(long.length).toBeGreaterThan(10);
    expect(
      long.map(({ point, satellite, startOpen, endOpen }) => [point, satellite, startOpen, endOpen]),
    ).toEqual(
      fineLong.map(({ point, satellite, startOpen, endOpen }) => [point, satellite, startOpen, endOpen]),
    );
    long.forEach(({ riseS, setS }, index) => {
      const other = fineLong[index]!;
      // The chord of a step is off where the margin bends: most at grazing passes.
      const chordS = 0.005 + (0.3 * stepS * stepS) / (setS - riseS);
      expect(Math.abs(riseS - other.riseS)).toBeLessThan(chordS);
      expect(Math.abs(setS - other.setS)).toBeLessThan(chordS);
    });
  });

  test('over the pole, a pass of a polar orbit lasts twice the cap over the rate', () => {
    // A polar satellite on a sphere that turns passes over the pole itself: rise and set at the cap's half-angle from it.
    const radiusM = EARTH_EQUATORIAL_RADIUS_M + 1_000_000;
    const rates = twoBodyRates(radiusM);
    const slots = [{ nodeRad: 0, argumentOfLatitudeRad: 0 }];
    const ephemeris = circularEphemeris({ radiusM, inclinationRad: Math.PI / 2, rates, slots });
    const question: WindowQuestion = { ...QUESTION, ephemeris, cellCount: 1_000_000, durationS: 6000 };
    const { windows } = found(question, { ...ALL, endPoint: 1 });
    const cap = capHalfAngleRad(EARTH_EQUATORIAL_RADIUS_M, radiusM, radians(10));
    // The first point stands 1.4 mrad from the pole: 1.42 s of the orbit.
    expect(windows).toHaveLength(1);
    const { riseS, setS } = windows[0]!;
    const expectedS = (2 * cap) / rates.argumentOfLatitudeRadPerS;
    expect(Math.abs(setS - riseS - expectedS)).toBeLessThan(0.2);
    expect(Math.abs((riseS + setS) / 2 - Math.PI / 2 / rates.argumentOfLatitudeRadPerS)).toBeLessThan(1.45);
  });

  test('in the plane of the equator rise and set are a closed form, to a tenth of a millisecond', () => {
    const radiusM = EARTH_EQUATORIAL_RADIUS_M + 700_000;
    const rates = twoBodyRates(radiusM);
    const slots = [{ nodeRad: 0, argumentOfLatitudeRad: 0 }];
    const ephemeris = circularEphemeris({ radiusM, inclinationRad: 0, rates, slots });
    const earth = { angleAtEpochRad: 0 };
    // One Fibonacci point: on the equator at longitude (1 + √5) π/2.
    const { windows } = found({ ...QUESTION, ephemeris, earth, cellCount: 1, durationS: 12_000 });
    const cap = capHalfAngleRad(EARTH_EQUATORIAL_RADIUS_M, radiusM, radians(10));
    const rate = rates.argumentOfLatitudeRadPerS + rates.nodeRadPerS - EARTH_ROTATION_RAD_PER_S;
    const longitude = ((1 + Math.sqrt(5)) * Math.PI) / 2;
    const passes = [-1, 0, 1].map((turn) => longitude + 2 * Math.PI * turn);
    const expected = passes
      .map((angle) => [(angle - cap) / rate, (angle + cap) / rate] as const)
      .filter(([riseS]) => riseS > 0 && riseS < 12_000);
    expect(windows).toHaveLength(expected.length);
    windows.forEach(({ riseS, setS }, index) => {
      expect(Math.abs(riseS - expected[index]![0])).toBeLessThan(1e-4);
      expect(Math.abs(setS - expected[index]![1])).toBeLessThan(1e-4);
    });
  });

  test('the mean number in view over a day is the closed form', () => {
    const ephemeris = shell(24, 6, 1_000_000, 70);
    const question = { ...QUESTION, ephemeris, cellCount: 500, durationS: 86_400 };
    const answer = windowAnswer(question, [found(question).part]);
    const cap = capHalfAngleRad(
      EARTH_EQUATORIAL_RADIUS_M,
      EARTH_EQUATORIAL_RADIUS_M + 1_000_000,
      radians(10),
    );
    expect(Math.abs(answer.meanInView / (24 * capShare(cap)) - 1)).toBeLessThan(1e-3);
  });

  test('parts by satellites and by points join to the same answer', () => {
    const question = { ...QUESTION, cellCount: 97 };
    const whole = windowAnswer(question, [found(question).part]);
    const bySatellite = [0, 1, 2].map(
      (firstSatellite) => found(question, { ...ALL, firstSatellite, satelliteStride: 3 }).part,
    );
    const byPoint = [0, 40, 80].map(
      (firstPoint) => found(question, { ...ALL, firstPoint, endPoint: firstPoint + 40 }).part,
    );
    expect(windowAnswer(question, bySatellite)).toEqual(whole);
    expect(windowAnswer(question, byPoint)).toEqual(whole);
  });

  test('short windows are left out, cut ones stay', () => {
    const { windows } = found(QUESTION);
    const kept = found({ ...QUESTION, minDurationS: 400 }).windows;
    expect(kept).toEqual(
      windows.filter((each) => each.setS - each.riseS >= 400 || each.startOpen || each.endOpen),
    );
    expect(kept.length).toBeLessThan(windows.length);
  });

  test('gaps, returns and waits are those of the union', () => {
    const { part, windows } = found(QUESTION);
    const answer = windowAnswer(QUESTION, [part]);
    const { cellCount, durationS } = QUESTION;
    const stepS = 1;
    let uncovered = 0;
    for (let point = 0; point < cellCount; point++) {
      const own = windows.filter((each) => each.point === point);
      for (let atS = stepS / 2; atS < durationS; atS += stepS) {
        if (!own.some(({ riseS, setS }) => riseS <= atS && atS < setS)) uncovered += 1;
      }
    }
    expect(answer.coveredFraction).toBeCloseTo(1 - (uncovered * stepS) / durationS / cellCount, 4);
    expect(answer.gaps.maxS).toBe(answer.longestGap?.lengthS);
    expect(usFromS(answer.gaps.meanS * answer.gaps.count)).toBeCloseTo(
      usFromS((1 - answer.coveredFraction) * durationS * cellCount),
      -2,
    );
  });
});
