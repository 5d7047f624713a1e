import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { groundDistanceM, heightAboveEllipsoidM, propagateBallisticInto } from '../physics/index.ts';
import type { GroundPoint, TrajectoryGoal } from '../physics/index.ts';
import { VEHICLE_CLASSES } from '../vehicles/index.ts';
import type { FlightLog } from './flight-log.ts';
import { flightEndUs, flightPhaseAt, intensityAtInto, stateAtInto } from './flight-state.ts';
import { flyEvent } from './fly-event.ts';
import type { FlightSetting } from './fly-event.ts';

const SETTING: FlightSetting = { earth: { angleAtEpochRad: 2 }, cloudTopM: 8000, untilUs: 5_100_000_000 };
const AIM = at(38.9, -77);

function at(latDeg: number, lonDeg: number): GroundPoint {
  return { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
}

function flown(vehicleId: string, goal: TrajectoryGoal, count = 1, setting = SETTING): readonly FlightLog[] {
  const vehicle = VEHICLE_CLASSES.find((candidate) => candidate.id === vehicleId);
  if (vehicle === undefined) throw new Error(`no class ${vehicleId}`);
  const launch = at(40.9, 129.3);
  const event = { id: 'shot', vehicleId, launch, goal, count, spacingUs: 10_500_000, atUs: 1_234_567 };
  const outcome = flyEvent(event, vehicle, setting);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return outcome.flights;
}

const salvo = flown('icbm-solid', { kind: 'minimum-energy', aim: AIM }, 3);
const [missile] = salvo;
if (missile === undefined) throw new Error('no flight');
const rocket = flown('space-launch', { kind: 'orbit', altitudeM: 300_000, azimuthRad: 0.7 })[0];
if (rocket === undefined) throw new Error('no flight');

describe('a salvo', () => {
  it('is numbered, spaced, and every object meets the aim although the Earth has turned', () => {
    expect(salvo.map((flight) => flight.id)).toEqual(['shot-1', 'shot-2', 'shot-3']);
    for (const [index, flight] of salvo.entries()) {
      expect(flight.launchAtUs).toBe(1_234_567 + index * 10_500_000);
      expect(groundDistanceM(flight.impact ?? flight.launch, AIM)).toBeLessThan(100);
    }
    expect(Math.abs(salvo[2]!.motionInertial[0]! - missile.motionInertial[0]!)).toBeGreaterThan(1000);
  });

  it('keeps the plain id for a single object', () => {
    expect(flown('icbm-solid', { kind: 'minimum-energy', aim: AIM })[0]?.id).toBe('shot');
  });
});

describe('a flight log', () => {
  it('passes its phases in order', () => {
    const times = [
      missile.launchAtUs,
      missile.cloudBreakAtUs,
      missile.burnoutAtUs,
      missile.reentryAtUs,
      missile.impactAtUs,
    ].map(Number);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    expect(times.map((time) => flightPhaseAt(missile, time))).toEqual([
      'under-cloud',
      'boost',
      'midcourse',
      'reentry',
      'ended',
    ]);
    expect(flightPhaseAt(missile, 0)).toBeNull();
    expect(missile.burnoutAtUs - missile.launchAtUs).toBe(175_000_000);
  });

  it('stands at cloud top, 120 km and the ground when it says so', () => {
    const state = new Float64Array(6);
    for (const [atUs, heightM] of [
      [missile.cloudBreakAtUs, 8000],
      [missile.reentryAtUs, 120_000],
      [missile.impactAtUs, 0],
    ] as const) {
      expect(stateAtInto(state, missile, Number(atUs))).toBe(true);
      expect(Math.abs(heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) - heightM)).toBeLessThan(3);
    }
  });

  it('interpolates to a millimetre in free flight and to decimetres in the air', () => {
    const between = new Float64Array(6);
    const flownOn = new Float64Array(6);
    let worstFreeM = 0;
    let worstM = 0;
    for (let step = 176; step < missile.stepCount - 2; step++) {
      const from = missile.motionInertial.slice(6 * step, 6 * step + 6);
      propagateBallisticInto(flownOn, from, 0.5, 8000, { stepScale: 0.25 });
      stateAtInto(between, missile, missile.launchAtUs + step * 1_000_000 + 500_000);
      const apart = Math.hypot(
        between[0]! - flownOn[0]!,
        between[1]! - flownOn[1]!,
        between[2]! - flownOn[2]!,
      );
      worstM = Math.max(worstM, apart);
      if (heightAboveEllipsoidM(from[0]!, from[1]!, from[2]!) > 120_000) {
        worstFreeM = Math.max(worstFreeM, apart);
      }
    }
    expect(worstFreeM).toBeLessThan(0.001);
    expect(worstM).toBeLessThan(0.3);
  });

  it('answers only between launch and end', () => {
    const state = new Float64Array(6).fill(7);
    expect(stateAtInto(state, missile, missile.launchAtUs - 1)).toBe(false);
    expect(stateAtInto(state, missile, flightEndUs(missile) + 1)).toBe(false);
    expect(stateAtInto(state, missile, Number.NaN)).toBe(false);
    expect(state[0]).toBe(7);
    const intensity = new Float64Array(2).fill(7);
    intensityAtInto(intensity, missile, flightEndUs(missile) + 1);
    expect([...intensity]).toEqual([0, 0]);
  });

  it('has a plume until burnout, a cold body after it, and glows on the way down', () => {
    const intensity = new Float64Array(2);
    intensityAtInto(intensity, missile, missile.burnoutAtUs - 1);
    expect(intensity[0]).toBeCloseTo(3e4, 0);
    expect(intensity[1]).toBeGreaterThanOrEqual(1000);
    intensityAtInto(intensity, missile, missile.burnoutAtUs);
    expect([...intensity]).toEqual([0, 30]);
    intensityAtInto(intensity, missile, (missile.impactAtUs ?? 0) - 20_000_000);
    expect(intensity[0]).toBeGreaterThan(1000);
    expect(intensity[1]).toBeGreaterThan(30);
  });
});

describe('a rocket', () => {
  it('stays up and is followed until the end asked for', () => {
    expect(rocket.impactAtUs).toBeNull();
    expect(rocket.reentryAtUs).toBeNull();
    expect(flightEndUs(rocket)).toBeGreaterThanOrEqual(SETTING.untilUs);
    const state = new Float64Array(6);
    expect(stateAtInto(state, rocket, SETTING.untilUs)).toBe(true);
    expect(heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!)).toBeGreaterThan(270_000);
    expect(flightPhaseAt(rocket, SETTING.untilUs)).toBe('midcourse');
  });

  it('is followed to burnout when the scenario ends before', () => {
    const cut = flown('space-launch', { kind: 'orbit', altitudeM: 300_000, azimuthRad: 0.7 }, 1, {
      ...SETTING,
      untilUs: 0,
    })[0];
    expect(cut?.stepCount).toBe(522);
  });
});

it('passes on why an event cannot be flown', () => {
  const vehicle = VEHICLE_CLASSES[0]!;
  const launch = at(40, 130);
  const goal: TrajectoryGoal = { kind: 'minimum-energy', aim: launch };
  const outcome = flyEvent(
    { id: 'x', vehicleId: vehicle.id, launch, goal, count: 1, spacingUs: 0, atUs: 0 },
    vehicle,
    SETTING,
  );
  expect(outcome).toMatchObject({ ok: false, error: { code: 'aim-equals-launch' } });
});
