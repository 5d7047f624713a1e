import { expect, it } from 'vitest';
import { meanLifeYears, reliability } from './weibull.ts';

it('all work at age zero, and fewer later', () => {
  expect(reliability({ shape: 0.5, scaleYears: 10 }, 0)).toBe(1);
  expect(reliability({ shape: 3, scaleYears: 10 }, 12)).toBeLessThan(
    reliability({ shape: 3, scaleYears: 10 }, 11),
  );
});

it('of shape 1 is exponential: the mean is the scale', () => {
  expect(meanLifeYears({ shape: 1, scaleYears: 7 })).toBeCloseTo(7, 10);
  // Γ(1 + 1/2) is half the root of pi.
  expect(meanLifeYears({ shape: 2, scaleYears: 1 })).toBeCloseTo(Math.sqrt(Math.PI) / 2, 10);
});
