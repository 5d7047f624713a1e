import { assert, radians, unreachable, usFromS } from '../foundation/index.ts';
import type { GroundPoint, TrajectoryGoal } from '../physics/index.ts';
import { withArticle } from '../scenario/index.ts';
import type {
  AimedEvent,
  EventObjects,
  Place,
  ReleasedObjects,
  Scenario,
  ScenarioEvent,
} from '../scenario/index.ts';
import { drawnTurns, flyEntry, flyEvent, flyFlash, glideGoal } from '../truth/index.ts';
import type { FlightLog, FlightSetting, LaunchObjects } from '../truth/index.ts';
import {
  FRAGMENT,
  SIMPLE_DECOY,
  SPENT_STAGE,
  publishedFlight,
  publishedGoal,
  vehicleClass,
} from '../vehicles/index.ts';
import type { ReleasedBody, VehicleClass } from '../vehicles/index.ts';

export type EventOutcome =
  | { readonly ok: true; readonly flights: readonly FlightLog[] }
  | { readonly ok: false; readonly value: unknown; readonly expected: string; readonly message: string };

/** Flies one event of a scenario, or says why its class cannot. */
export function flyScenarioEvent(
  event: ScenarioEvent,
  index: number,
  seed: Scenario['seed'],
  setting: FlightSetting,
): EventOutcome {
  const published = event.flight === undefined ? undefined : publishedFlight(event.flight);
  const vehicle = vehicleClass(published?.vehicleId ?? event.vehicle ?? '');
  if (vehicle === undefined) {
    const value = event.vehicle ?? event.flight;
    return { ok: false, value, expected: 'a known vehicle class', message: 'nothing known flies so' };
  }
  const repeated = {
    id: event.id,
    vehicleId: vehicle.id,
    count: event.count,
    spacingUs: usFromS(event.spacingS),
    atUs: usFromS(event.atS),
  };
  if (event.entry !== undefined) {
    const { altitudeKm, headingDeg, speedKmPerS, flightPathDeg, leadS } = event.entry;
    const entry = {
      place: groundPoint(event.entry),
      heightM: altitudeKm * 1000,
      headingRad: radians(headingDeg),
      speedMPerS: speedKmPerS * 1000,
      flightPathRad: radians(flightPathDeg),
      leadS,
    };
    return { ok: true, flights: flyEntry({ ...repeated, entry }, vehicle, setting) };
  }
  if (event.flash !== undefined) {
    const { altitudeKm, headingDeg, intensityWPerSr } = event.flash;
    const flash = {
      place: groundPoint(event.flash),
      heightM: altitudeKm * 1000,
      headingRad: radians(headingDeg),
      intensityWPerSr,
    };
    return { ok: true, flights: flyFlash({ ...repeated, ...flash }, vehicle, setting) };
  }
  const objects = event.objects === undefined ? {} : { objects: launchObjects(event.objects) };
  if (event.flight !== undefined) {
    const flown = published?.flown ?? null;
    if (flown === null) {
      const expected = 'a published flight with an apogee and a range, or with its places';
      const message = 'what is published of it does not say how it flew';
      return { ok: false, value: event.flight, expected, message };
    }
    const launched = { ...repeated, launch: flown.launch, goal: publishedGoal(flown), ...objects };
    return outcomeOf(flyEvent(launched, vehicle, setting), vehicle, event.flight);
  }
  const launch = groundPoint(event.launch);
  const goal = goalOf(event, vehicle, seed, index);
  const said = event.trajectory ?? {
    orbitAltitudeKm: event.orbitAltitudeKm,
    ...(event.inclinationDeg === undefined ? {} : { inclinationDeg: event.inclinationDeg }),
  };
  return outcomeOf(flyEvent({ ...repeated, launch, goal, ...objects }, vehicle, setting), vehicle, said);
}

function outcomeOf(outcome: ReturnType<typeof flyEvent>, vehicle: VehicleClass, said: unknown): EventOutcome {
  if (outcome.ok) return outcome;
  const { code, detail } = outcome.error;
  const km = [vehicle.minRangeM, vehicle.maxRangeM, vehicle.maxApogeeM].map((m) => (m / 1000).toFixed(0));
  const reach =
    vehicle.course.kind === 'orbit' ? `orbits to ${km[2]} km` : `${km[0]}-${km[1]} km, apogee to ${km[2]} km`;
  const expected = `a flight that ${withArticle(vehicle.id)} can make (${reach})`;
  return { ok: false, value: said, expected, message: `${code}: ${detail}` };
}

type LaunchedEvent = Exclude<
  ScenarioEvent,
  { readonly flight: string } | { readonly entry: object } | { readonly flash: object }
>;

function goalOf(event: LaunchedEvent, vehicle: VehicleClass, seed: number, index: number): TrajectoryGoal {
  if (event.orbitAltitudeKm !== undefined) {
    const altitudeM = event.orbitAltitudeKm * 1000;
    if (event.inclinationDeg !== undefined) {
      const inclinationRad = radians(event.inclinationDeg);
      return { kind: 'inclined-orbit', altitudeM, inclinationRad, pass: event.pass ?? 'northbound' };
    }
    assert(event.azimuthDeg !== undefined, 'a space launch has an azimuth or an inclination');
    return { kind: 'orbit', altitudeM, azimuthRad: radians(event.azimuthDeg) };
  }
  if (event.aim !== undefined) return aimedGoal(event, vehicle, seed, index);
  return {
    kind: 'lofted',
    apogeeM: event.trajectory.apogeeKm * 1000,
    rangeM: event.trajectory.rangeKm * 1000,
    azimuthRad: radians(event.azimuthDeg),
  };
}

function aimedGoal(event: AimedEvent, vehicle: VehicleClass, seed: number, index: number): TrajectoryGoal {
  const aim = groundPoint(event.aim);
  const { trajectory } = event;
  switch (trajectory.kind) {
    case 'minimum-energy':
      return { kind: 'minimum-energy', aim };
    case 'depressed':
      return { kind: 'depressed', aim, apogeeM: trajectory.apogeeKm * 1000 };
    case 'glide': {
      const stated = trajectory.turns?.map(({ fromS, durationS, bankDeg }) => ({
        fromS,
        durationS,
        bankRad: radians(bankDeg),
      }));
      const drawn = drawnTurns(seed, index, trajectory.drawnTurns ?? 0, vehicle.boostDurationS.nominal);
      const { liftToDrag } = trajectory;
      const turns = stated ?? drawn;
      return glideGoal(vehicle, aim, liftToDrag === undefined ? { turns } : { turns, liftToDrag });
    }
    case 'fractional-orbit': {
      const { course } = vehicle;
      assert(course.kind === 'fractional-orbit', `${vehicle.id} flies in orbit for less than a turn`);
      return {
        kind: 'fractional-orbit',
        aim,
        way: trajectory.way,
        altitudeM: course.orbitAltitudeM,
        brakingDurationS: course.brakingDurationS,
        brakingSpeedMPerS: course.brakingSpeedMPerS,
      };
    }
    default:
      return unreachable(trajectory);
  }
}

function launchObjects({ stages, payloads, decoys, debris }: EventObjects): LaunchObjects {
  return {
    ...(stages === undefined ? {} : { stages: released(stages, SPENT_STAGE) }),
    ...(payloads === undefined ? {} : { payloads }),
    ...(decoys === undefined ? {} : { decoys: released(decoys, SIMPLE_DECOY) }),
    ...(debris === undefined ? {} : { debris: released(debris, FRAGMENT) }),
  };
}

/** What a scenario says of released objects over what is usual for their kind. */
function released(objects: ReleasedObjects, usual: ReleasedBody) {
  const { count, speedMPerS, ballisticCoefficientKgPerM2, intensityWPerSr } = objects;
  const body = { ...usual, ballisticCoefficientKgPerM2, bodyIntensityLongWaveWPerSr: intensityWPerSr };
  return { count, speedMPerS, body };
}

function groundPoint(place: Place): GroundPoint {
  return { latitudeRad: radians(place.latDeg), longitudeRad: radians(place.lonDeg) };
}
