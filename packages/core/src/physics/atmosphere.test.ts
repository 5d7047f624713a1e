import { describe, expect, it } from 'vitest';
import { ATMOSPHERE_TOP_M, airDensityKgPerM3 } from './atmosphere.ts';

/** The standard's seven layers: base (geopotential m), temperature there (K), lapse (K/m). [USSA-1976] table 4. */
const LAYERS = [
  [0, 288.15, -0.0065],
  [11_000, 216.65, 0],
  [20_000, 216.65, 0.001],
  [32_000, 228.65, 0.0028],
  [47_000, 270.65, 0],
  [51_000, 270.65, -0.0028],
  [71_000, 214.65, -0.002],
] as const;

function standardDensity(heightM: number): number {
  const geopotentialM = (6_356_766 * heightM) / (6_356_766 + heightM);
  const gOverR = (9.80665 * 0.0289644) / 8.31432;
  let pressurePa = 101_325;
  let density = 0;
  for (const [index, [baseM, baseK, lapse]] of LAYERS.entries()) {
    const topM = Math.min(geopotentialM, LAYERS[index + 1]?.[0] ?? 84_852);
    const topK = baseK + lapse * (topM - baseM);
    pressurePa *=
      lapse === 0 ? Math.exp((-gOverR * (topM - baseM)) / baseK) : (baseK / topK) ** (gOverR / lapse);
    density = (pressurePa * 0.0289644) / (8.31432 * topK);
    if (geopotentialM <= topM) break;
  }
  return density;
}

function logDensity(heightM: number): number {
  return Math.log(airDensityKgPerM3(heightM));
}

function curvatureAt(heightM: number): number {
  return (logDensity(heightM + 20) - 2 * logDensity(heightM) + logDensity(heightM - 20)) / 400;
}

describe('air density', () => {
  it('stays within 1.4 % of the layers of the standard up to 80 km', () => {
    let worst = 0;
    for (let heightM = 0; heightM <= 80_000; heightM += 100) {
      worst = Math.max(worst, Math.abs(airDensityKgPerM3(heightM) / standardDensity(heightM) - 1));
    }
    expect(worst).toBeLessThan(0.014);
    expect(worst).toBeGreaterThan(1e-4);
  });

  it('meets tabulated values that are no knots within 1 % ([USSA-1976] table I)', () => {
    for (const [heightKm, density] of [
      [86, 6.958e-6],
      [91, 2.86e-6],
      [2, 1.0066],
      [12, 3.1194e-1],
    ] as const) {
      expect(Math.abs(airDensityKgPerM3(heightKm * 1000) / density - 1)).toBeLessThan(0.01);
    }
  });

  it('is smooth: slope and curvature of its logarithm do not jump', () => {
    for (let knotM = 5000; knotM < ATMOSPHERE_TOP_M - 1; knotM += 5000) {
      expect(Math.abs(curvatureAt(knotM + 50) - curvatureAt(knotM - 50))).toBeLessThan(4e-10);
    }
  });

  it('ends where it says', () => {
    expect(airDensityKgPerM3(ATMOSPHERE_TOP_M)).toBe(0);
    expect(airDensityKgPerM3(ATMOSPHERE_TOP_M - 1)).toBeGreaterThan(2e-9);
    expect(airDensityKgPerM3(-500)).toBe(1.225);
    expect(airDensityKgPerM3(0)).toBe(1.225);
  });
});
