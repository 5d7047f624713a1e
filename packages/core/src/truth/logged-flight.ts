import { US_PER_S, assert } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { heightAboveEllipsoidM } from '../physics/index.ts';
import type { GroundPoint } from '../physics/index.ts';
import type { FlightLog } from './flight-log.ts';
import { stateAtInto } from './flight-state.ts';
import type { FlightSetting } from './fly-event.ts';
import { intensityGrid } from './intensity-grid.ts';
import type { RadiatingBody, Thrust } from './intensity-grid.ts';
import { STEP_US } from './motion-grid.ts';
import type { MotionGrid } from './motion-grid.ts';

/** Re-entry begins here on the way down, m; the usual interface. [Regan-1984]. */
export const REENTRY_HEIGHT_M = 120_000;
/** A glide begins here on the way down, m: above it lift bends no path. Notional. */
const GLIDE_HEIGHT_M = 80_000;

/** A flown grid with whose it is. */
export interface FlownObject extends Pick<FlightLog, 'id' | 'eventId' | 'vehicleId' | 'role' | 'parentId'> {
  readonly launch: GroundPoint;
  /** Of the grid. */
  readonly startUs: SimTimeUs;
  readonly grid: MotionGrid;
  /** Null for what never burns. */
  readonly thrust: Thrust | null;
  readonly body: RadiatingBody;
  readonly glides?: boolean;
}

/** The log of an object whose motion is known: what it radiates, and when it passes what. */
export function loggedFlight(flown: FlownObject, setting: FlightSetting): FlightLog {
  const { startUs, grid, thrust, glides = false } = flown;
  const { motion, stepCount, impact } = grid;
  const burnoutStep = thrust?.burnoutStep ?? 0;
  const heights = new Float64Array(stepCount);
  for (let step = 0; step < stepCount; step++) {
    heights[step] = heightAboveEllipsoidM(motion[6 * step]!, motion[6 * step + 1]!, motion[6 * step + 2]!);
  }
  const burnout = motion.subarray(6 * burnoutStep, 6 * burnoutStep + 6);
  const braking = thrust?.braking;
  const bare: FlightLog = {
    id: flown.id,
    eventId: flown.eventId,
    vehicleId: flown.vehicleId,
    role: flown.role,
    parentId: flown.parentId,
    launchAtUs: startUs,
    launch: flown.launch,
    cloudBreakAtUs: startUs,
    burnoutAtUs: startUs + burnoutStep * STEP_US,
    braking:
      braking === undefined
        ? null
        : { fromUs: startUs + braking.fromStep * STEP_US, untilUs: startUs + braking.untilStep * STEP_US },
    glideAtUs: null,
    reentryAtUs: null,
    impactAtUs: impact?.atUs ?? null,
    impact: impact?.place ?? null,
    apogeeM: heights.reduce((highest, height) => Math.max(highest, height), 0),
    burnoutAltitudeM: heights[burnoutStep]!,
    burnoutSpeedMPerS: Math.hypot(burnout[3]!, burnout[4]!, burnout[5]!),
    stepUs: STEP_US,
    stepCount,
    motionInertial: motion,
    intensityWPerSr: intensityGrid(motion, heights, thrust, flown.body, glides),
  };
  const cloudBreakAtUs = thrust === null ? startUs : upwardCrossing(bare, heights, setting.cloudTopM);
  if (!glides) return { ...bare, cloudBreakAtUs, reentryAtUs: lastDescent(bare, heights, REENTRY_HEIGHT_M) };
  return {
    ...bare,
    cloudBreakAtUs,
    glideAtUs: firstDescent(bare, heights, GLIDE_HEIGHT_M),
    reentryAtUs: startUs + (grid.diveStep ?? stepCount - 1) * STEP_US,
  };
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

/** When the object first comes down through a height after burnout; burnout when that lies below. */
function firstDescent(flight: FlightLog, heights: Float64Array, heightM: number): SimTimeUs {
  const burnoutStep = (flight.burnoutAtUs - flight.launchAtUs) / flight.stepUs;
  for (let step = burnoutStep + 1; step < flight.stepCount; step++) {
    if (heights[step]! < heightM && heights[step - 1]! >= heightM) return crossingUs(flight, step, heightM);
  }
  return flight.burnoutAtUs;
}

/** When the object last comes down through a height after burnout; `null` when it never does. */
function lastDescent(flight: FlightLog, heights: Float64Array, heightM: number): SimTimeUs | null {
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
