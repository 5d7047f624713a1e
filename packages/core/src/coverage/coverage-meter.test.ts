import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walkerEphemeris } from '../constellation/index.ts';
import { degrees, radians, usFromS } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../physics/index.ts';
import type { Ephemeris } from '../physics/index.ts';
import { capHalfAngleRad, capShare } from './closed-form/cap.ts';
import { coverageAnswer } from './answer/coverage-answer.ts';
import type { CoverageAnswer } from './answer/coverage-answer.ts';
import { groundCoverage } from './ground-coverage.ts';
import { coverageMeter } from './coverage-meter.ts';
import type { CoverageQuestion } from './coverage-meter.ts';
import type { LengthStatistics } from './answer/length-statistics.ts';
import { EQUATORIAL_SPHERE } from './grid/surface.ts';
import { fibonacciPoints } from './grid/surface-points.ts';
import { runMeans } from './answer/run-means.ts';

function shell(count: number, planes: number, altitudeM: number, inclinationDeg: number): Ephemeris {
  const inclinationRad = radians(inclinationDeg);
  return walkerEphemeris({ kind: 'delta', count, planes, phasing: 1, altitudeM, inclinationRad });
}

const QUESTION: CoverageQuestion = {
  ephemeris: shell(24, 6, 1_000_000, 70),
  earth: { angleAtEpochRad: 1 },
  surface: { kind: 'wgs84' },
  grid: 'fibonacci',
  cellCount: 300,
  sight: { kind: 'elevation', minElevationRad: radians(10) },
  stereo: null,
  fromUs: 0,
  stepUs: usFromS(60),
  sampleCount: 100,
};

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param cuts - Samples at which a new part begins, rising. */
function answer(question: CoverageQuestion, cuts: readonly number[] = []): CoverageAnswer {
  const edges = [0, ...cuts, question.sampleCount];
  const parts = edges.slice(1).map((to, index) => {
    const meter = coverageMeter(question, edges[index] ?? 0, to);
    for (let sample = edges[index] ?? 0; sample < to; sample++) meter.measure(sample);
    return meter.part;
  });
  return coverageAnswer(question, parts);
}

describe('coverage over a window', () => {
  test('on the Fibonacci grid it is the plain loop', () => {
    const { ephemeris, earth, surface, cellCount, fromUs, stepUs, sampleCount } = QUESTION;
    const points = fibonacciPoints(cellCount, surface);
    const minElevationRad = radians(10);
    const plain = groundCoverage({ ephemeris, earth, points, minElevationRad, fromUs, stepUs, sampleCount });
    expect(answer(QUESTION)).toMatchObject(plain);
  });

  test.each([
    QUESTION,
    { ...QUESTION, stereo: { minRad: radians(30), maxRad: radians(150) } },
    {
      ...QUESTION,
      grid: 'rows' as const,
      sight: { kind: 'shell' as const, altitudeM: 150_000, limbM: 50_000, maxRangeM: 3_000_000 },
    },
  ])('is the same bit for bit however the window is cut: $grid, $sight.kind', (question) => {
    const whole = answer(question);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 }), (cuts) => {
        expect(
          answer(
            question,
            cuts.toSorted((a, b) => a - b),
          ),
        ).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });

  test('gaps, returns and waits are those of the covered flags of each cell', () => {
    const question = { ...QUESTION, cellCount: 40 };
    const flags = Array.from({ length: 40 }, (): boolean[] => []);
    const points = fibonacciPoints(40, question.surface);
    for (let sample = 0; sample < question.sampleCount; sample++) {
      // One point at a time, by the plain loop.
      flags.forEach((flag, point) => {
        const single = {
          ...points,
          count: 1,
          latitudeRad: points.latitudeRad.subarray(point, point + 1),
          positionsItrfM: points.positionsItrfM.subarray(3 * point, 3 * point + 3),
          zenithsItrf: points.zenithsItrf.subarray(3 * point, 3 * point + 3),
        };
        const { maxInView } = groundCoverage({
          ephemeris: question.ephemeris,
          earth: question.earth,
          points: single,
          minElevationRad: radians(10),
          fromUs: sample * question.stepUs,
          stepUs: question.stepUs,
          sampleCount: 1,
        });
        flag.push(maxInView > 0);
      });
    }
    const text = flags.map((flag) => flag.map((covered) => (covered ? '#' : '.')).join(''));
    const gaps = text.flatMap((row) => row.match(/\.+/g) ?? []).map((run) => 60 * run.length);
    const rises = text.map((row) => [...row.matchAll(/(?<=\.)#/g)].map((match) => match.index));
    const returns = rises.flatMap((at) => at.slice(1).map((each, index) => 60 * (each - (at[index] ?? 0))));
    const waits = text.flatMap((row) =>
      Array.from({ length: row.length }, (_, at) => at).flatMap((at) =>
        row.indexOf('#', at) < 0 ? [] : [60 * (row.indexOf('#', at) - at)],
      ),
    );
    const { gaps: ours, revisit, response } = answer(question).runs;
    expect(rounded(ours)).toEqual(statisticsOf(gaps));
    expect(rounded(revisit)).toEqual(statisticsOf(returns));
    const { unansweredFraction, ...rest } = response;
    expect(rounded(rest)).toEqual(statisticsOf(waits));
    expect(unansweredFraction).toBeCloseTo(1 - waits.length / 4000, 12);
    for (const cuts of [[], [1, 37, 38, 71]]) {
      const { cellTable, byLatitude } = answer(question, cuts);
      text.forEach((row, cell) => {
        const lengths = (row.match(/\.+/g) ?? []).map((run) => 60 * run.length);
        const at = rises[cell] ?? [];
        const steps = at.slice(1).map((each, index) => 60 * (each - (at[index] ?? 0)));
        const waited = Array.from(
          { length: row.lastIndexOf('#') + 1 },
          (_, from) => 60 * (row.indexOf('#', from) - from),
        );
        expect(cellTable.gaps[cell]).toBe(lengths.length);
        expect(cellTable.meanGapS[cell]).toBeCloseTo(meanOf(lengths), 9);
        expect(cellTable.p95GapS?.[cell]).toBe(statisticsOf(lengths).p95S);
        expect(cellTable.revisits[cell]).toBe(steps.length);
        expect(cellTable.meanRevisitS[cell]).toBeCloseTo(meanOf(steps), 9);
        expect(cellTable.meanResponseS[cell]).toBeCloseTo(meanOf(waited), 9);
        expect(cellTable.unansweredFraction[cell]).toBeCloseTo(1 - waited.length / 100, 12);
      });
      const whole = runMeans(
        cellTable,
        text.map((_, cell) => cell),
      );
      expect(whole.gaps).toBe(gaps.length);
      expect(whole.meanGapS).toBeCloseTo(meanOf(gaps), 9);
      expect(whole.p95GapS).toBe(statisticsOf(gaps).p95S);
      expect(whole.meanRevisitS).toBeCloseTo(meanOf(returns), 9);
      expect(whole.meanResponseS).toBeCloseTo(meanOf(waits), 9);
      expect(byLatitude.reduce((sum, band) => sum + band.gaps, 0)).toBe(gaps.length);
    }
  });

  test.each(['rows', 'fibonacci'] as const)(
    'the mean over %s is N (1 - cos λ)/2, whatever the pattern',
    (grid) => {
      const minElevationRad = radians(20);
      const question: CoverageQuestion = {
        ...QUESTION,
        ephemeris: shell(200, 10, 1_000_000, 80),
        surface: EQUATORIAL_SPHERE,
        grid,
        cellCount: 10_000,
        sight: { kind: 'elevation', minElevationRad },
        stepUs: usFromS(300),
        sampleCount: 48,
      };
      const lambda = capHalfAngleRad(
        EARTH_EQUATORIAL_RADIUS_M,
        EARTH_EQUATORIAL_RADIUS_M + 1e6,
        minElevationRad,
      );
      expect(Math.abs(answer(question).meanInView / (200 * capShare(lambda)) - 1)).toBeLessThan(1e-3);
    },
  );

  test('bands of latitude add up to the whole, and the worst cell and sample are among the least covered', () => {
    const { byLatitude, meanInView, folds, cells, worstCell, worstSample, runs } = answer(QUESTION);
    expect(byLatitude.reduce((sum, band) => sum + band.cells, 0)).toBe(cells);
    expect(byLatitude.reduce((sum, band) => sum + band.cells * band.meanInView, 0) / cells).toBeCloseTo(
      meanInView,
      10,
    );
    expect(byLatitude.reduce((sum, band) => sum + band.cells * band.coveredFraction, 0) / cells).toBeCloseTo(
      folds[0]?.fraction ?? -1,
      10,
    );
    expect(Math.max(...byLatitude.map((band) => band.longestGapS))).toBe(runs.gaps.maxS);
    expect(worstCell.coveredFraction).toBeLessThan(folds[0]?.fraction ?? -1);
    expect(worstSample.coveredFraction).toBeLessThanOrEqual(folds[0]?.fraction ?? -1);
    expect(degrees(worstCell.longitudeRad)).toBeGreaterThanOrEqual(-180);
  });

  test('more than 64 in view make the table grow and change nothing', () => {
    const question = { ...QUESTION, ephemeris: shell(2000, 40, 1_000_000, 60), sampleCount: 2 };
    const { ephemeris, earth, surface, cellCount, fromUs, stepUs } = question;
    const plain = groundCoverage({
      ephemeris,
      earth,
      points: fibonacciPoints(cellCount, surface),
      minElevationRad: radians(10),
      fromUs,
      stepUs,
      sampleCount: 2,
    });
    expect(plain.maxInView).toBeGreaterThan(64);
    expect(answer(question)).toMatchObject(plain);
  });

  test('one satellite that never rises somewhere leaves a gap as long as the window, and no answer there', () => {
    const question = { ...QUESTION, ephemeris: shell(1, 1, 500_000, 0), sampleCount: 30 };
    const { runs, worstCell, minInView } = answer(question);
    expect(minInView).toBe(0);
    expect(runs.gaps.maxS).toBe(1800);
    expect(worstCell).toMatchObject({ coveredFraction: 0, longestGapS: 1800 });
    expect(runs.response.unansweredFraction).toBeGreaterThan(0.5);
  });
});

describe('stereo', () => {
  test('is there where some pair of lines of sight crosses in the band', () => {
    const minElevationRad = radians(10);
    const question = { ...QUESTION, sampleCount: 3, stereo: { minRad: radians(40), maxRad: radians(120) } };
    const { ephemeris, earth, fromUs, stepUs } = question;
    const points = fibonacciPoints(question.cellCount, question.surface);
    let crossed = 0;
    const positions = new Float64Array(3 * ephemeris.satelliteCount);
    for (let sample = 0; sample < 3; sample++) {
      const atUs = fromUs + sample * stepUs;
      ephemeris.positionsInertialInto(positions, atUs);
      const angle = earth.angleAtEpochRad + 7.292115146706979e-5 * (atUs / 1e6);
      for (let point = 0; point < points.count; point++) {
        const lines: number[][] = [];
        for (let at = 0; at < positions.length; at += 3) {
          const x =
            Math.cos(angle) * positions[at]! +
            Math.sin(angle) * positions[at + 1]! -
            points.positionsItrfM[3 * point]!;
          const y =
            Math.cos(angle) * positions[at + 1]! -
            Math.sin(angle) * positions[at]! -
            points.positionsItrfM[3 * point + 1]!;
          const z = positions[at + 2]! - points.positionsItrfM[3 * point + 2]!;
          const unit = [x, y, z].map((each) => each / Math.hypot(x, y, z));
          const up = unit.reduce((sum, each, axis) => sum + each * points.zenithsItrf[3 * point + axis]!, 0);
          if (Math.asin(up) >= minElevationRad) lines.push(unit);
        }
        const angles = lines.flatMap((a, i) =>
          lines
            .slice(i + 1)
            .map((b) => degrees(Math.acos(a.reduce((sum, each, axis) => sum + each * b[axis]!, 0)))),
        );
        if (angles.some((each) => each >= 40 && each <= 120)) crossed += 1;
      }
    }
    const { stereo } = answer(question);
    expect(crossed).toBeGreaterThan(10);
    expect(stereo?.fraction).toBeCloseTo(crossed / 900, 12);
  });
});

/** Of plain numbers, by sorting; means to a microsecond. */
function statisticsOf(values: readonly number[]): LengthStatistics {
  const sorted = values.toSorted((a, b) => a - b);
  return rounded({
    count: values.length,
    meanS: values.reduce((sum, each) => sum + each, 0) / values.length,
    p95S: sorted[Math.ceil(0.95 * values.length) - 1] ?? 0,
    maxS: sorted.at(-1) ?? 0,
  });
}

function rounded(statistics: LengthStatistics): LengthStatistics {
  return { ...statistics, meanS: Math.round(1e6 * statistics.meanS) / 1e6 };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the table of cells', () => {
  const question: CoverageQuestion = {
    ...QUESTION,
    sight: { kind: 'elevation', minElevationRad: radians(35) },
    stereo: { minRad: radians(20), maxRad: radians(160) },
  };

  test('adds up to the answer and names its worst cell', () => {
    const { cellTable, worstCell, meanInView, minInView, folds, stereo, runs } = answer(question);
    expect(mean(cellTable.meanInView)).toBeCloseTo(meanInView, 12);
    expect(mean(cellTable.coveredFraction)).toBeCloseTo(folds[0]?.fraction ?? 0, 12);
    expect(mean(cellTable.stereoFraction ?? new Float64Array(1))).toBeCloseTo(stereo?.fraction ?? -1, 12);
    expect(Math.min(...cellTable.minInView)).toBe(minInView);
    expect(Math.max(...cellTable.longestGapS)).toBe(runs.gaps.maxS);
    expect(Math.min(...cellTable.coveredFraction)).toBe(worstCell.coveredFraction);
    const at = cellTable.latitudeRad.indexOf(worstCell.latitudeRad);
    expect(cellTable.meanInView[at]).toBe(worstCell.meanInView);
  });

  test('goes with the lengths of all gaps', () => {
    const { gapLengths, runs } = answer(question);
    const count = gapLengths.reduce((sum, gap) => sum + gap.count, 0);
    const totalS = gapLengths.reduce((sum, gap) => sum + gap.count * gap.lengthS, 0);
    expect(count).toBe(runs.gaps.count);
    expect(totalS / count).toBeCloseTo(runs.gaps.meanS, 9);
    expect(gapLengths.at(-1)?.lengthS).toBe(runs.gaps.maxS);
  });
});
