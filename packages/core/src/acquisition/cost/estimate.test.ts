import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCost } from './estimate.ts';
import type { CostQuestion } from './estimate.ts';
import { INPUTS, MONEY, PLAN, assumptionsWith } from './estimate.test-data.ts';
import { COST_ELEMENTS, layerCostInto } from './layer-cost.ts';
import type { CostElement, LayerInputs, LayerPlan } from './layer-cost.ts';

function costOf(change: Partial<LayerInputs> = {}, plan: Partial<LayerPlan> = {}) {
  const whole = { ...PLAN, ...plan };
  const out = new Float64Array(COST_ELEMENTS.length * whole.years);
  layerCostInto(out, whole, { ...INPUTS, ...change });
  return {
    total: out.reduce((sum, each) => sum + each, 0),
    of: (element: CostElement): readonly number[] => {
      const from = COST_ELEMENTS.indexOf(element) * whole.years;
      return [...out.subarray(from, from + whole.years)];
    },
  };
}

function production(count: number): number {
  return costOf({ learningSlope: 1 }, { satellites: count })
    .of('production')
    .reduce((sum, each) => sum + each, 0);
}

describe('a layer', () => {
  it('spends all of its early engineering, and early', () => {
    const spent = costOf().of('engineering');
    expect(spent.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1000, 6);
    expect(spent.slice(4)).toEqual(Array.from({ length: 8 }, () => 0));
  });

  it('pays satellites the year before their launch', () => {
    const cost = costOf();
    expect(cost.of('production')[0]).toBe(0);
    expect(cost.of('production')[1]).toBeGreaterThan(0);
    expect(cost.of('launch').slice(0, 2)).toEqual([0, 0]);
    expect(cost.of('launch')[2]).toBeGreaterThan(0);
  });

  it('costs no less when anything dearer, worse or shorter-lived is put in', () => {
    const base = costOf().total;
    const worse: Partial<LayerInputs>[] = [
      { engineeringUsdM: 1200 },
      { firstUnitUsdM: 44 },
      { learningSlope: 0.99 },
      { launchUsdM: 90 },
      { satellitesPerLaunch: 7 },
      { launchSuccessProb: 0.9 },
      { groundUsdM: 400 },
      { groundSustainShare: 0.2 },
      { operationsUsdMPerSatelliteYear: 1 },
      { lifeYears: 4 },
      { oversightShare: 0.2 },
      { growthFactor: 1.3 },
      { blockUnits: 20, carryOver: 0.5 },
    ];
    for (const change of worse) expect(costOf(change).total).toBeGreaterThan(base);
  });

  it('oversight is its share of everything else', () => {
    const cost = costOf();
    const oversight = cost.of('oversight').reduce((sum, each) => sum + each, 0);
    expect(oversight).toBeCloseTo((cost.total - oversight) * 0.1, 6);
  });

  it('of n satellites without learning costs n times one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (satellites) => {
        expect(production(satellites) / (satellites * production(1))).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('an estimate', () => {
  const QUESTION: CostQuestion = {
    plan: PLAN,
    assumptions: assumptionsWith({
      firstUnitUsdM: { kind: 'triangular', low: 30, mode: 40, high: 70 },
      engineeringUsdM: { kind: 'lognormal', low: 800, high: 1500, reading: 'P20-P80' },
      groundUsdM: { kind: 'uniform', low: 200, high: 600 },
    }),
    seed: 11,
    draws: 2000,
    correlation: 0.25,
    money: MONEY,
  };
  const estimate = estimateCost(QUESTION);

  it('without anything uncertain is the point estimate', () => {
    const sure = estimateCost({ ...QUESTION, assumptions: assumptionsWith(), draws: 100 });
    expect(sure.total.p10).toBeCloseTo(sure.point.total, 6);
    expect(sure.total.p90).toBeCloseTo(costOf().total, 6);
    expect(sure.tornado).toEqual([]);
  });

  it('adds up: elements and years both make the mean of the total', () => {
    const elements = Object.values(estimate.byElement).reduce((sum, { mean }) => sum + mean, 0);
    const years = estimate.byYear.reduce((sum, { mean }) => sum + mean, 0);
    expect(elements / estimate.total.mean).toBeCloseTo(1, 10);
    expect(years / estimate.total.mean).toBeCloseTo(1, 10);
  });

  it('is the same money in other dollars: constant without inflation or interest, otherwise each year times its factor', () => {
    const timeless = {
      ...MONEY,
      levels: new Float64Array(12).fill(1),
      real: { rate: 'real', perYear: 0 },
    } as const;
    const plain = estimateCost({ ...QUESTION, money: timeless });
    expect(plain.thenYearTotal).toEqual(expect.objectContaining({ p50: expect.closeTo(plain.total.p50, 6) }));
    expect(plain.discountedTotal.mean).toBeCloseTo(plain.total.mean, 6);
    const sumOf = (key: 'thenYear' | 'discounted'): number =>
      estimate.byYear.reduce((sum, year) => sum + year[key], 0);
    expect(sumOf('thenYear')).toBeCloseTo(estimate.thenYearTotal.mean, 5);
    expect(sumOf('discounted')).toBeCloseTo(estimate.discountedTotal.mean, 5);
    expect(estimate.byYear[3]?.thenYear).toBeCloseTo((estimate.byYear[3]?.mean ?? 0) * 1.02 ** 3, 6);
    expect(estimate.byYear[3]?.discounted).toBeCloseTo((estimate.byYear[3]?.mean ?? 0) / 1.025 ** 3.5, 6);
    expect(estimate.thenYearTotal.mean).toBeGreaterThan(estimate.total.mean);
    const late = estimateCost({ ...QUESTION, money: { ...MONEY, outlayShares: [0.5, 0.5] } });
    expect(late.thenYearTotal.mean / estimate.thenYearTotal.mean).toBeCloseTo(1.01, 9);
  });

  it('is wider when everything goes wrong together, with the same mean', () => {
    const width = (correlation: number): number => {
      const { total } = estimateCost({ ...QUESTION, correlation });
      return total.p80 - total.p20;
    };
    expect(width(0.6)).toBeGreaterThan(width(0));
    const { total } = estimateCost({ ...QUESTION, correlation: 0.6 });
    expect(total.mean / estimate.total.mean).toBeCloseTo(1, 2);
  });

  it('says the same for the same seed, and P20 to P80 within 1 % for others', () => {
    expect(estimateCost(QUESTION).total).toEqual(estimate.total);
    for (const seed of [12, 13, 14]) {
      const { total } = estimateCost({ ...QUESTION, seed, draws: 10_000 });
      expect(Math.abs(total.p20 / estimate.total.p20 - 1)).toBeLessThan(0.01);
      expect(Math.abs(total.p80 / estimate.total.p80 - 1)).toBeLessThan(0.01);
    }
  });

  it('shows what moves it most first', () => {
    const swings = estimate.tornado.map(({ atP10, atP90 }) => Math.abs(atP90 - atP10));
    expect(estimate.tornado[0]?.id).toBe('firstUnitUsdM');
    expect(swings.toSorted((a, b) => b - a)).toEqual(swings);
  });
});
