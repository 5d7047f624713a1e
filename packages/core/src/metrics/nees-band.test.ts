import { expect, test } from 'vitest';
import { neesBand } from './nees-band.ts';

/**
 * The approximation is known to be coarse in the lower tail of few degrees of freedom: 2.5 % for a single error, below 0.2 % from ten on.
 * Table of chi-square, 2.5 % and 97.5 % points, [Abramowitz-1964] table 26.8: 6, 60 and 120 degrees of freedom.
 */
test.each([
  [1, 1.237, 14.449, 0.03],
  [10, 40.482, 83.298, 0.002],
  [20, 91.573, 152.211, 0.002],
])('the band of %i errors of six numbers is that of the table', (count, low, high, tolerance) => {
  const [least, most] = neesBand(6, count);
  expect(Math.abs((least * count) / low - 1)).toBeLessThan(tolerance);
  expect(Math.abs((most * count) / high - 1)).toBeLessThan(tolerance);
});

/** [Abramowitz-1964] table 26.8: 0.05 % of 100 degrees of freedom lie beyond 153.167. */
test('the wide band of a hundred single numbers ends where the table says', () => {
  const [, most] = neesBand(1, 100, '99.9');
  expect(Math.abs((most * 100) / 153.167 - 1)).toBeLessThan(0.002);
});
