import { describe, expect, it } from 'vitest';
import { normalCdf, normalFromUniform } from './normal-distribution.ts';

describe('normalCdf', () => {
  it('meets the tabulated values', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 7);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021, 6);
    expect(normalCdf(-3)).toBeCloseTo(0.0013499, 6);
  });
});

it('normalFromUniform inverts it; known quantiles of [Abramowitz-1964] table 26.5', () => {
  expect(normalFromUniform(0.975)).toBeCloseTo(1.959964, 6);
  expect(normalFromUniform(0.5)).toBeCloseTo(0, 9);
  expect(normalFromUniform(0.001)).toBeCloseTo(-3.090232, 6);
  for (const p of [0.0001, 0.02, 0.3, 0.7, 0.99]) expect(normalCdf(normalFromUniform(p))).toBeCloseTo(p, 6);
});
