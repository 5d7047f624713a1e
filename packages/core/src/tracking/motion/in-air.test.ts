import { describe, expect, it } from 'vitest';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { predictedHypotheses, surprisedBy } from './beget.ts';
import type { Hypothesis } from './hypothesis.ts';
import { probOf, sizeOf } from './hypothesis.ts';
import { MOTION_KINDS } from './motion-kinds.ts';

function at(kind: Hypothesis['kind'], heightM: number, climbMPerS: number): Hypothesis {
  const n = MOTION_KINDS[kind].size;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < 6; i++) covariance[i * (n + 1)] = i < 3 ? 50 ** 2 : 2 ** 2;
  for (let i = 6; i < n; i++) covariance[i * (n + 1)] = 1e-8;
  const state = new Float64Array(n);
  state.set([EARTH_EQUATORIAL_RADIUS_M + heightM, 0, 0, climbMPerS, 5_000, 3_000]);
  if (n > 6) state[6] = 2e-4;
  return { kind, state, covariance, logWeight: 0, cutoffAtUs: 7 };
}

function kindsAfter(start: Hypothesis): readonly string[] {
  return predictedHypotheses({ hypotheses: [start], atUs: 0 }, 1).map((each) => each.kind);
}

describe('an object without thrust', () => {
  it('coasts above the air, and below its top while it climbs out of it', () => {
    expect(kindsAfter({ ...at('coast', 300_000, -2_000), cutoffAtUs: null })).toEqual(['coast']);
    expect(kindsAfter({ ...at('coast', 60_000, 2_000), cutoffAtUs: null })).toEqual(['coast']);
  });

  it('is asked what its drag is, and whether it glides, when it sinks into the air: seldom on a steep path', () => {
    const steep = predictedHypotheses({ hypotheses: [at('coast', 100_500, -2_500)], atUs: 0 }, 1);
    const level = predictedHypotheses({ hypotheses: [at('coast', 99_000, -300)], atUs: 0 }, 1);
    for (const found of [steep, level]) {
      expect(found.map((each) => [each.kind, each.state.length])).toEqual([
        ['reentry', 7],
        ['glide', 9],
      ]);
      expect(probOf(found, 'reentry') + probOf(found, 'glide')).toBeCloseTo(1);
      for (const each of found) {
        expect(each.covariance).toHaveLength(sizeOf(each) ** 2);
        expect(each.cutoffAtUs).toBe(7);
      }
    }
    expect(probOf(steep, 'glide')).toBeCloseTo(0.002);
    expect(probOf(level, 'glide')).toBeCloseTo(0.3);
  });

  it('flies free again when it has risen out of the air', () => {
    expect(kindsAfter(at('glide', 110_000, 500))).toEqual(['glide']);
    expect(kindsAfter(at('glide', 120_500, 500))).toEqual(['coast']);
    expect(kindsAfter(at('reentry', 121_000, -500))).toEqual(['reentry']);
  });

  it('that moves otherwise than expected may burn again in coast, and glide in re-entry', () => {
    const relit = surprisedBy(at('coast', 300_000, 100));
    expect(relit?.kind).toBe('boost');
    expect(relit?.cutoffAtUs).toBeNull();
    expect(relit?.covariance[3 * 9 + 3]).toBeCloseTo(2 ** 2 + 30 ** 2);
    expect(surprisedBy(at('reentry', 50_000, -2_000))?.kind).toBe('glide');
    expect(surprisedBy(at('glide', 50_000, -2_000))).toBeNull();
    expect(surprisedBy(at('boost', 50_000, 2_000))).toBeNull();
  });
});
