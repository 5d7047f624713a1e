import { describe, expect, it } from 'vitest';
import { normalCdf } from './normal-distribution.ts';

describe('normalCdf', () => {
  it('meets the tabulated values', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 7);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021, 6);
    expect(normalCdf(-3)).toBeCloseTo(0.0013499, 6);
  });
});
