import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { groundDistanceM } from '../physics/index.ts';
import type { AimedTrajectory, Place, ScenarioEvent } from '../scenario/index.ts';
import { SCENARIO_DEFAULTS } from '../scenario/index.ts';
import type { FlightLog } from '../truth/index.ts';
import { VEHICLE_CLASSES } from '../vehicles/index.ts';
import { flyScenarioEvent } from './scenario-flights.ts';

const SETTING = { earth: { angleAtEpochRad: 1 }, cloudTopM: 10_000, untilUs: 600_000_000 };
const REPEATED = { id: 'e', count: 1, spacingS: 0, atS: 10 };
const ASIA = { latDeg: 41, lonDeg: 129 };
const SEATTLE = { latDeg: 47.6, lonDeg: -122.3 };

function flown(event: ScenarioEvent, seed = 7): readonly FlightLog[] {
  const outcome = flyScenarioEvent(event, 3, seed, SETTING);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.flights;
}

function aimedAt(vehicle: string, trajectory: AimedTrajectory, aim: Place = SEATTLE): ScenarioEvent {
  return { ...REPEATED, vehicle, launch: ASIA, aim, trajectory };
}

describe('events of a scenario', () => {
  it.each<[name: string, event: ScenarioEvent]>([
    ['minimum energy', aimedAt('icbm-liquid', { kind: 'minimum-energy' })],
    ['depressed', aimedAt('slbm', { kind: 'depressed', apogeeKm: 600 })],
    ['glide straight', aimedAt('boost-glide', { kind: 'glide' })],
    [
      'glide with stated turns',
      aimedAt('boost-glide', { kind: 'glide', turns: [{ fromS: 600, durationS: 90, bankDeg: 20 }] }),
    ],
    ['glide with drawn turns', aimedAt('boost-glide', { kind: 'glide', drawnTurns: 3, liftToDrag: 2.4 })],
    ['fractional orbit', aimedAt('fractional-orbit', { kind: 'fractional-orbit', way: 'far' })],
  ])('%s comes down at its aim', (_, event) => {
    const [flight] = flown(event);
    const aim = { latitudeRad: radians(SEATTLE.latDeg), longitudeRad: radians(SEATTLE.lonDeg) };
    expect(flight?.launchAtUs).toBe(10_000_000);
    expect(groundDistanceM(flight!.impact!, aim)).toBeLessThan(200);
  });

  it('draws the same turns for the same seed, and others for another', () => {
    const event = aimedAt('boost-glide', { kind: 'glide', drawnTurns: 2 });
    const [one, same, other] = [flown(event, 1), flown(event, 1), flown(event, 2)].map(([flight]) => flight);
    expect(same?.motionInertial).toEqual(one?.motionInertial);
    expect(other?.motionInertial).not.toEqual(one?.motionInertial);
  });

  it('gives a launch what it lets go, with the figures stated', () => {
    const { stages, decoys } = SCENARIO_DEFAULTS.objects;
    const objects = { stages: { count: 1, ...stages }, decoys: { count: 2, ...decoys, intensityWPerSr: 4 } };
    const flights = flown({ ...REPEATED, flight: 'hwasong-18-2023-07-12', count: 2, objects });
    expect(flights.map((flight) => flight.id)).toEqual([
      'e-1',
      'e-1-stage-3',
      'e-1-decoy-1',
      'e-1-decoy-2',
      'e-2',
      'e-2-stage-3',
      'e-2-decoy-1',
      'e-2-decoy-2',
    ]);
    expect(flights[2]?.intensityWPerSr[1]).toBe(4);
    expect(flights[0]?.apogeeM).toBeCloseTo(6_648_400, -3);
  });

  it('says what a class cannot do, and what it can', () => {
    const near = aimedAt('boost-glide', { kind: 'glide' }, { latDeg: 41, lonDeg: 140 });
    expect(flyScenarioEvent(near, 0, 1, SETTING)).toMatchObject({
      ok: false,
      expected: 'a flight that a boost-glide can make (3500-12000 km, apogee to 200 km)',
    });
    const low: ScenarioEvent = {
      ...REPEATED,
      vehicle: 'space-launch',
      launch: ASIA,
      inclinationDeg: 20,
      pass: 'northbound',
      orbitAltitudeKm: 300,
    };
    expect(flyScenarioEvent(low, 0, 1, SETTING)).toMatchObject({
      ok: false,
      expected: 'a flight that a space-launch can make (orbits to 600 km)',
    });
    expect(flyScenarioEvent({ ...low, vehicle: 'nothing' }, 0, 1, SETTING)).toMatchObject({
      ok: false,
      value: 'nothing',
    });
  });

  it('has flown every class there is', () => {
    const { entry, flash } = SCENARIO_DEFAULTS;
    const far = { latDeg: 39, lonDeg: -77 };
    const lofted = { kind: 'lofted', apogeeKm: 300, rangeKm: 200 } as const;
    const around = { kind: 'fractional-orbit', way: 'short' } as const;
    const events: Readonly<Record<string, (vehicle: string) => ScenarioEvent>> = {
      ballistic: (vehicle) => ({ ...REPEATED, vehicle, launch: ASIA, azimuthDeg: 30, trajectory: lofted }),
      glide: (vehicle) => aimedAt(vehicle, { kind: 'glide' }),
      'fractional-orbit': (vehicle) => aimedAt(vehicle, around, far),
      orbit: (vehicle) => ({ ...REPEATED, vehicle, launch: ASIA, azimuthDeg: 60, orbitAltitudeKm: 300 }),
      decay: (vehicle) => ({ ...REPEATED, vehicle, entry: { ...ASIA, ...entry, headingDeg: 90 } }),
      flash: (vehicle) => ({ ...REPEATED, vehicle, flash: { ...ASIA, ...flash } }),
    };
    for (const vehicle of VEHICLE_CLASSES) {
      const flights = flown(events[vehicle.course.kind]!(vehicle.id));
      expect(flights.map((flight) => flight.vehicleId)).toEqual([vehicle.id]);
    }
  });
});
