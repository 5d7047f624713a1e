import { assert } from '../../foundation/index.ts';

/** A law of lifetimes, R(t) = exp(-(t / scale)^shape). Below 1 the shape means infant mortality, above 1 wear. */
export interface Weibull {
  readonly shape: number;
  readonly scaleYears: number;
}

/** Satellites of all kinds, 1,584 launched 1990-2008. [Castet-2009], parameters recalled, not read in the paper. */
export const ALL_SATELLITES: Weibull = { shape: 0.4521, scaleYears: 2607 };

/** Share that still works after so many years. */
export function reliability({ shape, scaleYears }: Weibull, years: number): number {
  assert(years >= 0, 'an age is not negative');
  return Math.exp(-((years / scaleYears) ** shape));
}

/** Mean lifetime, years: scale Γ(1 + 1 / shape). */
export function meanLifeYears({ shape, scaleYears }: Weibull): number {
  return scaleYears * gamma(1 + 1 / shape);
}

/** Coefficients for g = 7, nine terms. */
const LANCZOS: readonly number[] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The gamma function above 0, to about 1e-14. [Press-2007] section 6.1, after Lanczos. */
function gamma(x: number): number {
  assert(x > 0, 'the gamma function is asked above 0');
  const z = x - 1;
  const series = LANCZOS.reduce(
    (sum, coefficient, k) => sum + (k === 0 ? coefficient : coefficient / (z + k)),
    0,
  );
  const t = z + 7.5;
  return Math.sqrt(2 * Math.PI) * t ** (z + 0.5) * Math.exp(-t) * series;
}
