import { describe, expect, it } from 'vitest';
import { fitSlope } from './learning-fit.ts';
import type { Award } from './learning-fit.ts';
import { totalCost } from './learning.ts';
import { NO_EXPERIENCE, nextUnits } from './production.ts';

function awardsOf(slope: number, factors: readonly number[]): readonly Award[] {
  return factors.map((factor, i) => {
    const unitsBefore = i * 20;
    return {
      id: String(i),
      unitsBefore,
      units: 20,
      unitPrice: 50 * (unitsBefore + 10.5) ** Math.log2(slope) * factor,
    };
  });
}

function width(factors: readonly number[]): number {
  const { low, high } = fitSlope(awardsOf(0.9, factors));
  return high - low;
}

describe('a slope fitted to awards', () => {
  it('comes back from awards that lie on a curve, without an interval', () => {
    const { slope, low, high } = fitSlope(awardsOf(0.85, [1, 1, 1, 1]));
    expect(slope).toBeCloseTo(0.85, 10);
    expect(high - low).toBeLessThan(1e-9);
  });

  it('has an interval that widens with the scatter and with fewer awards', () => {
    expect(width([1, 1.2, 0.8, 1.1, 0.9, 1])).toBeGreaterThan(width([1, 1.1, 0.9, 1.05, 0.95, 1]));
    expect(width([1, 1.2, 0.8])).toBeGreaterThan(width([1, 1.2, 0.8, 1, 1.2, 0.8]));
  });

  it('refuses what has no slope', () => {
    expect(() => fitSlope(awardsOf(0.9, [1, 1]))).toThrow('three awards');
    const same = awardsOf(0.9, [1, 1, 1]).map((award) => ({ ...award, unitsBefore: 0 }));
    expect(() => fitSlope(same)).toThrow('no slope');
  });
});

const CURVE = {
  theory: 'crawford',
  firstUnitCost: 100,
  slope: 0.8,
  blockUnits: 1e6,
  carryOver: 1,
} as const;

function ratio(units: number): number {
  return nextUnits(CURVE, NO_EXPERIENCE, units).cost / totalCost(CURVE, units);
}

describe('production year by year', () => {
  it('is near the exact sum: 0.5 % over the first eight units at 80 %, 0.02 % over a thousand', () => {
    expect(Math.abs(ratio(8) - 1)).toBeLessThan(0.005);
    expect(Math.abs(ratio(1000) - 1)).toBeLessThan(0.0002);
  });

  it('costs the same in one go and bit by bit', () => {
    const learning = { ...CURVE, blockUnits: 30, carryOver: 0.5 };
    let experience = NO_EXPERIENCE;
    let cost = 0;
    for (let year = 0; year < 10; year++) {
      const bought = nextUnits(learning, experience, 12.3);
      cost += bought.cost;
      experience = bought.after;
    }
    expect(cost / nextUnits(learning, NO_EXPERIENCE, 123).cost).toBeCloseTo(1, 10);
  });

  it('with everything carried over does not notice the blocks', () => {
    const whole = nextUnits({ ...CURVE, blockUnits: 7 }, NO_EXPERIENCE, 100).cost;
    expect(whole).toBeCloseTo(nextUnits(CURVE, NO_EXPERIENCE, 100).cost, 8);
  });
});
