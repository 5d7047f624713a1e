import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circularEphemeris, walkerEphemeris } from '../../constellation/index.ts';
import { radians, usFromS } from '../../foundation/index.ts';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_ROTATION_RAD_PER_S,
  earthAngleRad,
  twoBodyRates,
} from '../../physics/index.ts';
import type { Ephemeris } from '../../physics/index.ts';
import { capHalfAngleRad, capShare } from '../closed-form/cap.ts';
import { windowSearch } from './window-search.ts';
import type { WindowPart, WindowQuestion, WindowShare } from './window-search.ts';
import { CoveredTimes } from './covered-times.ts';
import { SatellitePiece } from './crossing.ts';
import { PIECE_STRIDE, earthFixedPath } from './earth-fixed-path.ts';
import { turnToEarthFixed } from '../positions/earth-fixed.ts';
import { exactLengths, exactWaits } from './exact-lengths.ts';
import { coverageGrid } from '../grid/coverage-grid.ts';
import { gridPoints } from '../grid/grid-points.ts';
import { targetHeightM } from '../sight/sight.ts';
import { passLaw } from './pass-law.ts';
import type { Sight } from '../sight/sight.ts';
import { EQUATORIAL_SPHERE } from '../grid/surface-points.ts';
import type { Surface } from '../grid/surface-points.ts';
import { windowAnswer } from './window-answer.ts';

const ALL: WindowShare = {
  firstPoint: 0,
  endPoint: Number.POSITIVE_INFINITY,
  firstSatellite: 0,
  satelliteStride: 1,
};

interface Window {
  readonly point: number;
  readonly satellite: number;
  readonly riseS: number;
  readonly setS: number;
  readonly startOpen: boolean;
  readonly endOpen: boolean;
}

function found(question: WindowQuestion, share = ALL): { part: WindowPart; windows: Window[] } {
  const windows: Window[] = [];
  const search = windowSearch(question, share, (point, satellite, riseS, setS, startOpen, endOpen) =>
    windows.push({ point, satellite, riseS, setS, startOpen, endOpen }),
  );
  for (let piece = 0; piece < search.pieceCount; piece++) search.search();
  return { part: search.part(), windows: sorted(windows) };
}

function sorted(windows: readonly Window[]): Window[] {
  return windows.toSorted((a, b) => a.point - b.point || a.satellite - b.satellite || a.riseS - b.riseS);
}

function shell(count: number, planes: number, altitudeM: number, inclinationDeg: number): Ephemeris {
  const inclinationRad = radians(inclinationDeg);
  return walkerEphemeris({ kind: 'delta', count, planes, phasing: 1, altitudeM, inclinationRad });
}

/** An eccentric orbit of 63.4 degrees by Kepler's equation, for the test alone. */
function eccentric(perigeeM: number, apogeeM: number): Ephemeris {
  const a = (perigeeM + apogeeM) / 2;
  const e = (apogeeM - perigeeM) / (apogeeM + perigeeM);
  const rate = Math.sqrt(3.986004418e14 / a ** 3);
  return {
    satelliteCount: 1,
    positionsInertialInto(out: Float64Array, atUs: number): void {
      const mean = rate * (atUs / 1e6) - 0.5;
      let anomaly = mean;
      for (let step = 0; step < 60; step++) {
        anomaly -= (anomaly - e * Math.sin(anomaly) - mean) / (1 - e * Math.cos(anomaly));
      }
      const x = a * (Math.cos(anomaly) - e);
      const y = a * Math.sqrt(1 - e * e) * Math.sin(anomaly);
      out.set([y, -x * Math.cos(radians(63.4)), -x * Math.sin(radians(63.4))]);
    },
  };
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

/** Every pair at every fine step: where the true margin changes sign, linear between. */
function stepByStep(question: WindowQuestion, stepS: number): Window[] {
  const { ephemeris, earth, fromUs, durationS } = question;
  const points = gridPoints(coverageGrid(question), question.surface, targetHeightM(question.sight));
  const law = passLaw(points, question.sight);
  const positions = new Float64Array(3 * ephemeris.satelliteCount);
  const state = new Float64Array(6);
  const margin = new Float64Array(2);
  const before = new Float64Array(ephemeris.satelliteCount * points.count);
  const since = new Float64Array(before.length).fill(Number.NaN);
  const windows: Window[] = [];
  for (let atS = 0; atS <= durationS; atS += stepS) {
    const atUs = fromUs + atS * 1e6;
    ephemeris.positionsInertialInto(positions, atUs);
    turnToEarthFixed(positions, earthAngleRad(earth, atUs));
    for (let satellite = 0; satellite < ephemeris.satelliteCount; satellite++) {
      state.set(positions.subarray(3 * satellite, 3 * satellite + 3));
      for (let point = 0; point < points.count; point++) {
        const pair = satellite * points.count + point;
        law.marginInto(margin, point, state);
        const now = margin[0]!;
        const crossedS = atS - (stepS * now) / (now - before[pair]!);
        if (now >= 0 && Number.isNaN(since[pair]!)) since[pair] = atS === 0 ? -1 : crossedS;
        if (now < 0 && !Number.isNaN(since[pair]!)) {
          const riseS = since[pair]!;
          const startOpen = riseS < 0;
          windows.push({
            point,
            satellite,
            riseS: Math.max(0, riseS),
            setS: crossedS,
            startOpen,
            endOpen: false,
          });
          since[pair] = Number.NaN;
        }
        before[pair] = now;
      }
    }
  }
  since.forEach((riseS, pair) => {
    if (Number.isNaN(riseS)) return;
    const point = pair % points.count;
    const satellite = (pair - point) / points.count;
    windows.push({
      point,
      satellite,
      riseS: Math.max(0, riseS),
      setS: durationS,
      startOpen: riseS < 0,
      endOpen: true,
    });
  });
  return sorted(windows);
}

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

describe('lengths', () => {
  test('of one gap of 100 s in a covered 100 s: half the instants wait 50 s on average', () => {
    const waits = exactWaits([100], 100);
    expect(waits).toMatchObject({ count: 1, meanS: 25, maxS: 100 });
    expect(waits.p95S).toBeCloseTo(90, 9);
  });

  test('waits agree with waiting at every hundredth of a second', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 300 }),
        (gaps, coveredS) => {
          const waits = gaps.flatMap((gap) => Array.from({ length: 100 * gap }, (_, k) => (k + 0.5) / 100));
          waits.push(...Array.from({ length: 100 * coveredS }, () => 0));
          const rising = waits.toSorted((a, b) => a - b);
          const { meanS, p95S, maxS } = exactWaits(gaps, coveredS);
          expect(meanS).toBeCloseTo(rising.reduce((sum, each) => sum + each, 0) / rising.length, 6);
          expect(Math.abs(p95S - (rising[Math.ceil(0.95 * rising.length) - 1] ?? 0))).toBeLessThan(0.02);
          expect(maxS).toBe(Math.max(...gaps));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('of twenty, the 95th percentile is the nineteenth', () => {
    const lengths = Array.from({ length: 20 }, (_, k) => 20 - k);
    expect(exactLengths(lengths)).toEqual({ count: 20, meanS: 10.5, p95S: 19, maxS: 20 });
    expect(exactLengths([])).toEqual({ count: 0, meanS: 0, p95S: 0, maxS: 0 });
  });
});

describe('the path between knots', () => {
  test.each<[string, Ephemeris, number]>([
    ['a low orbit, to 20 mm', shell(6, 3, 500_000, 60), 0.02],
    ['the perigee of a Molniya orbit, to a metre', eccentric(6_900_000, 46_000_000), 1],
  ])('is that of %s', (_, ephemeris, toleranceM) => {
    const earth = { angleAtEpochRad: 1 };
    const path = earthFixedPath(ephemeris, earth, 0, usFromS(36_000));
    const pieces = new Float64Array(ephemeris.satelliteCount * PIECE_STRIDE);
    const positions = new Float64Array(3 * ephemeris.satelliteCount);
    const piece = new SatellitePiece();
    let worstM = 0;
    for (let index = 0; index < path.pieceCount; index++) {
      path.pieceInto(pieces, index);
      for (const share of [0, 0.1, 0.25, 0.5, 0.8, 1]) {
        const atUs = (index + share) * path.pieceS * 1e6;
        ephemeris.positionsInertialInto(positions, atUs);
        turnToEarthFixed(positions, earthAngleRad(earth, atUs));
        for (let satellite = 0; satellite < ephemeris.satelliteCount; satellite++) {
          piece.take(pieces, satellite);
          piece.stateInto(piece.state, share);
          for (let axis = 0; axis < 3; axis++) {
            worstM = Math.max(worstM, Math.abs(piece.state[axis]! - positions[3 * satellite + axis]!));
          }
        }
      }
    }
    expect(worstM).toBeLessThan(toleranceM);
  });
});

describe('the union of windows', () => {
  test('is the union, whatever the order', () => {
    const interval = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 30 }), (intervals) => {
        const covered = new CoveredTimes();
        const seconds = new Set<number>();
        for (const [start, length] of intervals) {
          covered.add(start, start + length);
          for (let second = start; second < start + length; second++) seconds.add(second);
        }
        const edges = Array.from({ length: 80 }, (_, second) => second).filter(
          (second) => seconds.has(second) !== seconds.has(second - 1),
        );
        expect(covered.edges).toEqual(edges);
      }),
    );
  });
});
