import { assert } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { BOOST_STEP_S, boostStepCount, earthAngleRad, flyBoostInto } from '../physics/index.ts';
import type { TrajectorySolution } from '../physics/index.ts';
import type { VehicleClass } from '../vehicles/index.ts';
import type { FlightLog } from './flight-log.ts';
import { loggedFlight } from './logged-flight.ts';
import type { FlightSetting } from './fly-event.ts';
import type { LaunchEvent } from './launch-event.ts';
import type { Thrust } from './intensity-grid.ts';
import { STEP_US, brakingMotion, freeMotion, glideMotion } from './motion-grid.ts';
import type { MotionGrid } from './motion-grid.ts';

/** Margin of the grid over the flight time that the solver found with coarser steps. */
const SPARE_STEPS = 10;

/** One object to fly. */
export interface FlightPlan {
  readonly id: string;
  readonly event: LaunchEvent;
  readonly vehicle: VehicleClass;
  readonly launchAtUs: SimTimeUs;
  readonly solution: TrajectorySolution;
}

/** Flies one object on a grid of whole seconds from its lift-off; the nominal boost is whole seconds, so burnout is a grid point. */
export function flyObject(plan: FlightPlan, setting: FlightSetting): FlightLog {
  const { vehicle, launchAtUs, solution } = plan;
  const burnoutStep = boostStepCount(solution.profile) - 1;
  assert(burnoutStep * BOOST_STEP_S === solution.profile.durationS, 'a boost lasts whole seconds');
  return loggedFlight(
    {
      id: plan.id,
      eventId: plan.event.id,
      vehicleId: vehicle.id,
      role: 'payload',
      parentId: null,
      launch: plan.event.launch,
      startUs: launchAtUs,
      grid: motionOf(plan, setting, burnoutStep),
      thrust: { vehicle, burnoutStep, ...brakingSteps(solution) },
      body: vehicle,
      glides: solution.after.kind === 'glide',
    },
    setting,
  );
}

function brakingSteps({ after }: TrajectorySolution): Pick<Thrust, 'braking'> {
  if (after.kind !== 'braking') return {};
  const fromStep = Math.round(after.burn.fromS / BOOST_STEP_S);
  return { braking: { fromStep, untilStep: fromStep + Math.round(after.burn.durationS / BOOST_STEP_S) } };
}

function motionOf(plan: FlightPlan, setting: FlightSetting, burnoutStep: number): MotionGrid {
  const { profile, flightTimeS, after } = plan.solution;
  const { launchAtUs } = plan;
  const site = { ...plan.event.launch, heightM: 0 };
  const earthRad = earthAngleRad(setting.earth, launchAtUs);
  if (after.kind === 'glide') {
    const climb = new Float64Array(6 * (burnoutStep + 1));
    flyBoostInto(climb, profile, site, earthRad);
    return glideMotion(climb, launchAtUs, after.program, setting.earth);
  }
  const lastStep =
    flightTimeS === null
      ? Math.max(burnoutStep + 1, Math.ceil((setting.untilUs - launchAtUs) / STEP_US))
      : Math.ceil(flightTimeS / BOOST_STEP_S) + SPARE_STEPS;
  const rows = new Float64Array(6 * (lastStep + 1));
  flyBoostInto(rows, profile, site, earthRad);
  const coefficient = plan.vehicle.ballisticCoefficientKgPerM2.nominal;
  if (after.kind === 'braking') {
    return brakingMotion(rows, burnoutStep, lastStep, launchAtUs, after.burn, coefficient, setting.earth);
  }
  const mayLand = flightTimeS !== null;
  const grid = freeMotion(rows, burnoutStep, lastStep, launchAtUs, coefficient, setting.earth, mayLand);
  assert(mayLand === (grid.impact !== null), 'a flight to the ground comes down when the solver said');
  return grid;
}
