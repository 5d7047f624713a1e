import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinedOf, reduced } from './branches.ts';
import type { Branch } from './branches.ts';
import { coasting } from './sky.test-data.ts';

const branch = fc
  .record({
    xM: fc.double({ min: -1_000, max: 1_000, noNaN: true }),
    sigmaM: fc.double({ min: 10, max: 300, noNaN: true }),
    logWeight: fc.double({ min: -8, max: 0, noNaN: true }),
    origin: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ xM, sigmaM, logWeight, origin }): Branch => ({
    hypothesis: { ...coasting([xM, 0, 0], sigmaM, 10), logWeight },
    origin,
  }));

/** Weight, mean and second moment of x. */
function moments(branches: readonly Branch[]): readonly [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (const { hypothesis } of branches) {
    const weight = Math.exp(hypothesis.logWeight);
    const x = hypothesis.state[0]!;
    sums[0] += weight;
    sums[1] += weight * x;
    sums[2] += weight * (hypothesis.covariance[0]! + x * x);
  }
  return [sums[0], sums[1] / sums[0], sums[2] / sums[0]];
}

function at(xM: number, weight: number): Branch {
  return { hypothesis: { ...coasting([xM, 0, 0], 100, 10), logWeight: Math.log(weight) }, origin: 0 };
}

describe('reduced', () => {
  it('keeps the mean and the spread of each origin, and makes the weights add up to 1', () => {
    fc.assert(
      fc.property(
        fc.array(branch, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (all, most) => {
          const kept = reduced(all, most);
          expect(moments(kept)[0]).toBeCloseTo(1, 9);
          for (const origin of new Set(all.map((each) => each.origin))) {
            const before = all.filter((each) => each.origin === origin);
            const after = kept.filter((each) => each.origin === origin);
            expect(after.length).toBeLessThanOrEqual(most);
            expect(moments(after)[0]).toBeCloseTo(moments(before)[0] / moments(all)[0], 9);
            expect(moments(after)[1]).toBeCloseTo(moments(before)[1], 5);
            expect(moments(after)[2] / moments(before)[2]).toBeCloseTo(1, 9);
          }
        },
      ),
    );
  });

  it('joins what says the same and keeps apart what does not', () => {
    const kept = reduced([at(0, 0.5), at(50, 0.2), at(900, 0.3)], 4);
    expect(kept.map(({ hypothesis }) => Math.exp(hypothesis.logWeight))).toEqual([
      expect.closeTo(0.7, 9),
      expect.closeTo(0.3, 9),
    ]);
  });
});

describe('joined branches', () => {
  it('have the spread of their means in their covariance', () => {
    const apart = [at(-200, 0.5), at(200, 0.5)];
    const one = joinedOf(apart);
    expect(one.state[0]).toBeCloseTo(0, 9);
    expect(one.covariance[0]).toBeCloseTo(100 ** 2 + 200 ** 2, 6);
    expect(one.covariance[7]).toBeCloseTo(100 ** 2, 6);
    expect(joinedOf(apart.slice(0, 1))).toBe(apart[0]?.hypothesis);
  });
});
