import { describe, expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import { radians, usFromS } from '../../foundation/index.ts';
import { coverageAnswer } from '../answer/coverage-answer.ts';
import type { CoverageAnswer } from '../answer/coverage-answer.ts';
import { coverageMeter } from '../coverage-meter.ts';
import type { CoverageQuestion } from '../coverage-meter.ts';
import { windowSearch } from '../windows/window-search.ts';
import { windowAnswer } from '../windows/window-answer.ts';
import { boxArea, isWithin } from './area.test-data.ts';
import { corridorBetween } from './corridor.ts';

const WHOLE: CoverageQuestion = {
  ephemeris: walkerEphemeris({
    kind: 'delta',
    count: 24,
    planes: 6,
    phasing: 1,
    altitudeM: 1_000_000,
    inclinationRad: radians(70),
  }),
  earth: { angleAtEpochRad: 1 },
  surface: { kind: 'wgs84' },
  grid: 'fibonacci',
  cellCount: 1000,
  sight: { kind: 'elevation', minElevationRad: radians(10) },
  stereo: null,
  fromUs: 0,
  stepUs: usFromS(60),
  sampleCount: 60,
};
const SHELL = { kind: 'shell', altitudeM: 150_000, limbM: 50_000, maxRangeM: 3_000_000 } as const;
const STEREO = { minRad: radians(20), maxRad: radians(150) };

function answer(question: CoverageQuestion): CoverageAnswer {
  const meter = coverageMeter(question, 0, question.sampleCount);
  for (let sample = 0; sample < question.sampleCount; sample++) meter.measure(sample);
  return coverageAnswer(question, [meter.part]);
}

const way = corridorBetween(
  { polygons: [[[[radians(129), radians(40)]]]] },
  { polygons: [[[[radians(-77), radians(39)]]]] },
  2_000_000,
);
if (!way.ok) throw new Error(way.fault);
const AREAS = [
  ['a box over the date line', boxArea(-20, 150, 50, 220)],
  ['a box up to the pole', boxArea(60, -180, 90, 0)],
  ['a corridor', { kind: 'corridor', title: 'way', corridor: way.corridor }],
] as const;
const KINDS = [
  ['points', WHOLE],
  ['rows', { ...WHOLE, grid: 'rows' }],
  ['a shell in rows', { ...WHOLE, grid: 'rows', sight: SHELL }],
  ['a shell of points with crossings', { ...WHOLE, sight: SHELL, stereo: STEREO }],
] as const satisfies readonly (readonly [string, CoverageQuestion])[];
const CASES = KINDS.flatMap(([kind, question]) =>
  AREAS.map(([name, area]) => [kind, name, question, area] as const),
);

describe('coverage of an area', () => {
  test.each(CASES)('on %s over %s is that of its cells in the whole', (_kind, _name, question, area) => {
    const whole = answer(question);
    const some = answer({ ...question, area });
    const { cellTable: all } = whole;
    const numbers = [...all.cellNumber].filter((cell) =>
      isWithin(area, deg(all.latitudeRad[cell]!), deg(all.longitudeRad[cell]!)),
    );
    expect([...some.cellTable.cellNumber]).toEqual(numbers);
    expect(numbers.length).toBeGreaterThan(10);
    const ofArea = (values: ArrayLike<number>): number[] => numbers.map((cell) => values[cell]!);
    for (const key of ['latitudeRad', 'longitudeRad', 'coveredFraction', 'meanInView', 'minInView'] as const)
      expect([...some.cellTable[key]]).toEqual(ofArea(all[key]));
    expect([...some.cellTable.longestGapS]).toEqual(ofArea(all.longestGapS));
    const crossed = some.cellTable.stereoFraction ?? new Float64Array(numbers.length);
    expect([...crossed]).toEqual(ofArea(all.stereoFraction ?? new Float64Array(all.cellCount)));
    // Cells weigh the same, so means of the area are those of its cells.
    expect(some.meanInView).toBeCloseTo(mean(ofArea(all.meanInView)), 10);
    expect(some.folds[0]?.fraction).toBeCloseTo(mean(ofArea(all.coveredFraction)), 10);
    expect(some.worstCell.coveredFraction).toBe(Math.min(...ofArea(all.coveredFraction)));
    expect(some.runs.gaps.maxS).toBe(Math.max(...ofArea(all.longestGapS)));
    const bands = some.byLatitude.reduce((sum, band) => sum + band.cells * band.meanInView, 0);
    expect(bands / some.cells).toBeCloseTo(some.meanInView, 10);
  });

  test.each(AREAS)('rise and set times over %s are those of its points', (_name, area) => {
    const question = { ...WHOLE, cellCount: 300, durationS: 5400, minDurationS: 0 };
    const told = (asked: typeof question & { area?: typeof area }) => {
      const rows: (readonly number[])[] = [];
      const share = { firstPoint: 0, endPoint: 300, firstSatellite: 0, satelliteStride: 1 };
      const search = windowSearch(asked, share, (...row) => rows.push(row.map(Number)));
      for (let piece = 0; piece < search.pieceCount; piece++) search.search();
      return { rows, answer: windowAnswer(asked, [search.part()]) };
    };
    const whole = told(question);
    const some = told({ ...question, area });
    const { cellNumber } = answer({ ...question, area, sampleCount: 1 }).cellTable;
    const own = new Set(cellNumber);
    expect(sorted(some.rows.map(([point = 0, ...rest]) => [cellNumber[point]!, ...rest]))).toEqual(
      sorted(whole.rows.filter(([point = 0]) => own.has(point))),
    );
    expect(some.answer.windows.count).toBe(some.rows.length);
    expect(some.answer.meanInView).toBeCloseTo(
      some.rows.reduce((sum, [, , rise = 0, set = 0]) => sum + set - rise, 0) / (5400 * own.size),
      6,
    );
  });
});

function deg(rad: number): number {
  return (rad * 180) / Math.PI;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function sorted(rows: readonly (readonly number[])[]): string[] {
  return rows.map(String).toSorted();
}
