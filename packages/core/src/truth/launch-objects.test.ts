import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { groundDistanceM } from '../physics/index.ts';
import type { GroundPoint, TrajectoryGoal } from '../physics/index.ts';
import { FRAGMENT, SIMPLE_DECOY, SPENT_STAGE, vehicleClass } from '../vehicles/index.ts';
import type { FlightLog } from './flight-log.ts';
import { flightEndUs, flightPhaseAt, stateAtInto } from './flight-state.ts';
import { flyEvent } from './fly-event.ts';
import { objectsOfLaunch } from './launch-objects.ts';
import type { LaunchObjects } from './launch-objects.ts';

const SETTING = { earth: { angleAtEpochRad: 2 }, cloudTopM: 8000, untilUs: 2_400_000_000 };
const AIM = at(38.9, -77);
const OBJECTS: LaunchObjects = {
  stages: { count: 3, speedMPerS: 5, body: SPENT_STAGE },
  payloads: { count: 3, speedMPerS: 10, intervalS: 15 },
  decoys: { count: 4, speedMPerS: 3, body: SIMPLE_DECOY },
  debris: { count: 2, speedMPerS: 10, body: FRAGMENT },
};

function at(latDeg: number, lonDeg: number): GroundPoint {
  return { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
}

function flown(
  vehicleId: string,
  goal: TrajectoryGoal,
  objects?: LaunchObjects,
  count = 1,
): readonly FlightLog[] {
  const vehicle = vehicleClass(vehicleId)!;
  const event = {
    id: 'shot',
    vehicleId,
    launch: at(40.9, 129.3),
    goal,
    count,
    spacingUs: 10_000_000,
    atUs: 0,
  };
  const outcome = flyEvent({ ...event, ...(objects === undefined ? {} : { objects }) }, vehicle, SETTING);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return outcome.flights;
}

const alone = flown('icbm-solid', { kind: 'minimum-energy', aim: AIM })[0]!;
const launch = flown('icbm-solid', { kind: 'minimum-energy', aim: AIM }, OBJECTS);
const byId = new Map(launch.map((flight) => [flight.id, flight]));

describe('a launch of several objects', () => {
  it('is one payload as before, byte for byte, and what it lets go behind it', () => {
    expect(launch.map((flight) => flight.id)).toEqual([
      'shot',
      'shot-stage-1',
      'shot-stage-2',
      'shot-stage-3',
      'shot-payload-2',
      'shot-payload-3',
      'shot-decoy-1',
      'shot-decoy-2',
      'shot-decoy-3',
      'shot-decoy-4',
      'shot-debris-1',
      'shot-debris-2',
    ]);
    expect(launch).toHaveLength(objectsOfLaunch(OBJECTS));
    expect(launch[0]).toEqual(alone);
    expect(launch.slice(1).every((flight) => flight.parentId === 'shot' && flight.eventId === 'shot')).toBe(
      true,
    );
  });

  it('drops early stages short, and the last one beside its payload', () => {
    const short = groundDistanceM(byId.get('shot-stage-1')!.impact!, at(40.9, 129.3));
    const middle = groundDistanceM(byId.get('shot-stage-2')!.impact!, at(40.9, 129.3));
    const last = groundDistanceM(byId.get('shot-stage-3')!.impact!, AIM);
    expect(short).toBeLessThan(1_000_000);
    expect(middle).toBeGreaterThan(short);
    expect(middle).toBeLessThan(6_000_000);
    expect(last).toBeGreaterThan(1_000);
    expect(last).toBeLessThan(300_000);
  });

  it('parts at the stated speed', () => {
    const own = new Float64Array(6);
    const parent = new Float64Array(6);
    for (const [id, speedMPerS] of [
      ['shot-stage-3', 5],
      ['shot-payload-2', 10],
      ['shot-decoy-3', 3],
      ['shot-debris-1', 10],
    ] as const) {
      const flight = byId.get(id)!;
      stateAtInto(own, flight, flight.launchAtUs);
      stateAtInto(parent, alone, flight.launchAtUs);
      expect(Math.hypot(...[0, 1, 2].map((axis) => own[axis]! - parent[axis]!))).toBeLessThan(1e-6);
      expect(Math.hypot(...[3, 4, 5].map((axis) => own[axis]! - parent[axis]!))).toBeCloseTo(speedMPerS, 6);
    }
  });

  it('brings the bus’s payloads down tens of kilometres apart, and the decoys late', () => {
    for (const id of ['shot-payload-2', 'shot-payload-3']) {
      const miss = groundDistanceM(byId.get(id)!.impact!, AIM);
      expect(miss).toBeGreaterThan(10_000);
      expect(miss).toBeLessThan(200_000);
    }
    expect(byId.get('shot-decoy-1')!.impactAtUs!).toBeGreaterThan(alone.impactAtUs! + 60_000_000);
  });

  it('never burns, and knows its phases', () => {
    const decoy = byId.get('shot-decoy-1')!;
    expect(flightPhaseAt(decoy, decoy.launchAtUs - 1)).toBeNull();
    expect(flightPhaseAt(decoy, decoy.launchAtUs)).toBe('midcourse');
    expect(flightPhaseAt(decoy, decoy.reentryAtUs!)).toBe('reentry');
    expect(decoy.intensityWPerSr[0]).toBe(0);
    expect(decoy.intensityWPerSr[1]).toBe(10);
  });

  it('is followed to the end asked for at the longest, wherever it comes down', () => {
    const flights = flown(
      'icbm-solid',
      { kind: 'lofted', apogeeM: 6e6, rangeM: 1e6, azimuthRad: 1 },
      OBJECTS,
    );
    const decoy = flights.find((flight) => flight.role === 'decoy')!;
    expect(decoy.impactAtUs).toBeGreaterThan(SETTING.untilUs);
    expect(flightEndUs(decoy)).toBe(SETTING.untilUs);
    expect(stateAtInto(new Float64Array(6), decoy, SETTING.untilUs + 1)).toBe(false);
  });
});

it('leaves the upper stage of a launcher in orbit and drops the lower one', () => {
  const rocket = flown(
    'space-launch',
    { kind: 'orbit', altitudeM: 300_000, azimuthRad: 0.7 },
    {
      stages: { count: 2, speedMPerS: 5, body: SPENT_STAGE },
    },
  );
  const [payload, lower, upper] = rocket;
  expect(payload!.impact).toBeNull();
  expect(lower!.impact).not.toBeNull();
  expect(upper!.impact).toBeNull();
});

it('lets every launch of a salvo drop its own', () => {
  const salvo = flown(
    'icbm-solid',
    { kind: 'minimum-energy', aim: AIM },
    { stages: { count: 1, speedMPerS: 5, body: SPENT_STAGE } },
    2,
  );
  expect(salvo.map((flight) => [flight.id, flight.parentId])).toEqual([
    ['shot-1', null],
    ['shot-1-stage-3', 'shot-1'],
    ['shot-2', null],
    ['shot-2-stage-3', 'shot-2'],
  ]);
});
