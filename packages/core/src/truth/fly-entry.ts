import { assert } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { earthAngleRad, itrfFromGeodeticInto, propagateBallisticInto } from '../physics/index.ts';
import type { GroundPoint } from '../physics/index.ts';
import type { VehicleClass } from '../vehicles/index.ts';
import type { FlightLog } from './flight-log.ts';
import type { FlightSetting } from './fly-event.ts';
import { objectOf } from './launch-event.ts';
import type { EntryEvent, FlashEvent } from './launch-event.ts';
import { loggedFlight } from './logged-flight.ts';
import { STEP_US, TRUTH_STEPS, freeMotion, impactFrom } from './motion-grid.ts';

/** Meteors come down at this angle, rad. Notional, and without effect in half a second. */
const METEOR_DESCENT_RAD = 0.5;

/** Flies bodies that come in from orbit: from `leadS` before their entry, found backwards from it, to the ground or the end asked for. */
export function flyEntry(
  event: EntryEvent,
  vehicle: VehicleClass,
  setting: FlightSetting,
): readonly FlightLog[] {
  assert(vehicle.course.kind === 'decay', `${vehicle.id} comes in from orbit`);
  const coefficient = vehicle.ballisticCoefficientKgPerM2.nominal;
  const { place, heightM, headingRad, speedMPerS, flightPathRad, leadS } = event.entry;
  return Array.from({ length: event.count }, (_, index) => {
    const { id, atUs } = objectOf(event, index);
    const entryRad = earthAngleRad(setting.earth, atUs + leadS * STEP_US);
    const start = movingState({ place, heightM, headingRad, speedMPerS, flightPathRad }, entryRad);
    propagateBallisticInto(start, start, -leadS, coefficient, TRUTH_STEPS);
    const lastStep = Math.max(1, Math.ceil((setting.untilUs - atUs) / STEP_US));
    const rows = new Float64Array(6 * (lastStep + 1));
    rows.set(start);
    const flown = freeMotion(rows, 0, lastStep, atUs, coefficient, setting.earth, true);
    const impact = flown.impact ?? impactFrom(start, atUs, coefficient, setting.earth);
    const whose = { id, eventId: event.id, vehicleId: vehicle.id, role: 'debris', parentId: null } as const;
    return loggedFlight(
      { ...whose, launch: place, startUs: atUs, grid: { ...flown, impact }, thrust: null, body: vehicle },
      setting,
    );
  });
}

/** Flashes, each a straight line for as long as the class says. The grid has two points, so that a scan a second sees it once at the most. */
export function flyFlash(
  event: FlashEvent,
  vehicle: VehicleClass,
  setting: FlightSetting,
): readonly FlightLog[] {
  const { course } = vehicle;
  assert(course.kind === 'flash', `${vehicle.id} flashes`);
  const { place, heightM, headingRad, intensityWPerSr } = event;
  const stepUs = Math.round(course.durationS * 1e6);
  return Array.from({ length: event.count }, (_, index) => {
    const { id, atUs } = objectOf(event, index);
    const { speedMPerS } = course;
    const motion = { place, heightM, headingRad, speedMPerS, flightPathRad: -METEOR_DESCENT_RAD };
    const start = movingState(motion, earthAngleRad(setting.earth, atUs));
    const motionInertial = Float64Array.from({ length: 12 }, (__, at) => {
      const column = at % 6;
      const drift = at >= 6 && column < 3 ? course.durationS * start[column + 3]! : 0;
      return start[column]! + drift;
    });
    return flashLog(event, { id, atUs, stepUs, heightM, speedMPerS, intensityWPerSr, motionInertial });
  });
}

function flashLog(
  event: FlashEvent,
  flash: {
    readonly id: string;
    readonly atUs: SimTimeUs;
    readonly stepUs: SimTimeUs;
    readonly heightM: number;
    readonly speedMPerS: number;
    readonly intensityWPerSr: number;
    readonly motionInertial: Float64Array;
  },
): FlightLog {
  return {
    id: flash.id,
    eventId: event.id,
    vehicleId: event.vehicleId,
    role: 'body',
    parentId: null,
    launchAtUs: flash.atUs,
    launch: event.place,
    cloudBreakAtUs: flash.atUs,
    burnoutAtUs: flash.atUs,
    braking: null,
    glideAtUs: null,
    reentryAtUs: flash.atUs,
    impactAtUs: null,
    impact: null,
    apogeeM: flash.heightM,
    burnoutAltitudeM: flash.heightM,
    burnoutSpeedMPerS: flash.speedMPerS,
    stepUs: flash.stepUs,
    stepCount: 2,
    motionInertial: flash.motionInertial,
    intensityWPerSr: Float32Array.of(flash.intensityWPerSr, 0, flash.intensityWPerSr, 0),
  };
}

/** Inertial state of something above a place with a speed, a heading and a path, all inertial. */
function movingState(
  motion: {
    readonly place: GroundPoint;
    readonly heightM: number;
    readonly headingRad: number;
    readonly speedMPerS: number;
    readonly flightPathRad: number;
  },
  earthRad: number,
): Float64Array {
  const { latitudeRad, longitudeRad } = motion.place;
  const meridianRad = longitudeRad + earthRad;
  const state = new Float64Array(6);
  itrfFromGeodeticInto(state, 0, { latitudeRad, longitudeRad: meridianRad, heightM: motion.heightM });
  const [c, s] = [Math.cos(meridianRad), Math.sin(meridianRad)];
  const [cosLatitude, sinLatitude] = [Math.cos(latitudeRad), Math.sin(latitudeRad)];
  const level = motion.speedMPerS * Math.cos(motion.flightPathRad);
  const east = level * Math.sin(motion.headingRad);
  const north = level * Math.cos(motion.headingRad);
  const up = motion.speedMPerS * Math.sin(motion.flightPathRad);
  state[3] = -s * east - sinLatitude * c * north + cosLatitude * c * up;
  state[4] = c * east - sinLatitude * s * north + cosLatitude * s * up;
  state[5] = cosLatitude * north + sinLatitude * up;
  return state;
}
