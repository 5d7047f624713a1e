import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { geodeticFromItrf, groundDistanceM, earthAngleRad } from '../physics/index.ts';
import type { GroundPoint, TrajectoryGoal } from '../physics/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import type { FlightLog } from './flight-log.ts';
import { flightEndUs, flightPhaseAt, intensityAtInto, stateAtInto } from './flight-state.ts';
import { flyEntry, flyFlash } from './fly-entry.ts';
import { flyEvent } from './fly-event.ts';

const EARTH = { angleAtEpochRad: 1 };
const SETTING = { earth: EARTH, cloudTopM: 8000, untilUs: 5_400_000_000 };

function at(latDeg: number, lonDeg: number): GroundPoint {
  return { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
}

function placeOf(flight: FlightLog, atUs: number) {
  const state = new Float64Array(6);
  expect(stateAtInto(state, flight, atUs)).toBe(true);
  const angle = earthAngleRad(EARTH, atUs);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return geodeticFromItrf(c * state[0]! + s * state[1]!, c * state[1]! - s * state[0]!, state[2]!);
}

describe('debris', () => {
  const entry = {
    place: at(30, -140),
    heightM: 120_000,
    headingRad: radians(60),
    speedMPerS: 7850,
    flightPathRad: radians(-1),
    leadS: 600,
  };
  const event = {
    id: 'debris',
    vehicleId: 'reentering-debris',
    entry,
    count: 2,
    spacingUs: 30_000_000,
    atUs: 0,
  };
  const flights = flyEntry(event, vehicleClass('reentering-debris')!, SETTING);

  it('passes the stated point when it was said to', () => {
    for (const [index, flight] of flights.entries()) {
      const place = placeOf(flight, index * 30_000_000 + 600_000_000);
      expect(groundDistanceM(place, entry.place)).toBeLessThan(500);
      expect(Math.abs(place.heightM - 120_000)).toBeLessThan(300);
      expect(Math.abs(Number(flight.reentryAtUs) - flight.launchAtUs - 600_000_000)).toBeLessThan(15_000_000);
    }
  });

  it('never burns, comes down thousands of kilometres on, and glows on the way', () => {
    const [flight] = flights;
    expect(flight?.role).toBe('debris');
    expect(flight?.intensityWPerSr[0]).toBe(0);
    expect(flightPhaseAt(flight!, 0)).toBe('midcourse');
    const wayM = groundDistanceM(flight!.impact!, entry.place);
    expect(wayM).toBeGreaterThan(800_000);
    expect(wayM).toBeLessThan(4_000_000);
    expect(Math.max(...flight!.intensityWPerSr)).toBeGreaterThan(10_000);
  });
});

describe('a meteor', () => {
  const meteor = { id: 'meteor', vehicleId: 'meteor', place: at(50, 10), heightM: 80_000, headingRad: 1 };
  const flights = flyFlash(
    { ...meteor, intensityWPerSr: 2e6, count: 2, spacingUs: 10_000_000, atUs: 5_000_000 },
    vehicleClass('meteor')!,
    SETTING,
  );

  it('is there for one look and no more', () => {
    const state = new Float64Array(6);
    const intensity = new Float64Array(2);
    for (const [index, flight] of flights.entries()) {
      const seen = Array.from({ length: 30 }, (_, second) => second).filter((second) => {
        intensityAtInto(intensity, flight, second * 1_000_000);
        return stateAtInto(state, flight, second * 1_000_000) && intensity[0] === 2e6;
      });
      expect(seen).toEqual([5 + 10 * index]);
      expect(flight.impactAtUs).toBeNull();
      expect(flightEndUs(flight)).toBe(flight.launchAtUs + 500_000);
    }
  });
});

describe('a fractional orbit', () => {
  it('goes round the far side, burns again, and comes down at its aim', () => {
    const aim = at(34, -118);
    const goal: TrajectoryGoal = {
      kind: 'fractional-orbit',
      aim,
      way: 'far',
      altitudeM: 200_000,
      brakingDurationS: 30,
      brakingSpeedMPerS: 300,
    };
    const launch = at(40, 100);
    const event = { id: 'far', vehicleId: 'fractional-orbit', launch, goal, count: 1, spacingUs: 0, atUs: 0 };
    const outcome = flyEvent(event, vehicleClass('fractional-orbit')!, SETTING);
    const flight = outcome.ok ? outcome.flights[0] : undefined;
    const { braking, impact, burnoutAtUs, reentryAtUs } = flight!;
    expect(groundDistanceM(impact!, aim)).toBeLessThan(200);
    expect(flightPhaseAt(flight!, burnoutAtUs)).toBe('midcourse');
    expect(flightPhaseAt(flight!, braking!.fromUs)).toBe('boost');
    expect(flightPhaseAt(flight!, braking!.untilUs)).toBe('midcourse');
    expect(braking!.untilUs - braking!.fromUs).toBe(30_000_000);
    expect(reentryAtUs).toBeGreaterThan(braking!.untilUs);
    // Over the southern half on the way.
    const south = placeOf(flight!, burnoutAtUs + 1_800_000_000);
    expect(south.latitudeRad).toBeLessThan(0);
    const intensity = new Float64Array(2);
    intensityAtInto(intensity, flight!, braking!.fromUs + 1_000_000);
    expect(intensity[0]).toBeGreaterThan(1e4);
  });
});
