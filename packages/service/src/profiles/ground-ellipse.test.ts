import { expect, it } from 'vitest';
import { bearingDeg, likelyEllipse } from './ground-ellipse.ts';

it('lies along its longer axis, clockwise from north, and holds 95 %', () => {
  // Chi-square with two degrees of freedom: 5.9915 at 95 %.
  const sigmas = Math.sqrt(5.991464547);
  const east = likelyEllipse([4e6, 0, 1e6]);
  expect(east.orientationDeg).toBeCloseTo(90, 9);
  expect(east.semiMajorKm).toBeCloseTo(2 * sigmas, 6);
  expect(east.semiMinorKm).toBeCloseTo(sigmas, 6);
  expect(likelyEllipse([1e6, 0, 4e6]).orientationDeg).toBeCloseTo(0, 9);
  expect(likelyEllipse([2e6, 1e6, 2e6]).orientationDeg).toBeCloseTo(45, 9);
  expect(likelyEllipse([2e6, -1e6, 2e6]).orientationDeg).toBeCloseTo(135, 9);
  expect(likelyEllipse([1e6, 1e6, 1e6]).semiMinorKm).toBe(0);
});

it.each([
  [{ latitudeDeg: 0, longitudeDeg: 0 }, { latitudeDeg: 0, longitudeDeg: 10 }, 90],
  [{ latitudeDeg: 0, longitudeDeg: 179 }, { latitudeDeg: 0, longitudeDeg: -179 }, 90],
  [{ latitudeDeg: 10, longitudeDeg: 5 }, { latitudeDeg: -10, longitudeDeg: 5 }, 180],
  [{ latitudeDeg: 45, longitudeDeg: 0 }, { latitudeDeg: 45, longitudeDeg: 180 }, 0],
])('bears from %o to %o by %d degrees', (from, to, bearing) => {
  expect(bearingDeg(from, to)).toBeCloseTo(bearing, 9);
});
