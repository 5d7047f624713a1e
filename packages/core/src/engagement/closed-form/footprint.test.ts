import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatAbsenteeRatio, interceptorsFor } from './absentee.ts';
import { CALCULATOR_EARTH_RADIUS_M, coverRadiusM, groundAngleRad, reachAngleRad } from './footprint.ts';

test('the angle of a reach is that of the triangle, and the flat radius is near it when the reach is short', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 6.6e6, max: 8e6, noNaN: true }),
      fc.double({ min: 6.4e6, max: 6.6e6, noNaN: true }),
      fc.double({ min: 0, max: Math.PI, noNaN: true }),
      (orbit, target, angle) => {
        const reachM = Math.hypot(orbit - target * Math.cos(angle), target * Math.sin(angle));
        expect(reachAngleRad(reachM, orbit, target)).toBeCloseTo(angle, 5);
      },
    ),
  );
  const flatM = coverRadiusM(600_000, 300_000, 200_000);
  const roundM = reachAngleRad(600_000, 6_678_100, 6_578_100) * 6_578_100;
  expect(Math.abs(roundM / flatM - 1)).toBeLessThan(0.01);
});

test('a reach that does not bridge the heights covers nothing, and the ratio is infinite', () => {
  expect(coverRadiusM(90_000, 300_000, 200_000)).toBe(0);
  expect(reachAngleRad(90_000, 6_678_100, 6_578_100)).toBe(0);
  const ratio = flatAbsenteeRatio({
    earthRadiusM: CALCULATOR_EARTH_RADIUS_M,
    interceptAltitudeM: 200_000,
    maxLatitudeRad: Math.PI / 2,
    coverRadiusM: 0,
  });
  expect(ratio).toBe(Infinity);
  expect(interceptorsFor(ratio, 1, 2)).toBe(Infinity);
  expect(interceptorsFor(499, 3, 2)).toBe(2994);
});

test('the Earth stands between two places where the line touches it', () => {
  const angle = groundAngleRad(7e6, 6.6e6, 6.378e6);
  const middle = Math.hypot(0.5 * (7e6 + 6.6e6 * Math.cos(angle)), 0.5 * 6.6e6 * Math.sin(angle));
  expect(middle).toBeGreaterThan(6.378e6);
  const lengthM = Math.sqrt(7e6 ** 2 - 6.378e6 ** 2) + Math.sqrt(6.6e6 ** 2 - 6.378e6 ** 2);
  expect(reachAngleRad(lengthM, 7e6, 6.6e6)).toBeCloseTo(angle, 9);
});
