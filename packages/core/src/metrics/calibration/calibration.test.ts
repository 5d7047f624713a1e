import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../foundation/index.ts';
import { brier } from './brier.ts';
import { binOf, BIN_EDGES } from './forecasts.ts';
import type { Forecast } from './forecasts.ts';
import { areaUnderCurve, operatingCurve } from './operating-curve.ts';
import { quantileWithInterval } from './quantile-interval.ts';
import { reliability } from './reliability.ts';

const anyForecasts = fc.array(
  fc.record({ prob: fc.double({ min: 0, max: 1, noNaN: true }), happened: fc.boolean() }),
  { minLength: 1, maxLength: 200 },
);

/** Probabilities crowded at both ends, as those of a decision are; each comes true with `truth` of what is stated. */
function forecasts(
  campaign: number,
  count: number,
  truth: (stated: number) => number = (p) => p,
): Forecast[] {
  const luck = new RandomStream(20, 'forecasts');
  return Array.from({ length: count }, (_, index) => {
    const u = luck.uniform(campaign, index, 0);
    const prob = 1 / (1 + Math.exp(-12 * (u - 0.5)));
    return { prob, happened: luck.uniform(campaign, index, 1) < truth(prob) };
  });
}

/** What happens when a program is too sure of itself. */
function timid(prob: number): number {
  return 0.5 + 0.8 * (prob - 0.5);
}

/** Ten forecasts alike. */
function tenOf(prob: number, happened: number): Forecast[] {
  return Array.from({ length: 10 }, (_, index) => ({ prob, happened: index < happened }));
}

describe('bins', () => {
  it('hold their lower edge, and the last one both', () => {
    expect(BIN_EDGES.slice(0, -1).map((edge) => binOf(edge))).toEqual(
      BIN_EDGES.slice(0, -1).map((_, i) => i),
    );
    expect(binOf(1)).toBe(BIN_EDGES.length - 2);
    expect(binOf(0.0099)).toBe(0);
  });
});

describe('reliability', () => {
  it('finds a perfect program inside in at least 95 of 100 campaigns', () => {
    const inside = Array.from({ length: 400 }, (_, campaign) =>
      reliability(forecasts(campaign, 1000)).bins.every((bin) => bin.inside),
    );
    // 400 campaigns of 95 % scatter by 1.1 %.
    expect(inside.filter(Boolean).length / 400).toBeGreaterThan(0.95 - 0.033);
  });

  it('finds a program that is too sure of itself outside', () => {
    const inside = Array.from({ length: 40 }, (_, campaign) =>
      reliability(forecasts(campaign, 1000, timid)).bins.every((bin) => bin.inside),
    );
    expect(inside.filter(Boolean)).toEqual([]);
  });

  it('has an error of 0 where bins come true as stated, and of what they are off otherwise', () => {
    expect(reliability([...tenOf(0.3, 3), ...tenOf(0.8, 8)]).expectedCalibrationError).toBeCloseTo(0, 12);
    expect(reliability([...tenOf(0.3, 5), ...tenOf(0.8, 8)]).expectedCalibrationError).toBeCloseTo(0.1, 12);
    expect(reliability([])).toMatchObject({ bins: [], expectedCalibrationError: null });
  });
});

describe('Brier score', () => {
  it('is the sum of its parts', () => {
    fc.assert(
      fc.property(anyForecasts, (some) => {
        const found = brier(some)!;
        const sum = found.reliability - found.resolution + found.uncertainty + found.withinBins;
        expect(found.score).toBeCloseTo(sum, 10);
        expect(found.score).toBeGreaterThanOrEqual(0);
        expect(found.score).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has no skill for the base rate, all for what is known, and is nothing of nothing', () => {
    const half = [true, false, true, false].map((happened) => ({ prob: 0.5, happened }));
    expect(brier(half)).toMatchObject({ score: 0.25, skill: 0, resolution: 0, reliability: 0 });
    const sure = [true, false].map((happened) => ({ prob: Number(happened), happened }));
    expect(brier(sure)).toMatchObject({ score: 0, skill: 1, resolution: 0.25 });
    expect(brier([{ prob: 0.2, happened: false }])?.skill).toBeNull();
    expect(brier([])).toBeNull();
  });

  it('of true probabilities is what they say: the mean of p (1 - p)', () => {
    const some = forecasts(1, 200_000);
    const expected = some.reduce((sum, { prob }) => sum + prob * (1 - prob), 0) / some.length;
    expect(brier(some)!.score).toBeCloseTo(expected, 2);
  });
});

describe('operating curve', () => {
  it('has under it the share of pairs in the right order', () => {
    fc.assert(
      fc.property(anyForecasts, (some) => {
        const yes = some.filter(({ happened }) => happened);
        const no = some.filter(({ happened }) => !happened);
        const area = areaUnderCurve(operatingCurve(some));
        let right = 0;
        for (const a of yes)
          for (const b of no) right += Number(a.prob > b.prob) + Number(a.prob === b.prob) / 2;
        const pairs = yes.length * no.length;
        expect(area === null).toBe(pairs === 0);
        expect((area ?? 0) * pairs).toBeCloseTo(right, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('ends where everything is called', () => {
    const last = operatingCurve(forecasts(2, 100)).at(-1);
    expect(last).toMatchObject({ caught: 1, falselyCalled: 1 });
  });
});

describe('quantiles with their intervals', () => {
  it('hold the true one in at least 95 % of all samples', () => {
    const luck = new RandomStream(5, 'quantiles');
    const held = Array.from({ length: 1000 }, (_, sample) => {
      const values = Array.from({ length: 40 }, (__, index) => luck.uniform(sample, index));
      const { low, high } = quantileWithInterval(values, 0.5, 0.95)!;
      return low !== null && high !== null && low <= 0.5 && high >= 0.5;
    });
    expect(held.filter(Boolean).length / 1000).toBeGreaterThan(0.95 - 0.02);
  });

  it('know of no upper end for a high quantile of few values', () => {
    const found = quantileWithInterval([1, 2, 3, 4, 5], 0.95, 0.95);
    expect(found).toMatchObject({ value: 5, high: null });
    expect(quantileWithInterval([], 0.5, 0.95)).toBeNull();
  });
});
