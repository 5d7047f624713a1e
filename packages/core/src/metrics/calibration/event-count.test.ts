import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf } from './binomial-interval.ts';
import { eventCountBand, eventCountProbs } from './event-count.ts';

describe('number of independent events', () => {
  it('is binomial where all are equally probable', () => {
    const probs = eventCountProbs(Array.from({ length: 30 }, () => 0.2));
    for (let count = 0; count <= 30; count++) {
      expect(probs[count]).toBeCloseTo(binomialCdf(count, 30, 0.2) - binomialCdf(count - 1, 30, 0.2), 12);
    }
  });

  it('has the sum of the probabilities as its mean, and one in all', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (probs) => {
        const distribution = eventCountProbs(probs);
        expect(distribution.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10);
        const mean = distribution.reduce((sum, each, count) => sum + count * each, 0);
        expect(mean).toBeCloseTo(
          probs.reduce((sum, each) => sum + each, 0),
          9,
        );
        const [low, high] = eventCountBand(probs, 0.95);
        const inside = distribution.slice(low, high + 1).reduce((sum, each) => sum + each, 0);
        expect(inside).toBeGreaterThanOrEqual(0.95 - 1e-12);
      }),
    );
  });

  it('has a band of the certain number where nothing is uncertain', () => {
    expect(eventCountBand([0, 0, 1], 0.95)).toEqual([1, 1]);
    expect(eventCountBand([], 0.95)).toEqual([0, 0]);
  });
});
