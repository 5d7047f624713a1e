import { expect, test } from 'vitest';
import { equationOfEquinoxesRad, nutation, trueOfDateFromMean } from './nutation.ts';
import { NUTATION_TERMS, NUTATION_TERM_LENGTH } from './nutation-terms.ts';
import { ARCSECOND_RAD } from './precession.ts';

function centuriesOfMjd(mjd: number): number {
  return (mjd + 2_400_000.5 - 2_451_545) / 36_525;
}

test('both angles are the published test values of the IAU SOFA library [SOFA-2021]', () => {
  const at = nutation(centuriesOfMjd(53_736));
  expect(Math.abs(at.dPsiRad - -0.9643658353226563966e-5)).toBeLessThan(1e-13);
  expect(Math.abs(at.dEpsilonRad - 0.4060051006879713322e-4)).toBeLessThan(1e-13);
});

test('the matrix is the published one', () => {
  const sofa = [
    0.9999999999534999268, 0.8847935789636432161e-5, 0.3835906502164019142e-5, -0.8847780042583435924e-5,
    0.9999999991366569963, -0.4060052702727130809e-4, -0.3836265729708478796e-5, 0.4060049308612638555e-4,
    0.9999999991684415129,
  ];
  const ours = trueOfDateFromMean(nutation(centuriesOfMjd(53_736)));
  sofa.forEach((value, index) => expect(Math.abs(ours[index]! - value)).toBeLessThan(1e-13));
});

test('the series has its 106 terms, no two alike', () => {
  const rows = Array.from({ length: NUTATION_TERMS.length / NUTATION_TERM_LENGTH }, (_, row) =>
    NUTATION_TERMS.slice(row * NUTATION_TERM_LENGTH, row * NUTATION_TERM_LENGTH + 5).join(','),
  );
  expect(rows).toHaveLength(106);
  expect(new Set(rows).size).toBe(106);
});

test('the equation of the equinoxes stays below 1.2 seconds of time', () => {
  for (let year = -20; year <= 40; year++) {
    expect(Math.abs(equationOfEquinoxesRad(nutation(year / 100)))).toBeLessThan(18 * ARCSECOND_RAD);
  }
});
