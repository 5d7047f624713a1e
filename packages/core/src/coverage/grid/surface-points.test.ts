import { expect, test } from 'vitest';
import { EQUATORIAL_SPHERE } from './surface.ts';
import { fibonacciPoints } from './surface-points.ts';

test('Fibonacci points fall from north to south, are unit zeniths, and balance about the centre', () => {
  const { latitudeRad, zenithsItrf, count } = fibonacciPoints(1000, EQUATORIAL_SPHERE);
  expect([...latitudeRad]).toEqual([...latitudeRad].toSorted((a, b) => b - a));
  const sums = [0, 1, 2].map((axis) =>
    zenithsItrf.reduce((sum, value, at) => (at % 3 === axis ? sum + value : sum), 0),
  );
  for (const sum of sums) expect(Math.abs(sum / count)).toBeLessThan(1e-3);
});
