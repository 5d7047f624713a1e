import { expect, test } from 'vitest';
import { equationOfEquinoxesRad, nutation, trueOfDateFromMean } from './nutation.ts';
import { NUTATION_TERMS, NUTATION_TERM_LENGTH } from './nutation-terms.ts';
import { ARCSECOND_RAD } from './precession.ts';

function centuriesOfMjd(mjd: number): number {
  return (mjd + 2_400_000.5 - 2_451_545) / 36_525;
}

test('both angles are the published test values of the IAU SOFA library [SOFA-2021]', () => {
  const at = nutation(centuriesOfMjd(53_736));
  expect(Math.abs(at.dPsiRad - -9.643658353226563e-6)).toBeLessThan(1e-13);
  expect(Math.abs(at.dEpsilonRad - 4.060051006879713e-5)).toBeLessThan(1e-13);
});

test('the matrix is the published one', () => {
  const sofa = [
    0.9999999999535, 8.847935789636432e-6, 3.8359065021640195e-6, -8.847780042583437e-6, 0.999999999136657,
    -4.060052702727131e-5, -3.836265729708479e-6, 4.0600493086126384e-5, 0.9999999991684415,
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
