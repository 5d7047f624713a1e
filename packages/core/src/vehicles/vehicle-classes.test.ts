import { describe, expect, it } from 'vitest';
import { plumeIntensityWPerSr } from './vehicle-class.ts';
import { CLASSES_TOLD_APART, VEHICLE_CLASSES, isPowered, vehicleClass } from './vehicle-classes.ts';

describe.each(VEHICLE_CLASSES)('class $id', (vehicle) => {
  it('is complete: every figure says where it is from', () => {
    const figures = Object.keys(vehicle).filter((key) => !['id', 'title', 'weapon', 'sources'].includes(key));
    expect(Object.keys(vehicle.sources).toSorted()).toEqual(figures.toSorted());
    expect(Object.values(vehicle.sources).every((source) => source.length > 0)).toBe(true);
  });

  it('has ranges in order', () => {
    const { low, nominal, high } = vehicle.ballisticCoefficientKgPerM2;
    expect([low, nominal, high].toSorted((a, b) => a - b)).toEqual([low, nominal, high]);
    expect(vehicle.minRangeM).toBeLessThanOrEqual(vehicle.maxRangeM);
  });
});

describe.each(VEHICLE_CLASSES.filter(isPowered))('powered class $id', (vehicle) => {
  it('burns for whole seconds inside its published range, so that burnout falls on the grid', () => {
    const { min, nominal, max } = vehicle.boostDurationS;
    expect(Number.isInteger(nominal)).toBe(true);
    expect(nominal).toBeGreaterThanOrEqual(min);
    expect(nominal).toBeLessThanOrEqual(max);
    expect(vehicle.verticalRiseS).toBeLessThan(nominal);
    expect(vehicle.liftoffThrustToWeight).toBeGreaterThan(1);
  });

  it('drops its stages in order, the last at the end of the burn', () => {
    expect(vehicle.stageShares.at(-1)).toBe(1);
    expect(vehicle.stageShares.toSorted((a, b) => a - b)).toEqual(vehicle.stageShares);
  });

  it('has a plume from lift-off to burnout and none outside', () => {
    expect(vehicle.plume[0]?.boostShare).toBe(0);
    expect(vehicle.plume.at(-1)?.boostShare).toBe(1);
    for (let share = 0; share <= 1; share += 0.01) {
      const intensity = plumeIntensityWPerSr(vehicle, share);
      expect(intensity).toBeGreaterThanOrEqual(1e3);
      expect(intensity).toBeLessThanOrEqual(1e6 + 1e-6);
    }
    expect(plumeIntensityWPerSr(vehicle, -0.01)).toBe(0);
    expect(plumeIntensityWPerSr(vehicle, 1.01)).toBe(0);
    expect(plumeIntensityWPerSr(vehicle, Number.NaN)).toBe(0);
  });
});

describe('plume', () => {
  it('changes evenly in the logarithm between its points', () => {
    const vehicle = vehicleClass('icbm-solid');
    expect(vehicle).toBeDefined();
    if (vehicle === undefined) return;
    expect(plumeIntensityWPerSr(vehicle, 0.2)).toBeCloseTo(3e5, 6);
    expect(plumeIntensityWPerSr(vehicle, 0.4)).toBeCloseTo(Math.sqrt(3e5 * 3e4), 6);
    expect(plumeIntensityWPerSr(vehicle, 0.9)).toBeCloseTo(3e4, 6);
  });

  it('is none without an engine', () => {
    const debris = vehicleClass('reentering-debris');
    expect(debris === undefined ? Number.NaN : plumeIntensityWPerSr(debris, 0)).toBe(0);
  });
});

describe('the list', () => {
  it('keeps its order: the first four stand where they always stood', () => {
    expect(VEHICLE_CLASSES.slice(0, 4).map((vehicle) => vehicle.id)).toEqual([
      'icbm-solid',
      'icbm-liquid',
      'srbm',
      'space-launch',
    ]);
    expect(new Set(VEHICLE_CLASSES.map((vehicle) => vehicle.id)).size).toBe(VEHICLE_CLASSES.length);
    expect(CLASSES_TOLD_APART.every((vehicle) => VEHICLE_CLASSES.includes(vehicle))).toBe(true);
  });

  it('knows no class that is not in it', () => {
    expect(vehicleClass('no-such-thing')).toBeUndefined();
  });
});
