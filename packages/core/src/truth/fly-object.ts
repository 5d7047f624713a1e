import { US_PER_S, assert, usFromS } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import {
  BOOST_STEP_S,
  boostStepCount,
  earthAngleRad,
  flyBoostInto,
  flyToImpact,
  heightAboveEllipsoidM,
  propagateBallisticInto,
} from '../physics/index.ts';
import type { EarthRotation, Impact, TrajectorySolution } from '../physics/index.ts';
import type { VehicleClass } from '../vehicles/index.ts';
import type { FlightLog } from './flight-log.ts';
import { stateAtInto } from './flight-state.ts';
import type { FlightSetting } from './fly-event.ts';
import { intensityGrid } from './intensity-grid.ts';
import type { LaunchEvent } from './launch-event.ts';

/** Re-entry begins here on the way down, m; the usual interface. [Regan-1984]. */
export const REENTRY_HEIGHT_M = 120_000;
const STEP_US: SimTimeUs = usFromS(BOOST_STEP_S);
/** Half the steps of the tracker's own propagation, so that the truth is the finer of the two. */
const TRUTH_STEPS = { stepScale: 0.5 } as const;
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
  const { motion, stepCount, impact } = flyGrid(plan, setting, burnoutStep);
  const heights = new Float64Array(stepCount);
  for (let step = 0; step < stepCount; step++) {
    heights[step] = heightAboveEllipsoidM(motion[6 * step]!, motion[6 * step + 1]!, motion[6 * step + 2]!);
  }
  const burnout = motion.subarray(6 * burnoutStep, 6 * burnoutStep + 6);
  const bare: FlightLog = {
    id: plan.id,
    eventId: plan.event.id,
    vehicleId: vehicle.id,
    launchAtUs,
    launch: plan.event.launch,
    cloudBreakAtUs: launchAtUs,
    burnoutAtUs: launchAtUs + burnoutStep * STEP_US,
    reentryAtUs: null,
    impactAtUs: impact?.atUs ?? null,
    impact:
      impact === null
        ? null
        : { latitudeRad: impact.geodetic.latitudeRad, longitudeRad: impact.geodetic.longitudeRad },
    apogeeM: heights.reduce((highest, height) => Math.max(highest, height), 0),
    burnoutAltitudeM: heights[burnoutStep]!,
    burnoutSpeedMPerS: Math.hypot(burnout[3]!, burnout[4]!, burnout[5]!),
    stepUs: STEP_US,
    stepCount,
    motionInertial: motion,
    intensityWPerSr: intensityGrid(motion, heights, burnoutStep, vehicle),
  };
  return {
    ...bare,
    cloudBreakAtUs: upwardCrossing(bare, heights, setting.cloudTopM),
    reentryAtUs: downwardCrossing(bare, heights, REENTRY_HEIGHT_M),
  };
}

interface FlownGrid {
  readonly motion: Float64Array;
  readonly stepCount: number;
  readonly impact: Impact | null;
}

/** Climb and free flight, second by second. The last point of a flight to the ground lies less than a second past the impact. */
function flyGrid(plan: FlightPlan, setting: FlightSetting, burnoutStep: number): FlownGrid {
  const { profile, flightTimeS } = plan.solution;
  const coefficient = plan.vehicle.ballisticCoefficientKgPerM2.nominal;
  const site = { ...plan.event.launch, heightM: 0 };
  const lastStep =
    flightTimeS === null
      ? Math.max(burnoutStep + 1, Math.ceil((setting.untilUs - plan.launchAtUs) / STEP_US))
      : Math.ceil(flightTimeS / BOOST_STEP_S) + SPARE_STEPS;
  const motion = new Float64Array(6 * (lastStep + 1));
  flyBoostInto(motion, profile, site, earthAngleRad(setting.earth, plan.launchAtUs));
  const state = motion.slice(6 * burnoutStep, 6 * burnoutStep + 6);
  for (let step = burnoutStep + 1; step <= lastStep; step++) {
    propagateBallisticInto(state, state, BOOST_STEP_S, coefficient, TRUTH_STEPS);
    motion.set(state, 6 * step);
    if (flightTimeS !== null && heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) <= 0) {
      const before = motion.slice(6 * (step - 1), 6 * step);
      const beforeUs = plan.launchAtUs + (step - 1) * STEP_US;
      const impact = impactFrom(before, beforeUs, coefficient, setting.earth);
      return { motion: motion.slice(0, 6 * (step + 1)), stepCount: step + 1, impact };
    }
  }
  assert(flightTimeS === null, 'a flight to the ground comes down when the solver said');
  return { motion, stepCount: lastStep + 1, impact: null };
}

function impactFrom(state: Float64Array, atUs: SimTimeUs, coefficient: number, earth: EarthRotation): Impact {
  const outcome = flyToImpact(state, atUs, coefficient, earth, TRUTH_STEPS);
  assert(outcome.ok, 'a body within a second of the ground reaches it');
  return outcome.impact;
}

/** When the object first rises through a height; lift-off when it starts above, burnout when the climb stays below. */
function upwardCrossing(flight: FlightLog, heights: Float64Array, heightM: number): SimTimeUs {
  if (!(heights[0]! < heightM)) return flight.launchAtUs;
  const burnoutStep = (flight.burnoutAtUs - flight.launchAtUs) / flight.stepUs;
  for (let step = 1; step <= burnoutStep; step++) {
    if (heights[step]! >= heightM) return crossingUs(flight, step, heightM);
  }
  return flight.burnoutAtUs;
}

/** When the object last comes down through a height after burnout; `null` when it never does. */
function downwardCrossing(flight: FlightLog, heights: Float64Array, heightM: number): SimTimeUs | null {
  const burnoutStep = (flight.burnoutAtUs - flight.launchAtUs) / flight.stepUs;
  if (flight.impactAtUs === null) return null;
  for (let step = flight.stepCount - 1; step > burnoutStep; step--) {
    if (heights[step]! < heightM && heights[step - 1]! >= heightM) return crossingUs(flight, step, heightM);
  }
  return null;
}

/** Instant between two grid points at which the height is passed, by halving to a microsecond. */
function crossingUs(flight: FlightLog, step: number, heightM: number): SimTimeUs {
  const state = new Float64Array(6);
  let lowUs = flight.launchAtUs + (step - 1) * flight.stepUs;
  let highUs = lowUs + flight.stepUs;
  const above = (atUs: SimTimeUs): boolean =>
    stateAtInto(state, flight, atUs) && heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) >= heightM;
  const startsAbove = above(lowUs);
  for (let pass = 0; pass < 24 && highUs - lowUs > 1; pass++) {
    const middleUs = Math.floor((lowUs + highUs) / 2);
    if (above(middleUs) === startsAbove) lowUs = middleUs;
    else highUs = middleUs;
  }
  assert(highUs - lowUs <= US_PER_S, 'the crossing lies within a step');
  return highUs;
}
