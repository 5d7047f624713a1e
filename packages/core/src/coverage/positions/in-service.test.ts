import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walkerEphemeris } from '../../constellation/index.ts';
import type { OutagePeriods } from '../../constellation/index.ts';
import { radians, usFromS } from '../../foundation/index.ts';
import type { Ephemeris } from '../../physics/index.ts';
import { coverageAnswer } from '../answer/coverage-answer.ts';
import { coverageMeter } from '../coverage-meter.ts';
import type { CoverageQuestion } from '../coverage-meter.ts';
import { windowSearch } from '../windows/window-search.ts';
import { cutWindow } from '../windows/cut-by-outages.ts';

const SATELLITES = walkerEphemeris({
  kind: 'delta',
  count: 12,
  planes: 4,
  phasing: 1,
  altitudeM: 1_000_000,
  inclinationRad: radians(60),
});
const FROM_US = usFromS(1000);
const QUESTION: CoverageQuestion = {
  ephemeris: SATELLITES,
  earth: { angleAtEpochRad: 1 },
  surface: { kind: 'wgs84' },
  grid: 'fibonacci',
  cellCount: 200,
  sight: { kind: 'elevation', minElevationRad: radians(10) },
  stereo: { minRad: radians(10), maxRad: radians(170) },
  fromUs: FROM_US,
  stepUs: usFromS(60),
  sampleCount: 60,
};
const OUTAGES: OutagePeriods = new Map([
  [2, [{ fromUs: usFromS(1600), untilUs: usFromS(2800) }]],
  [7, [{ fromUs: 0, untilUs: usFromS(2200) }]],
  [9, [{ fromUs: usFromS(3000), untilUs: Number.POSITIVE_INFINITY }]],
]);

/** Satellites out of service are put into the middle of the Earth, from where nothing is seen. */
const BURIED: Ephemeris = {
  satelliteCount: 12,
  positionsInertialInto(out, atUs) {
    SATELLITES.positionsInertialInto(out, atUs);
    for (const [satellite, periods] of OUTAGES) {
      if (periods.every(({ fromUs, untilUs }) => atUs < fromUs || atUs >= untilUs)) continue;
      out.fill(0, 3 * satellite, 3 * satellite + 2);
      out[3 * satellite + 2] = 1;
    }
  },
};

function cells(question: CoverageQuestion) {
  const meter = coverageMeter(question, 0, question.sampleCount);
  for (let sample = 0; sample < question.sampleCount; sample++) meter.measure(sample);
  return coverageAnswer(question, [meter.part]);
}

function windows(outages: OutagePeriods): string[] {
  const rows: string[] = [];
  const search = windowSearch(
    { ...QUESTION, durationS: 3600, minDurationS: 0, outages },
    { firstPoint: 0, endPoint: 200, firstSatellite: 0, satelliteStride: 1 },
    (...row) => rows.push(row.join(' ')),
  );
  for (let piece = 0; piece < search.pieceCount; piece++) search.search();
  return rows;
}

describe('outages over time', () => {
  test.each(['rows', 'fibonacci'] as const)('on %s a satellite sees nothing while it is out', (grid) => {
    const question = { ...QUESTION, grid, ...(grid === 'rows' ? { stereo: null } : {}) };
    const out = cells({ ...question, outages: OUTAGES });
    expect(out).toEqual(cells({ ...question, ephemeris: BURIED }));
    expect(out.meanInView).toBeLessThan(cells(question).meanInView);
  });

  test('cut windows, and leave those of others alone', () => {
    const expected = windows(new Map()).flatMap((row) => {
      const [point, satellite, rise, set, startOpen, endOpen] = row.split(' ');
      const whole = {
        riseS: Number(rise),
        setS: Number(set),
        startOpen: startOpen === 'true',
        endOpen: endOpen === 'true',
      };
      return cutWindow(whole, OUTAGES.get(Number(satellite)) ?? [], FROM_US).map((piece) =>
        [point, satellite, piece.riseS, piece.setS, piece.startOpen, piece.endOpen].join(' '),
      );
    });
    expect(windows(OUTAGES).toSorted()).toEqual(expected.toSorted());
  });

  test('what is left of a window is what lies outside all outages', () => {
    const periods = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 30 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        periods,
        (riseS, lengthS, given) => {
          const outages = given.map(([from, length]) => ({
            fromUs: usFromS(from),
            untilUs: usFromS(from + length),
          }));
          const whole = { riseS, setS: riseS + lengthS, startOpen: true, endOpen: true };
          const pieces = cutWindow(whole, outages, 0);
          for (let second = 0; second < 130; second++) {
            const atS = second + 0.5;
            const left =
              atS > riseS &&
              atS < whole.setS &&
              given.every(([from, length]) => atS < from || atS > from + length);
            expect(pieces.some((piece) => atS > piece.riseS && atS < piece.setS)).toBe(left);
          }
          for (const piece of pieces) {
            expect(piece.setS).toBeGreaterThan(piece.riseS);
            expect(piece.startOpen).toBe(piece.riseS === riseS);
            expect(piece.endOpen).toBe(piece.setS === whole.setS);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
