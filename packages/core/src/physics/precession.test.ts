import { expect, test } from 'vitest';
import { meanOfDateFromJ2000, terrestrialCenturies } from './precession.ts';

/** Test value of the IAU SOFA library for its routine of the same model, MJD 50123.9999 TT. [SOFA-2021] */
const SOFA_PMAT76 = [
  0.9999995504328351, 0.0008696632209480961, 0.00037791534749598884, -0.0008696632209485112,
  0.9999996218428561, -1.6432847761118864e-7, -0.0003779153474950335, -1.643306746147367e-7,
  0.999999928589979,
];

test('the precession matrix is the published one to 1e-13', () => {
  const matrix = meanOfDateFromJ2000((50_123.9999 + 2_400_000.5 - 2_451_545) / 36_525);
  SOFA_PMAT76.forEach((value, index) => {
    expect(Math.abs(matrix[index]! - value)).toBeLessThan(1e-13);
  });
});

test('at J2000 nothing turns', () => {
  const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  meanOfDateFromJ2000(0).forEach((value, index) => expect(value).toBeCloseTo(identity[index]!, 15));
});

test('terrestrial time runs 69.184 s ahead of UTC', () => {
  expect(terrestrialCenturies({ dayJd: 2451544.5, dayShare: 0.5 }) * 36_525 * 86_400).toBeCloseTo(69.184, 6);
});
