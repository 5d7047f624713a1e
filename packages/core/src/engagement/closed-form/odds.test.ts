import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomialAtLeast, binomialCountFor, poissonAtLeast, poissonCountFor } from './odds.ts';

test('textbook values', () => {
  expect(poissonAtLeast(1, 1)).toBeCloseTo(1 - Math.exp(-1), 12);
  expect(poissonAtLeast(2, 3)).toBeCloseTo(1 - 5 * Math.exp(-2), 12);
  expect(binomialAtLeast(10, 0.5, 6)).toBeCloseTo(386 / 1024, 12);
  expect(binomialAtLeast(200, 0.00162, 1)).toBeCloseTo(1 - (1 - 0.00162) ** 200, 12);
  expect([binomialAtLeast(3, 0.2, 4), binomialAtLeast(3, 1, 3), binomialAtLeast(3, 0, 1)]).toEqual([0, 1, 0]);
});

test('many interceptors with rare reach are like rain drops, also when the first term underflows', () => {
  expect(binomialAtLeast(1e6, 1e-3, 1000)).toBeCloseTo(poissonAtLeast(1000, 1000), 3);
  expect(poissonAtLeast(500, 400)).toBeGreaterThan(0.999);
});

test('the least number that is enough is enough, and one fewer is not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0.05, max: 0.999, noNaN: true }),
      (share, k, confidence) => {
        const count = binomialCountFor(share, k, confidence) ?? Number.NaN;
        expect(binomialAtLeast(count, share, k)).toBeGreaterThanOrEqual(confidence);
        expect(binomialAtLeast(count - 1, share, k)).toBeLessThan(confidence);
        const drops = poissonCountFor(share, k, confidence) ?? Number.NaN;
        expect(poissonAtLeast(drops * share, k)).toBeGreaterThanOrEqual(confidence);
        expect(poissonAtLeast((drops - 1) * share, k)).toBeLessThan(confidence);
      },
    ),
  );
  expect(binomialCountFor(0, 1, 0.5)).toBeNull();
});
