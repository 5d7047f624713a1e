import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculatorLayerCost, generations } from './interceptor-layer.ts';
import { cumulativeAverageCost, totalCost, unitCost } from './learning.ts';
import type { LearningCurve } from './learning.ts';
import { costCdf, costQuantile, lognormalFromMean } from './lognormal-cost.ts';
import { betaSpending, phasedByYear, rayleighSpending } from './phasing.ts';

const slopeOf = fc.double({ min: 0.6, max: 1, noNaN: true });
const unitsOf = fc.integer({ min: 1, max: 500 });
const THEORIES: readonly LearningCurve['theory'][] = ['crawford', 'wright'];

describe.each(THEORIES)('learning by %s', (theory) => {
  it('is N first units at slope 1', () => {
    expect(totalCost({ theory, firstUnitCost: 7, slope: 1 }, 12)).toBeCloseTo(84, 10);
  });

  it('is the sum of its units', () => {
    fc.assert(
      fc.property(slopeOf, fc.integer({ min: 1, max: 60 }), (slope, units) => {
        const curve: LearningCurve = { theory, firstUnitCost: 100, slope };
        let sum = 0;
        for (let unit = 1; unit <= units; unit++) sum += unitCost(curve, unit);
        expect(totalCost(curve, units)).toBeCloseTo(sum, 6);
      }),
    );
  });

  it('never makes a longer series cheaper, nor its average dearer', () => {
    fc.assert(
      fc.property(slopeOf, unitsOf, (slope, units) => {
        const curve: LearningCurve = { theory, firstUnitCost: 100, slope };
        expect(totalCost(curve, units + 1)).toBeGreaterThan(totalCost(curve, units));
        expect(cumulativeAverageCost(curve, units + 1)).toBeLessThanOrEqual(
          cumulativeAverageCost(curve, units) + 1e-9,
        );
      }),
    );
  });
});

it('Crawford asks for at least what Wright does, for the same first unit and slope', () => {
  fc.assert(
    fc.property(slopeOf, unitsOf, (slope, units) => {
      const crawford = totalCost({ theory: 'crawford', firstUnitCost: 1, slope }, units);
      const wright = totalCost({ theory: 'wright', firstUnitCost: 1, slope }, units);
      expect(crawford).toBeGreaterThanOrEqual(wright * (1 - 1e-12));
    }),
  );
});

describe('phasing', () => {
  const CURVES = [rayleighSpending(0.97), betaSpending(0.32, 0.68)];

  it('spends the whole total, never less than nothing, over whole and broken years', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CURVES),
        fc.double({ min: 0.2, max: 12, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        (curve, years, total) => {
          const parts = phasedByYear(total, years, curve);
          expect(parts.length).toBe(Math.ceil(years));
          expect(parts.reduce((sum, part) => sum + part, 0) / total).toBeCloseTo(1, 10);
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('of the Rayleigh profile is 60.2 % at half time, the rule of 60/40', () => {
    expect(rayleighSpending(0.97)(0.5)).toBeCloseTo(0.602, 3);
  });
});

describe('a lognormal cost', () => {
  it('has the mean and spread it was made from', () => {
    const law = lognormalFromMean(8000, 0.35);
    let sum = 0;
    let squares = 0;
    const draws = 20_000;
    for (let i = 0; i < draws; i++) {
      const cost = costQuantile(law, (i + 0.5) / draws);
      sum += cost;
      squares += cost * cost;
    }
    const mean = sum / draws;
    expect(mean).toBeCloseTo(8000, -1);
    expect(Math.sqrt(squares / draws - mean * mean) / mean).toBeCloseTo(0.35, 2);
  });

  it('inverts its law', () => {
    const law = lognormalFromMean(10, 0.5);
    for (const prob of [0.01, 0.2, 0.5, 0.8, 0.99])
      expect(costCdf(law, costQuantile(law, prob))).toBeCloseTo(prob, 6);
    expect(costCdf(law, 0)).toBe(0);
  });
});

describe('an interceptor layer', () => {
  it('is bought once at least', () => {
    expect([generations(20, 5), generations(4, 5), generations(19, 5)]).toEqual([4, 1, 3]);
  });

  it('refuses an interceptor heavier than its launcher carries', () => {
    expect(() =>
      calculatorLayerCost({
        interceptors: 10,
        interceptorMassKg: 50_000,
        lifeYears: 5,
        periodYears: 20,
        developmentCost: 0,
        firstUnitCost: 1,
        learningSlope: 0.85,
        operationsCostPerYear: 0,
        launcherCapacityKg: 45_000,
        firstLaunchCost: 1,
        launchLearningSlope: 0.95,
      }),
    ).toThrow('lighter');
  });
});
