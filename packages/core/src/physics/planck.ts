import { SPEED_OF_LIGHT_M_PER_S } from './earth.ts';

/** Planck constant, J s. SI definition of 2019 ([BIPM-SI-2019] §2.2). */
export const PLANCK_J_S = 6.62607015e-34;
/** Boltzmann constant, J/K. SI definition of 2019 ([BIPM-SI-2019] §2.2). */
export const BOLTZMANN_J_PER_K = 1.380649e-23;
/** Stefan-Boltzmann constant, W/(m² K⁴): 2 π⁵ k⁴ / (15 h³ c²). [CODATA-2018]. */
export const STEFAN_BOLTZMANN_W_PER_M2_K4 = 5.670374419e-8;

/** Second radiation constant h c / k, m K. */
const SECOND_RADIATION_M_K: number = (PLANCK_J_S * SPEED_OF_LIGHT_M_PER_S) / BOLTZMANN_J_PER_K;
/** 2 k⁴ / (h³ c²), W/(m² sr K⁴). */
const RADIANCE_SCALE: number =
  (2 * BOLTZMANN_J_PER_K ** 4) / (PLANCK_J_S ** 3 * SPEED_OF_LIGHT_M_PER_S * SPEED_OF_LIGHT_M_PER_S);
/** ∫ x³/(eˣ-1) dx from 0 to infinity. */
const WHOLE_INTEGRAL: number = Math.PI ** 4 / 15;

/**
 * Radiance of a black body between two wavelengths, W/(m² sr).
 *
 * Exact to about 1e-9 of the full radiance. A grey body radiates this times its emissivity; a small flat area A seen face on has the
 * radiant intensity emissivity x radiance x A.
 *
 * @param temperatureK - Kelvin; zero or below radiates nothing.
 * @param fromM - Shorter wavelength, m, at least 0.
 * @param toM - Longer wavelength, m; `Infinity` is allowed.
 * @see [Widger-1976]: the series in exp(-n x).
 */
export function planckBandRadianceWPerM2Sr(temperatureK: number, fromM: number, toM: number): number {
  if (!(temperatureK > 0) || !(toM > fromM)) return 0;
  const xLow = SECOND_RADIATION_M_K / (toM * temperatureK);
  const xHigh = fromM > 0 ? SECOND_RADIATION_M_K / (fromM * temperatureK) : Number.POSITIVE_INFINITY;
  return RADIANCE_SCALE * temperatureK ** 4 * (planckTail(xLow) - planckTail(xHigh));
}

/** ∫ t³/(eᵗ-1) dt from x to infinity. */
function planckTail(x: number): number {
  if (x < 1) {
    const x2 = x * x;
    const head =
      x * x2 * (1 / 3 - x / 8 + x2 * (1 / 60 - x2 * (1 / 5040 - x2 * (1 / 272_160 - x2 / 13_305_600))));
    return WHOLE_INTEGRAL - head;
  }
  let sum = 0;
  for (let n = 1; n <= 24; n++) {
    const term = Math.exp(-n * x) * (((x + 3 / n) * x + 6 / (n * n)) * x + 6 / (n * n * n));
    if (!(term > 0)) break;
    sum += term / n;
  }
  return sum;
}
