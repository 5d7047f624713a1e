import { describe, expect, it } from 'vitest';
import { callPrice, valueWithAbandonment } from './real-options.ts';

describe('the right to give a project up', () => {
  const lattice = { value: 100, up: 1.25, down: 0.8, ratePerStep: 0.04, steps: 6 };

  it('is worth nothing without salvage, and never less with more of it', () => {
    expect(valueWithAbandonment(lattice, 0)).toBeCloseTo(100, 9);
    const worths = [20, 60, 85, 100, 120].map((salvage) => valueWithAbandonment(lattice, salvage));
    expect(worths.toSorted((a, b) => a - b)).toEqual(worths);
  });

  it('is worth more the longer it lasts', () => {
    expect(valueWithAbandonment(lattice, 85)).toBeGreaterThan(
      valueWithAbandonment({ ...lattice, steps: 1 }, 85),
    );
  });

  it('refuses a lattice with arbitrage', () => {
    expect(() => valueWithAbandonment({ ...lattice, ratePerStep: 0.3 }, 85)).toThrow('arbitrage');
  });
});

it('a call lies between its bounds', () => {
  for (const strike of [50, 100, 150]) {
    const price = callPrice(100, strike, 0.05, 0.2, 1);
    expect(price).toBeGreaterThanOrEqual(Math.max(0, 100 - strike * Math.exp(-0.05)));
    expect(price).toBeLessThan(100);
  }
});
