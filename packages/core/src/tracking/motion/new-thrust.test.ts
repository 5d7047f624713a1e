import { describe, expect, it } from 'vitest';
import { usFromS } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import { predictedHypotheses } from './beget.ts';
import type { Hypothesis } from './hypothesis.ts';
import { probOf } from './hypothesis.ts';
import { weighed } from './mixture.ts';
import { MOTION_MODEL } from './motion-model.ts';
import { litWithin } from './new-thrust.ts';
import { predicted } from './predict.ts';

const MOMENTS = 400;
const SIGMA = 20;

function moving(kind: 'boost' | 'coast', cutoffAtUs: number | null): Hypothesis {
  const thrust = kind === 'boost' ? [30, 20, 0] : [];
  const state = Float64Array.of(EARTH_EQUATORIAL_RADIUS_M + 200_000, 0, 0, 2_000, 3_000, 500, ...thrust);
  const n = state.length;
  const covariance = new Float64Array(n * n);
  const sigmas = [40, 40, 40, 8, 8, 8, 3, 3, 3];
  for (let i = 0; i < n; i++) covariance[i * (n + 1)] = sigmas[i]! ** 2;
  return { kind, state, covariance, logWeight: 0, cutoffAtUs };
}

describe('a thrust that is new since an unknown moment', () => {
  it.each([0.5, 1, 2])('has the moments of all moments in %f s', (elapsedS) => {
    const before = predicted(moving('coast', 5), elapsedS, MOTION_MODEL);
    const found = litWithin(moving('coast', 5), elapsedS, SIGMA, MOTION_MODEL);
    const expected = new Float64Array(3);
    for (let k = 0; k < MOMENTS; k++) {
      const burnS = ((k + 0.5) / MOMENTS) * elapsedS;
      const [z, v] = [(SIGMA * burnS * burnS) / 2, SIGMA * burnS];
      expected[0]! += (z * z) / MOMENTS;
      expected[1]! += (z * v) / MOMENTS;
      expected[2]! += (v * v) / MOMENTS;
    }
    const added = (i: number, j: number): number =>
      found.covariance[9 * i + j]! - (i < 6 && j < 6 ? before.covariance[6 * i + j]! : 0);
    expect(added(0, 0) / expected[0]!).toBeCloseTo(1, 3);
    expect(added(0, 3) / expected[1]!).toBeCloseTo(1, 3);
    expect(added(3, 3) / expected[2]!).toBeCloseTo(1, 3);
    expect(added(6, 6)).toBeCloseTo(SIGMA ** 2, 6);
    expect(added(0, 1)).toBe(0);
    expect(found.state.slice(0, 6)).toEqual(before.state);
  });

  it('is lit from a coast, which it remembers', () => {
    const lit = litWithin(moving('coast', 5), 1, SIGMA, MOTION_MODEL);
    expect(lit.kind).toBe('boost');
    expect(lit.cutoffAtUs).toBe(5);
    expect(lit.state.slice(6)).toEqual(new Float64Array(3));
  });
});

/** Of what a coast begets in the hundredth second. */
function kinds(cutoffAtUs: number | null): readonly string[] {
  const start = { hypotheses: [moving('coast', cutoffAtUs)], atUs: usFromS(100) };
  return predictedHypotheses(start, 1).map((each) => each.kind);
}

describe('what has lately burnt', () => {
  it('may burn again for half a minute, and no longer; what never burnt may not', () => {
    expect(kinds(usFromS(90))).toEqual(['coast', 'boost']);
    expect(kinds(usFromS(65))).toEqual(['coast']);
    expect(kinds(null)).toEqual(['coast']);
  });

  it('keeps its weights adding up, the new thrust improbable', () => {
    const ahead = predictedHypotheses({ hypotheses: [moving('coast', usFromS(99))], atUs: usFromS(100) }, 1);
    expect(probOf(ahead, 'coast') + probOf(ahead, 'boost')).toBeCloseTo(1, 12);
    expect(probOf(ahead, 'boost')).toBeLessThan(0.005);
    const burning = predictedHypotheses({ hypotheses: [moving('boost', null)], atUs: 0 }, 1);
    expect(burning.map((each) => each.kind)).toEqual(['boost', 'coast']);
    expect(probOf(burning, 'coast') + probOf(burning, 'boost')).toBeCloseTo(1, 12);
  });

  it('burns like any other once that is beyond doubt, and does not hold up what differs by when thrust ended', () => {
    const lit = { ...litWithin(moving('coast', 5), 1, SIGMA, MOTION_MODEL), logWeight: 0 };
    const coast = (logWeight: number, cutoffAtUs: number): Hypothesis => ({
      ...moving('coast', cutoffAtUs),
      logWeight,
    });
    const certain = weighed([lit, coast(-12, 5)]);
    expect(certain.find((each) => each.kind === 'boost')?.cutoffAtUs).toBeNull();
    const doubtful = weighed([{ ...lit, logWeight: -5 }, coast(0, 5), coast(-1, 7)]);
    expect(doubtful.map((each) => each.kind)).toEqual(['coast', 'boost']);
    expect(doubtful[1]?.cutoffAtUs).toBe(5);
  });
});
