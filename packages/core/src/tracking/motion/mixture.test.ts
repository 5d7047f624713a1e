import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyInPlace } from '../../foundation/index.ts';
import { TRACK_PHASES } from '../../messages/index.ts';
import type { TrackPhase } from '../../messages/index.ts';
import type { Hypothesis } from './hypothesis.ts';
import { probOf } from './hypothesis.ts';
import { mergedAs, normalised, weighed } from './mixture.ts';
import { MOTION_KINDS } from './motion-kinds.ts';

function of(kind: TrackPhase, prob: number, offset: number, sigma = 10): Hypothesis {
  const n = MOTION_KINDS[kind].size;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) covariance[i * (n + 1)] = sigma ** 2;
  const state = Float64Array.from({ length: n }, (_, i) => (i < 6 ? offset : 100 + offset));
  return { kind, state, covariance, logWeight: Math.log(prob), cutoffAtUs: kind === 'boost' ? null : offset };
}

const any = fc.record({
  kind: fc.constantFrom(...TRACK_PHASES),
  prob: fc.double({ min: 1e-3, max: 1, noNaN: true }),
  offset: fc.integer({ min: -500, max: 500 }),
  sigma: fc.double({ min: 0.1, max: 50, noNaN: true }),
});

describe('one Gaussian for a mixture', () => {
  it('has its mean and covariance in position and velocity, whatever the kinds', () => {
    const merged = mergedAs('boost', [
      of('boost', 0.25, 40),
      of('coast', 0.5, 0),
      of('reentry', 0.25, -40, 20),
    ]);
    expect(merged.state).toHaveLength(9);
    expect(merged.state[0]).toBeCloseTo(0);
    // Mean variance 0.25 * 100 + 0.5 * 100 + 0.25 * 400, spread 0.5 * 40².
    expect(merged.covariance[0]).toBeCloseTo(175 + 800);
    expect(merged.covariance[1]).toBeCloseTo(800);
  });

  it('keeps the thrust of the thrusting ones, unshared by the others', () => {
    const merged = mergedAs('boost', [of('boost', 0.2, 40), of('coast', 0.8, 0)]);
    expect(merged.state.slice(6)).toEqual(Float64Array.of(140, 140, 140));
    expect(merged.covariance[60]).toBeCloseTo(100);
    expect(merged.cutoffAtUs).toBeNull();
  });

  it('leaves out the motion of those not told, and keeps their further states', () => {
    const [boost, coast] = [of('boost', 0.05, 40), of('coast', 0.95, 0)];
    const merged = mergedAs('boost', [boost, coast], [coast]);
    expect(merged.state).toEqual(Float64Array.of(0, 0, 0, 0, 0, 0, 140, 140, 140));
    expect(merged.covariance[0]).toBeCloseTo(100);
  });

  it('is positive definite', () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 8 }), (drawn) => {
        const hypotheses = drawn.map((each) => of(each.kind, each.prob, each.offset, each.sigma));
        for (const { kind } of hypotheses) {
          const merged = mergedAs(kind, hypotheses);
          expect(merged.kind).toBe(kind);
          expect(choleskyInPlace(merged.covariance.slice(), MOTION_KINDS[kind].size)).toBe(true);
        }
      }),
    );
  });
});

describe('weighing', () => {
  it('makes weights add up to 1 and keeps eight hypotheses at the most', () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 20 }), (drawn) => {
        const kept = weighed(drawn.map((each) => of(each.kind, each.prob, each.offset, each.sigma)));
        expect(kept.length).toBeLessThanOrEqual(8);
        expect(TRACK_PHASES.reduce((sum, kind) => sum + probOf(kept, kind), 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('makes one of those that differ by when thrust ended once thrust is forgotten, and not before', () => {
    const ended = [of('coast', 0.6, 3), of('coast', 0.3, 5), of('reentry', 0.1, 0)];
    expect(weighed([of('boost', 0.01, 0), ...ended])).toHaveLength(4);
    expect(normalised([of('boost', 1e-6, 0), ...ended])).toHaveLength(4);
    const kept = weighed([of('boost', 1e-6, 0), ...ended]);
    expect(kept.map(({ kind, cutoffAtUs }) => [kind, cutoffAtUs])).toEqual([
      ['coast', 3],
      ['reentry', 0],
    ]);
    expect(kept[0]?.state[0]).toBeCloseTo((0.6 * 3 + 0.3 * 5) / 0.9);
  });
});
