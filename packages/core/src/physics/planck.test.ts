import { describe, expect, it } from 'vitest';
import {
  BOLTZMANN_J_PER_K,
  PLANCK_J_S,
  STEFAN_BOLTZMANN_W_PER_M2_K4,
  planckBandRadianceWPerM2Sr,
} from './planck.ts';

const C = 299_792_458;

/** Simpson's rule on Planck's law itself. */
function bySimpson(temperatureK: number, fromM: number, toM: number): number {
  const count = 2000;
  const step = (toM - fromM) / count;
  let sum = 0;
  for (let i = 0; i <= count; i++) {
    const wavelengthM = fromM + i * step;
    const radiance =
      (2 * PLANCK_J_S * C * C) /
      wavelengthM ** 5 /
      Math.expm1((PLANCK_J_S * C) / (wavelengthM * BOLTZMANN_J_PER_K * temperatureK));
    sum += radiance * (i === 0 || i === count ? 1 : i % 2 === 1 ? 4 : 2);
  }
  return (sum * step) / 3;
}

describe('band radiance', () => {
  it('adds up to the law of Stefan and Boltzmann', () => {
    for (const temperatureK of [4, 300, 3000]) {
      const whole = planckBandRadianceWPerM2Sr(temperatureK, 0, Number.POSITIVE_INFINITY);
      expect((whole * Math.PI) / (STEFAN_BOLTZMANN_W_PER_M2_K4 * temperatureK ** 4)).toBeCloseTo(1, 8);
    }
  });

  it('equals numerical quadrature on both sides of the change of series', () => {
    for (const [temperatureK, fromM, toM] of [
      [300, 8e-6, 12e-6],
      [200, 3e-6, 5e-6],
      [2000, 3e-6, 5e-6],
      [3000, 4e-6, 9e-6],
      [3000, 20e-6, 50e-6],
    ] as const) {
      const ours = planckBandRadianceWPerM2Sr(temperatureK, fromM, toM);
      expect(ours / bySimpson(temperatureK, fromM, toM)).toBeCloseTo(1, 6);
    }
  });

  it('gives the share below 0.2898 cm K that tables print, 0.2501', () => {
    const share =
      planckBandRadianceWPerM2Sr(1000, 0, 2.898e-6) /
      planckBandRadianceWPerM2Sr(1000, 0, Number.POSITIVE_INFINITY);
    expect(share).toBeCloseTo(0.2501, 3);
  });

  it('is zero for nothing', () => {
    expect(planckBandRadianceWPerM2Sr(0, 3e-6, 5e-6)).toBe(0);
    expect(planckBandRadianceWPerM2Sr(300, 5e-6, 5e-6)).toBe(0);
    expect(planckBandRadianceWPerM2Sr(Number.NaN, 3e-6, 5e-6)).toBe(0);
  });
});
