import { describe, expect, it } from 'vitest';
import { radians } from '../foundation/index.ts';
import { groundDistanceM, heightAboveEllipsoidM } from '../physics/index.ts';
import type { GlideTurn, GroundPoint } from '../physics/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import type { FlightLog } from './flight-log.ts';
import { flightPhaseAt, intensityAtInto, stateAtInto } from './flight-state.ts';
import { flyEvent } from './fly-event.ts';
import { glideGoal } from './glide-goal.ts';

const SITE = at(41, 129);
const AIM = at(47.6, -122.3);
const SETTING = { earth: { angleAtEpochRad: 2 }, cloudTopM: 8000, untilUs: 3_000_000_000 };

function at(latDeg: number, lonDeg: number): GroundPoint {
  return { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
}

function glider(turns: readonly GlideTurn[]): FlightLog {
  const vehicle = vehicleClass('boost-glide')!;
  const goal = glideGoal(vehicle, AIM, { turns });
  const event = { id: 'glider', vehicleId: vehicle.id, launch: SITE, goal, count: 1, spacingUs: 0, atUs: 0 };
  const outcome = flyEvent(event, vehicle, SETTING);
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return outcome.flights[0]!;
}

const straight = glider([]);
const turning = glider([
  { fromS: 600, durationS: 200, bankRad: 0.5 },
  { fromS: 900, durationS: 300, bankRad: -0.6 },
]);

describe.each([
  ['straight', straight],
  ['with turns', turning],
])('a glide %s', (_name, flight) => {
  it('ends at its aim', () => {
    expect(groundDistanceM(flight.impact!, AIM)).toBeLessThan(100);
  });

  it('passes boost, midcourse, glide and the dive in order', () => {
    const { cloudBreakAtUs, burnoutAtUs, glideAtUs, reentryAtUs, impactAtUs } = flight;
    const times = [cloudBreakAtUs, burnoutAtUs, Number(glideAtUs), Number(reentryAtUs), Number(impactAtUs)];
    expect(times.map((time) => flightPhaseAt(flight, time))).toEqual([
      'boost',
      'midcourse',
      'glide',
      'reentry',
      'ended',
    ]);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
  });

  it('glides most of its way between 35 and 60 km, ever slower and without skipping out of the air', () => {
    const state = new Float64Array(6);
    const heights: number[] = [];
    for (let atUs = Number(flight.glideAtUs); atUs < Number(flight.reentryAtUs); atUs += 1_000_000) {
      stateAtInto(state, flight, atUs);
      heights.push(heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!));
    }
    const within = heights.filter((height) => height > 35_000 && height < 60_000);
    expect(within.length / heights.length).toBeGreaterThan(0.85);
    expect(Math.max(...heights)).toBeLessThanOrEqual(80_000);
  });

  it('shines by its hot skin all the while, within what its size allows', () => {
    const intensity = new Float64Array(2);
    const middleUs = (Number(flight.glideAtUs) + Number(flight.reentryAtUs)) / 2;
    intensityAtInto(intensity, flight, middleUs);
    expect(intensity[0]).toBeGreaterThan(5_000);
    expect(intensity[0]).toBeLessThan(80_000);
  });
});

it('turns cost speed: the same aim asks for a faster start, and is reached off the straight way', () => {
  expect(turning.burnoutSpeedMPerS).toBeGreaterThan(straight.burnoutSpeedMPerS + 20);
  const apart = [800, 1000, 1200].map((step) =>
    Math.hypot(
      ...[0, 1, 2].map(
        (axis) => turning.motionInertial[6 * step + axis]! - straight.motionInertial[6 * step + axis]!,
      ),
    ),
  );
  expect(Math.max(...apart)).toBeGreaterThan(50_000);
});
