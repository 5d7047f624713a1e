import { describe, expect, it } from 'vitest';
import { HOTTEST_SURFACE_K, hotPatchIntensityWPerSr, stagnationTemperatureK } from './reentry-glow.ts';

describe('re-entry glow', () => {
  it('heats the Space Shuttle nose to about what was flown: 1.0 m, 7.2 km/s at 74 km, 1,600 to 2,000 K', () => {
    const temperatureK = stagnationTemperatureK(4.6e-5, 7200, 1);
    expect(temperatureK).toBeGreaterThan(1600);
    expect(temperatureK).toBeLessThan(2000);
  });

  it('is cold in a vacuum and capped in thick air', () => {
    expect(stagnationTemperatureK(0, 7000, 0.1)).toBe(0);
    expect(stagnationTemperatureK(1, 7000, 0.1)).toBe(HOTTEST_SURFACE_K);
    expect(hotPatchIntensityWPerSr(0, 1, 3e-6, 5e-6)).toBe(0);
  });

  it('stays below the upper bounds of a black square metre: 25 kW/sr at 1,500 K, 51 at 2,000 K', () => {
    expect(hotPatchIntensityWPerSr(1500, 1, 3e-6, 5e-6) / 0.85).toBeCloseTo(25e3, -3);
    expect(hotPatchIntensityWPerSr(2000, 1, 3e-6, 5e-6) / 0.85).toBeCloseTo(51e3, -3);
  });
});
