import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../foundation/index.ts';
import { bootstrapMean } from './bootstrap.ts';

const stream = new RandomStream(11, 'bootstrap-test');

describe('the bootstrap interval of a mean', () => {
  it('lies about the mean, inside the values, and shrinks to nothing where they agree', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 }),
        (values) => {
          const { mean, low, high } = bootstrapMean(values, 0.95, stream);
          expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
          expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
          expect(Number(low)).toBeLessThanOrEqual(Number(mean) + 1e-12);
          expect(Number(high)).toBeGreaterThanOrEqual(Number(mean) - 1e-12);
        },
      ),
      { numRuns: 30 },
    );
    expect(bootstrapMean([0.5, 0.5, 0.5], 0.95, stream)).toEqual({
      mean: 0.5,
      low: 0.5,
      high: 0.5,
      count: 3,
    });
  });

  it('says nothing of nothing, and gives no ends to a single value', () => {
    expect(bootstrapMean([], 0.95, stream)).toEqual({ mean: null, low: null, high: null, count: 0 });
    expect(bootstrapMean([7], 0.95, stream)).toEqual({ mean: 7, low: null, high: null, count: 1 });
  });

  it('holds the true mean of a normal law about as often as it says', () => {
    // Seeds fixed beforehand. 200 samples of 40: 95 % of intervals hold 0; the band is three sigmas of a binomial, less what a percentile interval of 40 lacks.
    const law = new RandomStream(2026, 'bootstrap-law');
    const four = new Float64Array(4);
    let held = 0;
    for (let sample = 0; sample < 200; sample++) {
      const values: number[] = [];
      for (let draw = 0; draw < 10; draw++) {
        law.normalsInto(four, sample, draw);
        values.push(...four);
      }
      const { low, high } = bootstrapMean(values, 0.95, new RandomStream(sample, 'bootstrap-test'));
      if (Number(low) <= 0 && Number(high) >= 0) held++;
    }
    expect(held / 200).toBeGreaterThan(0.88);
    expect(held / 200).toBeLessThan(0.995);
  });
});
