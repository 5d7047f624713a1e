import { describe, expect, it } from 'vitest';
import { forPhases } from '../summary/for-phases.ts';
import { intervalOf } from './interval.ts';
import { lossAnswer } from './loss-answer.ts';
import type { LevelRuns } from './loss-answer.ts';
import { satellitesLost } from './loss-question.ts';

type Run = LevelRuns['runs'][number];

/** A run that held so much of midcourse, and all of boost. */
function run(midcourse: number, declaredThreats = 2): Run {
  const meanShare = { boost: 1, midcourse, glide: null, reentry: null };
  return {
    custody: {
      meanShare,
      worstShare: meanShare,
      meanShareByTruth: meanShare,
      meanShareBySensor: {},
      longestGapS: 100 * (1 - midcourse),
      darkSecondsByCause: {},
      requirements: [],
    },
    decision: {
      threats: 2,
      declaredThreats,
      declaredOthers: 0,
      revocations: 0,
      medianDeclaredAfterBurnoutS: 20,
    },
    tracking: {
      scans: 0,
      detections: 0,
      falseAlarms: 0,
      associated: 0,
      tracksConfirmed: 0,
      falseTracks: 0,
      identitySwitches: 0,
      rowsEveryS: 1,
      boundsReached: [],
      positionErrorKm: forPhases(() => null),
      neesMedian: null,
    },
  };
}

describe('the band of a mean', () => {
  it("is Student's interval over the draws", () => {
    // [Student-1908] the sleep data, first drug: mean 0.75, s 1.789, n 10, t 2.262.
    const hours = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const band = intervalOf(hours, [-24, 24]);
    expect(band?.mean).toBeCloseTo(0.75, 12);
    expect(band?.low).toBeCloseTo(-0.53, 2);
    expect(band?.high).toBeCloseTo(2.03, 2);
  });

  it('is none with one draw, and stays within what the value can be', () => {
    expect(intervalOf([0.9], [0, 1])).toEqual({ mean: 0.9, low: null, high: null });
    expect(intervalOf([0.8, 1], [0, 1])).toMatchObject({ low: 0, high: 1 });
    expect(intervalOf([null, null], [0, 1])).toBeNull();
  });
});

describe('losses', () => {
  const levels: readonly LevelRuns[] = [
    { lost: 0, runs: [run(0.98), run(0.96)] },
    { lost: 60, runs: [run(0.94), run(0.92)] },
    { lost: 120, runs: [run(0.88), run(0.86, 1)] },
  ];
  const answer = lossAnswer(levels, 0.9, 600);

  it('are compared draw by draw', () => {
    const change = answer.levels[2]?.change.midcourse;
    expect(change?.mean).toBeCloseTo(-0.1, 12);
    expect(change?.low).toBeCloseTo(-0.1, 12);
    expect(change?.high).toBeCloseTo(-0.1, 12);
    expect(answer.levels[2]).toMatchObject({ lost: 120, share: 0.2, declaredShare: { mean: 0.75 } });
  });

  it('say between which numbers custody of each phase falls', () => {
    expect(answer.tolerated).toEqual({
      boost: { heldWith: 120, fallsWith: null, crossing: null },
      midcourse: { heldWith: 60, fallsWith: 120, crossing: 90 },
      glide: null,
      reentry: null,
    });
    expect(lossAnswer(levels, 0.99, 600).tolerated.midcourse).toEqual({
      heldWith: null,
      fallsWith: 0,
      crossing: null,
    });
  });

  it('are counted in whole satellites', () => {
    expect(satellitesLost({ kind: 'share', share: 0.05 }, 660)).toBe(33);
    expect(satellitesLost({ kind: 'satellites', count: 100 }, 660)).toBe(100);
  });
});
