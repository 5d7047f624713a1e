import { STEFAN_BOLTZMANN_W_PER_M2_K4, planckBandRadianceWPerM2Sr } from '../planck.ts';

/** Constant of Sutton and Graves for air, kg^½/m, for a flux in W/m². [Sutton-1971]. */
const SUTTON_GRAVES_AIR = 1.7415e-4;
/** Charred surface, notional. */
const EMISSIVITY = 0.85;
/** Surfaces ablate rather than grow hotter, K. Notional. */
export const HOTTEST_SURFACE_K = 3000;

/**
 * Temperature at the nose of a body that comes in, K: convective heating of the stagnation point in balance with its own radiation.
 *
 * No conduction, ablation only as a cap at 3,000 K, no radiation from the shock; an upper bound for the flanks. Zero without air.
 *
 * @see [Sutton-1971]: q = k √(density / nose radius) v³.
 */
export function stagnationTemperatureK(
  densityKgPerM3: number,
  airspeedMPerS: number,
  noseRadiusM: number,
): number {
  const fluxWPerM2 = SUTTON_GRAVES_AIR * Math.sqrt(densityKgPerM3 / noseRadiusM) * airspeedMPerS ** 3;
  return Math.min(HOTTEST_SURFACE_K, (fluxWPerM2 / (EMISSIVITY * STEFAN_BOLTZMANN_W_PER_M2_K4)) ** 0.25);
}

/** Radiant intensity of a hot patch seen face on between two wavelengths, W/sr. */
export function hotPatchIntensityWPerSr(
  temperatureK: number,
  areaM2: number,
  fromM: number,
  toM: number,
): number {
  return EMISSIVITY * areaM2 * planckBandRadianceWPerM2Sr(temperatureK, fromM, toM);
}
