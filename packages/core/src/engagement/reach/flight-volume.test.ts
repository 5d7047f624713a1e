import { expect, test } from 'vitest';
import { present, radians } from '../../foundation/index.ts';
import { vehicleClass } from '../../vehicles/index.ts';
import { accelerationOfG } from '../closed-form/fly-out.ts';
import { flightVolume, meetingSeconds, targetFlight } from './flight-volume.ts';
import type { EngagementWindow } from './flight-volume.ts';

const SITE = { latitudeRad: radians(40.9), longitudeRad: radians(129.3) };
const GOAL = {
  kind: 'minimum-energy',
  aim: { latitudeRad: radians(38.9), longitudeRad: radians(-77) },
} as const;
const outcome = targetFlight(present(vehicleClass('icbm-solid')), SITE, GOAL);
const flight = present(outcome.ok ? outcome.flight : null);
const FLY_OUT = { speedMPerS: 6000, accelerationMPerS2: accelerationOfG(15) };
const BOOST: EngagementWindow = {
  phase: 'boost',
  orderAfterS: 70,
  marginS: 5,
  longestFlyOutS: Number.POSITIVE_INFINITY,
  lowestM: 100_000,
};

test('the boost ends with the burnout, the midcourse with the air', () => {
  expect(flight.burnoutS).toBe(175);
  expect(meetingSeconds(flight, BOOST)).toEqual([70, 170]);
  expect(meetingSeconds(flight, { ...BOOST, longestFlyOutS: 60 })).toEqual([70, 130]);
  const [fromS, toS] = meetingSeconds(flight, { ...BOOST, phase: 'midcourse', marginS: 0 });
  expect(fromS).toBe(175);
  expect(toS).toBe(flight.reentryS);
  expect(flight.heightsM[toS]).toBeLessThan(120_000);
  expect(flight.heightsM[toS - 1]).toBeGreaterThanOrEqual(120_000);
});

test('places lie on the flight above the lowest height, and only the useful ones are kept', () => {
  const volume = flightVolume(flight, FLY_OUT, BOOST);
  const places = volume.reachesM.length;
  expect(places).toBeGreaterThanOrEqual(1);
  expect(places).toBeLessThan(90);
  for (let place = 0; place < places; place++) {
    const radius = Math.hypot(...volume.centresM.subarray(3 * place, 3 * place + 3));
    expect(radius).toBeGreaterThan(6_356_752 + 100_000);
  }
  expect(Math.max(...volume.reachesM)).toBeCloseTo(6000 * (100 - 0.5 * (6000 / accelerationOfG(15))), 6);
});

test('no time, or an order after the burnout, leaves nothing to reach', () => {
  for (const orderAfterS of [170, 171, 400]) {
    expect(flightVolume(flight, FLY_OUT, { ...BOOST, orderAfterS }).reachesM.length).toBe(0);
  }
  expect(flightVolume(flight, FLY_OUT, { ...BOOST, longestFlyOutS: 0 }).reachesM.length).toBe(0);
});

test('a range that the class does not have is refused with its reason', () => {
  const near = { latitudeRad: radians(41), longitudeRad: radians(129.3) };
  const refused = targetFlight(present(vehicleClass('icbm-solid')), SITE, { ...GOAL, aim: near });
  expect(refused).toMatchObject({ ok: false, error: { code: 'range-out-of-reach' } });
});
