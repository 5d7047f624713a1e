import { describe, expect, it } from 'vitest';
import { CUSTODY_LEVELS, LOOK_STAGES } from '../messages/index.ts';
import { UNTRACKED, custodyGaps, heldShares, longestLookGapS } from './custody-gaps.ts';

const level = (name: (typeof CUSTODY_LEVELS)[number]): number => CUSTODY_LEVELS.indexOf(name);
const stage = (name: (typeof LOOK_STAGES)[number]): number => LOOK_STAGES.indexOf(name);

describe('custody gaps', () => {
  const custody = Uint8Array.from({ length: 100 }, (_, s) => level(s >= 40 && s < 70 ? 'degraded' : 'held'));
  const evidence = {
    custody,
    failure: {
      wide: new Uint8Array(100).fill(stage('signal')),
      cold: Uint8Array.from({ length: 100 }, (_, s) =>
        stage(s < 38 || s >= 68 ? 'tasking' : s < 50 ? 'limb' : 'range'),
      ),
    },
    stage: { wide: new Uint8Array(100).fill(stage('signal')), cold: new Uint8Array(100).fill(stage('seen')) },
    observers: {
      wide: Uint8Array.from({ length: 100 }, (_, s) => (s < 20 ? 5 : 0)),
      cold: Uint8Array.from({ length: 100 }, (_, s) => (s >= 15 && s < 38 ? 3 : 0)),
    },
    missed: Uint8Array.from({ length: 100 }, (_, s) => (s < 40 ? 0 : s < 45 ? 1 : s < 68 ? 3 : UNTRACKED)),
    namesAt: (s: number) => (s === 37 ? ['west', 'east'] : s === 69 ? ['north'] : []),
  };

  it('carry the cause of the kind that held last, for most of the gap, and the others beside it', () => {
    const gaps = custodyGaps(evidence, [{ phase: 'midcourse', fromS: 0, untilS: 100 }]);
    expect(gaps).toEqual([
      {
        phase: 'midcourse',
        fromS: 40,
        toS: 70,
        sensorKind: 'cold',
        cause: 'range',
        otherCauses: { wide: 'signal' },
        short: { track: 2, satellites: 28, error: 23, latency: 0 },
        lastHolders: ['west', 'east'],
        nextHolders: ['north'],
      },
    ]);
  });

  it('end where the span ends', () => {
    const gaps = custodyGaps(evidence, [
      { phase: 'boost', fromS: 0, untilS: 45 },
      { phase: 'midcourse', fromS: 45, untilS: 100 },
    ]);
    expect(gaps.map(({ phase, fromS, toS }) => [phase, fromS, toS])).toEqual([
      ['boost', 40, 45],
      ['midcourse', 45, 70],
    ]);
  });

  it('are the fault of association while looks are sent down and there is no track', () => {
    const untracked = { ...evidence, missed: new Uint8Array(100).fill(UNTRACKED) };
    const [gap] = custodyGaps(untracked, [{ phase: 'midcourse', fromS: 0, untilS: 100 }]);
    expect(gap).toMatchObject({
      cause: 'association',
      otherCauses: { wide: 'signal' },
      short: { track: 30 },
    });
  });

  it('leave the held share', () => {
    expect(
      heldShares(
        (second) => custody[second] === level('held'),
        [{ phase: 'midcourse', fromS: 0, untilS: 100 }],
      ),
    ).toEqual({
      boost: null,
      midcourse: 0.7,
      glide: null,
      reentry: null,
    });
  });
});

describe('longestLookGapS', () => {
  it('counts seconds without enough satellites, from the first look of all', () => {
    expect(longestLookGapS([3, 3, 0, 0, 3], 2, 0, 5)).toBe(2);
    expect(longestLookGapS([0, 0, 3, 3, 1], 2, 0, 5)).toBe(1);
    expect(longestLookGapS([3, 3, 3], 2, 0, 3)).toBe(0);
    expect(longestLookGapS([3, 0, 0, 0, 3], 2, 2, 5)).toBe(2);
    expect(longestLookGapS([0, 0, 0], 2, 0, 3)).toBe(0);
  });
});
