import { expect, it } from 'vitest';
import { radians } from '../../foundation/index.ts';
import { planeDriftDays } from './plane-drift.ts';

const at = (inclinationDeg: number, parkingKm = 500): Parameters<typeof planeDriftDays>[1] => ({
  parkingAltitudeM: parkingKm * 1000,
  targetAltitudeM: 1_000_000,
  inclinationRad: radians(inclinationDeg),
});

it('takes months a plane near the pole, for ever over it, and no time for no angle', () => {
  expect(planeDriftDays(radians(18), at(80))).toBeGreaterThan(60);
  expect(planeDriftDays(radians(18), at(90))).toBeGreaterThan(1e6);
  expect(planeDriftDays(radians(18), at(53, 1000))).toBe(Number.POSITIVE_INFINITY);
  expect(planeDriftDays(0, at(53))).toBe(0);
});
