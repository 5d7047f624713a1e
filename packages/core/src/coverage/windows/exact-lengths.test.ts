import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactLengths, exactWaits } from './exact-lengths.ts';

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
