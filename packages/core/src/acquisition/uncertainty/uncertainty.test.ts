import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlatedDraws, expectedRankCorrelation } from './correlated-draws.ts';
import { isUncertain, quantile, scaled } from './distribution.ts';
import type { Distribution } from './distribution.ts';

const LAWS: readonly Distribution[] = [
  { kind: 'fixed', value: 3 },
  { kind: 'uniform', low: 1, high: 4 },
  { kind: 'triangular', low: 1, mode: 2, high: 6 },
  { kind: 'lognormal', low: 1, high: 4, reading: 'P20-P80' },
  { kind: 'lognormal', low: 1, high: 4, reading: 'min-max' },
];
const probOf = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

function read(reading: 'P20-P80' | 'P10-P90' | 'min-max'): Distribution {
  return {
    kind: 'lognormal',
    low: 6000,
    high: 10_000,
    reading,
  };
}

describe('a distribution', () => {
  it('never falls with the probability', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LAWS), probOf, probOf, (law, a, b) => {
        expect(quantile(law, Math.max(a, b))).toBeGreaterThanOrEqual(quantile(law, Math.min(a, b)));
      }),
    );
  });

  it('reads the ends of a published range as it is told to', () => {
    expect(quantile(read('P20-P80'), 0.2)).toBeCloseTo(6000, 3);
    expect(quantile(read('P20-P80'), 0.8)).toBeCloseTo(10_000, 3);
    expect(quantile(read('P10-P90'), 0.9)).toBeCloseTo(10_000, 3);
    expect(quantile(read('min-max'), 1e-4)).toBe(6000);
    expect(quantile(read('min-max'), 1 - 1e-4)).toBe(10_000);
    for (const reading of ['P20-P80', 'P10-P90', 'min-max'] as const)
      expect(quantile(read(reading), 0.5)).toBeCloseTo(Math.sqrt(6e7), 3);
  });

  it('of a triangle has its mode where the law turns', () => {
    const law: Distribution = { kind: 'triangular', low: 1, mode: 2, high: 6 };
    expect(quantile(law, 0.2)).toBeCloseTo(2, 10);
    expect(quantile({ kind: 'triangular', low: 2, mode: 2, high: 2 }, 0.7)).toBe(2);
  });

  it('in another unit is that of the number in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LAWS),
        probOf,
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (law, p, f) => {
          expect(quantile(scaled(law, f), p)).toBeCloseTo(f * quantile(law, p), 9);
        },
      ),
    );
  });

  it('knows whether there is anything to draw', () => {
    expect(LAWS.map(isUncertain)).toEqual([false, true, true, true, true]);
  });
});

describe('correlated draws', () => {
  const DRAWS = 4000;
  const column = (rho: number, input: number, seed = 3, names = ['a', 'b', 'c']): number[] => {
    const { probs, inputs } = correlatedDraws(seed, DRAWS, names, rho);
    return Array.from({ length: DRAWS }, (_, draw) => probs[draw * inputs + input] ?? Number.NaN);
  };
  const rankCorrelation = (a: readonly number[], b: readonly number[]): number =>
    (12 / DRAWS) * a.reduce((sum, each, i) => sum + (each - 0.5) * ((b[i] ?? 0) - 0.5), 0);

  it('meet every stratum of every input exactly once', () => {
    for (const input of [0, 1, 2]) {
      const strata = column(0.4, input).map((prob) => Math.floor(prob * DRAWS));
      expect(strata.toSorted((a, b) => a - b)).toEqual(Array.from({ length: DRAWS }, (_, i) => i));
    }
  });

  it.each([0, 0.25, 0.6])('have the correlation asked for: %f', (rho) => {
    // Three standard errors of a rank correlation of 4,000 draws.
    const band = 3 / Math.sqrt(DRAWS);
    expect(
      Math.abs(rankCorrelation(column(rho, 0), column(rho, 1)) - expectedRankCorrelation(rho)),
    ).toBeLessThan(band);
  });

  it('are the same for the same seed, others for another, and one input does not change the luck of the rest', () => {
    expect(column(0.3, 1)).toEqual(column(0.3, 1));
    expect(column(0.3, 1)).not.toEqual(column(0.3, 1, 4));
    expect(column(0.3, 0, 3, ['a', 'z'])).toEqual(column(0.3, 0));
  });
});
