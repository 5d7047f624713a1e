import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountEdition, ratesOf } from './discount-table.ts';
import type { DiscountTable } from './discount-table.ts';
import { discountFactors, inConstantDollars, inThenYearDollars, valueAtStart } from './dollars.ts';
import type { ConstantDollars } from './dollars.ts';
import { fiscalYearOf } from './fiscal-year.ts';
import { outlayWeighted, priceLevels } from './inflation.ts';
import type { Inflation } from './inflation.ts';
import type { PriceIndex } from './price-index.ts';

const INDEX: PriceIndex = {
  title: 'Index',
  source: 's',
  asOf: '2026-11',
  assumedFromYear: 2026,
  levelOfYear: new Map([
    [2025, 100],
    [2026, 110],
  ]),
};
const INFLATION: Inflation = {
  title: 'Assumed',
  asOf: '2026-12',
  sources: [],
  note: '',
  ofYear: new Map(Array.from({ length: 10 }, (_, i) => [2027 + i, 0.02])),
};
const TABLE: DiscountTable = {
  title: 'Rates',
  editions: [2000, 2026].map((year) => ({
    year,
    asOf: `${year}-01`,
    real: { termYears: [3, 30], rates: [2, 4] },
    nominal: { termYears: [3, 30], rates: [5, 7] },
    sources: [],
    note: '',
  })),
};

const flowOf = (usdM: readonly number[]): ConstantDollars => ({
  dollars: 'constant',
  baseYear: 2026,
  firstFiscalYear: 2027,
  usdM,
});
const amounts = fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 10 });

describe('a fiscal year', () => {
  it('goes from October to September', () => {
    expect([9, 10, 12].map((month) => fiscalYearOf(2026, month))).toEqual([2026, 2027, 2027]);
    expect(fiscalYearOf(2027, 1)).toBe(2027);
  });
});

describe('price levels', () => {
  it('are published ones as far as they go, then grown by assumed inflation', () => {
    const found = priceLevels(INDEX, INFLATION, 2026, 2025, 4);
    expect(found.ok ? [...found.levels] : []).toEqual([100 / 110, 1, 1.02, 1.02 * 1.02].map(near));
    const later = priceLevels(INDEX, INFLATION, 2025, 2029, 1);
    expect(later.ok ? later.levels[0] : 0).toBeCloseTo(1.1 * 1.02 ** 3, 12);
  });

  it('are refused for a year outside the tables, which are named', () => {
    for (const [base, first, years] of [
      [2026, 2030, 20],
      [2026, 2024, 2],
      [1999, 2027, 2],
    ] as const) {
      const found = priceLevels(INDEX, INFLATION, base, first, years);
      expect(found.ok ? '' : found.error.detail).toMatch(/2037|2024|1999/);
      expect(found.ok ? '' : found.error.detail).toContain('go from 2025 to 2036');
    }
  });

  it('weighted by outlays are the levels themselves when all is paid at once, and higher when prices rise meanwhile', () => {
    const levels = Float64Array.of(1, 1.02, 1.0404);
    expect([...outlayWeighted(levels, [1])]).toEqual([...levels]);
    expect(outlayWeighted(levels, [0.5, 0.5])[0]).toBeCloseTo(1.01, 12);
    expect(outlayWeighted(levels, [0.5, 0.5])[2]).toBeCloseTo(1.0404 * 1.01, 12);
  });
});

describe('worth at the start', () => {
  it('at rate zero is the sum', () => {
    fc.assert(
      fc.property(amounts, (usdM) => {
        const sum = usdM.reduceRight((total, each) => each + total, 0);
        expect(valueAtStart(flowOf(usdM), { rate: 'real', perYear: 0 })).toBe(sum);
      }),
    );
  });

  it('is the same in constant dollars at the real rate and in then-year dollars at the nominal rate that goes with it', () => {
    const levels = Float64Array.from({ length: 10 }, (_, year) => 1.02 ** (year + 0.5));
    fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 0.2, noNaN: true }), (usdM, perYear) => {
        const nominal = { rate: 'nominal', perYear: (1 + perYear) * 1.02 - 1 } as const;
        const flow = flowOf(usdM);
        const thenYear = inThenYearDollars(flow, levels);
        expect(valueAtStart(thenYear, nominal)).toBeCloseTo(valueAtStart(flow, { rate: 'real', perYear }), 4);
        for (const [year, each] of inConstantDollars(thenYear, levels, 2026).usdM.entries())
          expect(each).toBeCloseTo(usdM[year] ?? 0, 6);
      }),
    );
  });

  it('is the sum of amounts times factors', () => {
    const rate = { rate: 'real', perYear: 0.025 } as const;
    const factors = discountFactors(rate, 3);
    expect(valueAtStart(flowOf([10, 20, 30]), rate)).toBeCloseTo(
      10 * factors[0]! + 20 * factors[1]! + 30 * factors[2]!,
      12,
    );
  });
});

describe('a table of discount rates', () => {
  it('gives the rates of the term, in shares', () => {
    const found = discountEdition(TABLE, 2026);
    if (!found.ok) throw new Error(found.error.detail);
    const rates = ratesOf(found.edition, 30);
    expect(rates.real).toEqual({ rate: 'real', perYear: 0.04 });
    expect(rates.nominal.perYear).toBeCloseTo(0.07, 12);
    expect(discountEdition(TABLE, undefined)).toEqual(found);
  });

  it('without the year says which dates it has', () => {
    const found = discountEdition(TABLE, 2031);
    expect(found.ok ? '' : found.error.detail).toBe(
      'rates: there is no edition of 2031; there is 2000 (of 2000-01), 2026 (of 2026-01)',
    );
  });
});

function near(value: number): unknown {
  return expect.closeTo(value, 12);
}
