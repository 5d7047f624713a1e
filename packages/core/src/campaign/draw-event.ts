import { RandomStream, assert, present, radians, unreachable } from '../foundation/index.ts';
import { groundDistanceM, groundPointAt } from '../physics/index.ts';
import type { GroundPoint } from '../physics/index.ts';
import { SCENARIO_DEFAULTS } from '../scenario/index.ts';
import type { ScenarioEvent } from '../scenario/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import { NAMED_AREAS } from './areas.ts';
import type { AreaChoice, Circle, MixKind, Span } from './campaign.ts';
import { drawAtBorder } from './defended.ts';
import type { Defended } from './defended.ts';
import { trajectoryTo, usualTrajectory } from './drawn-trajectory.ts';
import { placeOf, rounded } from './rounded-place.ts';

/** What one seed of a campaign flies. */
export interface DrawnEvent {
  readonly mixId: string;
  readonly event: ScenarioEvent;
}

/** The id of every drawn event: several objects are called `drawn-1`, `drawn-2`, ... */
export const DRAWN_EVENT_ID = 'drawn';

/** Places and aims tried for one event until its class can fly so. */
const MOST_TRIES = 2000;
/** Of those, flights that the solver has refused. */
const MOST_REFUSALS = 40;

/**
 * The event of one seed. Kind and vehicle are drawn once, so that refused flights do not shift their shares; places and trajectory are drawn
 * again until the class reaches from one to the other and `flies` agrees.
 *
 * @param mix - At least one kind.
 * @returns Null when nothing was found: the kind asks for what its vehicle cannot do.
 */
export function drawEvent(
  mix: readonly MixKind[],
  seed: number,
  defended: Defended,
  flies: (event: ScenarioEvent) => boolean,
): DrawnEvent | null {
  const stream = new RandomStream(seed, 'campaign/event');
  const kind = pickKind(mix, stream.uniform(0, 0));
  const vehicle = pick(kind.vehicles, stream.uniform(0, 1));
  let refusals = 0;
  for (let attempt = 1; attempt <= MOST_TRIES && refusals < MOST_REFUSALS; attempt++) {
    const luck = (index: number): number => stream.uniform(attempt, index);
    const place = inCircle(circleOf(pick(kind.launch, luck(0))), luck(1), luck(2));
    const event = drawnEvent(kind, vehicle, place, defended, luck);
    if (event === null) continue;
    if (flies(event)) return { mixId: kind.id, event };
    refusals++;
  }
  return null;
}

function pickKind(mix: readonly MixKind[], share: number): MixKind {
  const total = mix.reduce((sum, kind) => sum + kind.weight, 0);
  let rest = share * total;
  for (const kind of mix) {
    if (rest < kind.weight) return kind;
    rest -= kind.weight;
  }
  return present(mix.at(-1));
}

function pick<T>(choices: readonly T[], share: number): T {
  const choice = choices[Math.floor(share * choices.length)];
  assert(choice !== undefined, 'there is something to choose from');
  return choice;
}

function drawnEvent(
  { flight, objects, count, spacingS }: MixKind,
  vehicle: string,
  place: GroundPoint,
  defended: Defended,
  luck: (index: number) => number,
): ScenarioEvent | null {
  const repeated = { id: DRAWN_EVENT_ID, vehicle, count, spacingS, atS: 0 };
  const launched = { ...repeated, launch: placeOf(place), ...(objects === null ? {} : { objects }) };
  switch (flight.kind) {
    case 'aimed': {
      const aim =
        flight.aim.kind === 'areas'
          ? inCircle(circleOf(pick(flight.aim.areas, luck(3))), luck(4), luck(5))
          : drawAtBorder(defended, flight.aim.insideKm, luck);
      if (aim === null || !isInRange(place, aim, vehicle)) return null;
      const kind =
        flight.trajectories === null ? usualTrajectory(vehicle) : pick(flight.trajectories, luck(10));
      return { ...launched, ...trajectoryTo(kind, place, aim, luck) };
    }
    case 'lofted':
      return {
        ...launched,
        azimuthDeg: rounded(within(flight.azimuthDeg, luck(3))),
        trajectory: {
          kind: 'lofted',
          apogeeKm: rounded(within(flight.apogeeKm, luck(4))),
          rangeKm: rounded(within(flight.rangeKm, luck(5))),
        },
      };
    case 'orbit': {
      const reached = flight.inclinationDeg.filter((deg) => isReached(deg, place.latitudeRad));
      if (reached.length === 0) return null;
      return {
        ...launched,
        inclinationDeg: pick(reached, luck(3)),
        pass: luck(4) < 0.5 ? 'northbound' : 'southbound',
        orbitAltitudeKm: rounded(within(flight.altitudeKm, luck(5))),
      };
    }
    case 'entry': {
      const entry = {
        ...placeOf(place),
        altitudeKm: SCENARIO_DEFAULTS.entry.altitudeKm,
        headingDeg: rounded(within(flight.headingDeg, luck(3))),
        speedKmPerS: rounded(within(flight.speedKmPerS, luck(4))),
        flightPathDeg: rounded(within(flight.flightPathDeg, luck(5))),
        leadS: ENTRY_LEAD_S,
      };
      return { ...repeated, entry };
    }
    case 'flash': {
      const flash = {
        ...placeOf(place),
        altitudeKm: rounded(within(flight.altitudeKm, luck(3))),
        headingDeg: rounded(360 * luck(4)),
        intensityWPerSr: rounded(within(flight.intensityWPerSr, luck(5))),
      };
      return { ...repeated, flash };
    }
    default:
      return unreachable(flight);
  }
}

/** Bodies are followed from so long before they come in, so that there is something to judge. */
const ENTRY_LEAD_S = 300;

function isInRange(launch: GroundPoint, aim: GroundPoint, vehicleId: string): boolean {
  const vehicle = vehicleClass(vehicleId);
  if (vehicle === undefined) return false;
  const distanceM = groundDistanceM(launch, aim);
  return distanceM >= vehicle.minRangeM && distanceM <= vehicle.maxRangeM;
}

/** No orbit is less inclined than the latitude it is entered from; the turning of the Earth left aside. */
function isReached(inclinationDeg: number, latitudeRad: number): boolean {
  return Math.abs(Math.cos(radians(inclinationDeg))) <= Math.cos(latitudeRad);
}

function circleOf(choice: AreaChoice): Circle {
  if (typeof choice !== 'string') return choice;
  const area = NAMED_AREAS.find(({ id }) => id === choice);
  assert(area !== undefined, `there is an area called ${choice}`);
  return area;
}

/** A place of a circle on the ground, evenly over its area as on a plane. */
function inCircle({ latDeg, lonDeg, radiusKm }: Circle, first: number, second: number): GroundPoint {
  const centre = { latitudeRad: radians(latDeg), longitudeRad: radians(lonDeg) };
  return groundPointAt(centre, 2 * Math.PI * first, radiusKm * 1000 * Math.sqrt(second));
}

function within([min, max]: Span, share: number): number {
  return min + share * (max - min);
}
