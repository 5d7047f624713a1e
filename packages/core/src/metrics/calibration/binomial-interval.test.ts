import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../foundation/index.ts';
import { binomialCdf, clopperPearson, sidakConfidence, upperBound } from './binomial-interval.ts';

describe('binomial distribution', () => {
  it('is that of coins and dice', () => {
    expect(binomialCdf(2, 4, 0.5)).toBeCloseTo(11 / 16, 14);
    expect(binomialCdf(0, 10, 1 / 6)).toBeCloseTo((5 / 6) ** 10, 14);
    expect(binomialCdf(-1, 4, 0.5)).toBe(0);
    expect(binomialCdf(4, 4, 0.5)).toBe(1);
    expect([binomialCdf(3, 4, 0), binomialCdf(3, 4, 1)]).toEqual([1, 0]);
  });

  it('is symmetric, also where single terms underflow', () => {
    const trials = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(trials, fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.nat(), (n, p, pick) => {
        const k = pick % n;
        expect(binomialCdf(k, n, p) + binomialCdf(n - k - 1, n, 1 - p)).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 },
    );
  });
});

describe('interval of Clopper and Pearson', () => {
  it('has closed ends without successes and with nothing else', () => {
    const [low, high] = clopperPearson(0, 20, 0.95);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(1 - 0.025 ** (1 / 20), 12);
    expect(clopperPearson(20, 20, 0.95)[0]).toBeCloseTo(0.025 ** (1 / 20), 12);
    expect(clopperPearson(0, 0, 0.95)).toEqual([0, 1]);
  });

  it('is the published one: 4 of 20 give 0.0573 to 0.4366', () => {
    const [low, high] = clopperPearson(4, 20, 0.95);
    expect(low).toBeCloseTo(0.0573, 4);
    expect(high).toBeCloseTo(0.4366, 4);
  });

  it.each([0.003, 0.1, 0.5, 0.93])('holds a true share of %d in at least 95 %% of all cases', (prob) => {
    let covered = 0;
    for (let k = 0; k <= 60; k++) {
      const [low, high] = clopperPearson(k, 60, 0.95);
      if (prob >= low && prob <= high) covered += binomialCdf(k, 60, prob) - binomialCdf(k - 1, 60, prob);
    }
    expect(covered).toBeGreaterThanOrEqual(0.95);
  });
});

it('none in a thousand is at most three in a thousand, with 95 %', () => {
  expect(upperBound(0, 1000, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 1000), 12);
  expect(1000 * upperBound(0, 1000, 0.95)).toBeCloseTo(3, 1);
  expect(upperBound(5, 5, 0.95)).toBe(1);
  expect(upperBound(0, 0, 0.95)).toBe(1);
});

it('several intervals of the adjusted confidence hold together as often as one of the plain', () => {
  expect(sidakConfidence(0.95, 1)).toBe(0.95);
  expect(sidakConfidence(0.95, 12) ** 12).toBeCloseTo(0.95, 12);
  const luck = new RandomStream(3, 'sidak');
  const all = Array.from({ length: 2000 }, (_, campaign) =>
    Array.from({ length: 12 }, (__, bin) => luck.uniform(campaign, bin)).every(
      (uniform) => uniform < sidakConfidence(0.95, 12),
    ),
  );
  expect(Math.abs(all.filter(Boolean).length / 2000 - 0.95)).toBeLessThan(0.02);
});
