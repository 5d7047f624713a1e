import { RandomStream, assert, degrees, present, radians } from '../foundation/index.ts';
import { groundDistanceM, groundPointAt } from '../physics/index.ts';
import type { GroundPoint } from '../physics/index.ts';
import type { Place, ScenarioEvent } from '../scenario/index.ts';
import { vehicleClass } from '../vehicles/index.ts';
import { NAMED_AREAS } from './areas.ts';
import type { AreaChoice, Circle, MixFlight, MixKind, Span } from './campaign.ts';
import { drawAtBorder } from './defended.ts';
import type { Defended } from './defended.ts';

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
    const launch = inCircle(circleOf(pick(kind.launch, luck(0))), luck(1), luck(2));
    const flight = drawnFlight(kind.flight, launch, vehicle, defended, luck);
    if (flight === null) continue;
    const event: ScenarioEvent = {
      id: DRAWN_EVENT_ID,
      vehicle,
      launch: placeOf(launch),
      count: kind.count,
      spacingS: kind.spacingS,
      atS: 0,
      ...flight,
    };
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

type FlightKeys =
  | Pick<Extract<ScenarioEvent, { aim: Place }>, 'aim' | 'trajectory'>
  | Pick<Extract<ScenarioEvent, { trajectory: { kind: 'lofted' } }>, 'azimuthDeg' | 'trajectory'>
  | Pick<Extract<ScenarioEvent, { orbitAltitudeKm: number }>, 'azimuthDeg' | 'orbitAltitudeKm'>;

function drawnFlight(
  flight: MixFlight,
  launch: GroundPoint,
  vehicle: string,
  defended: Defended,
  luck: (index: number) => number,
): FlightKeys | null {
  switch (flight.kind) {
    case 'aimed': {
      const aim =
        flight.aim.kind === 'areas'
          ? inCircle(circleOf(pick(flight.aim.areas, luck(3))), luck(4), luck(5))
          : drawAtBorder(defended, flight.aim.insideKm, luck);
      if (aim === null || !isInRange(launch, aim, vehicle)) return null;
      return { aim: placeOf(aim), trajectory: { kind: pick(flight.trajectories, luck(10)) } };
    }
    case 'lofted':
      return {
        azimuthDeg: rounded(within(flight.azimuthDeg, luck(3))),
        trajectory: {
          kind: 'lofted',
          apogeeKm: rounded(within(flight.apogeeKm, luck(4))),
          rangeKm: rounded(within(flight.rangeKm, luck(5))),
        },
      };
    case 'orbit': {
      const azimuthRad = launchAzimuthRad(launch.latitudeRad, pick(flight.inclinationDeg, luck(3)), luck(4));
      return {
        azimuthDeg: rounded(degrees(azimuthRad)),
        orbitAltitudeKm: rounded(within(flight.altitudeKm, luck(5))),
      };
    }
    default:
      return flight satisfies never;
  }
}

function isInRange(launch: GroundPoint, aim: GroundPoint, vehicleId: string): boolean {
  const vehicle = vehicleClass(vehicleId);
  if (vehicle === undefined) return false;
  const distanceM = groundDistanceM(launch, aim);
  return distanceM >= vehicle.minRangeM && distanceM <= vehicle.maxRangeM;
}

/**
 * Azimuth of a launch into an orbit, from cos(inclination) = cos(latitude) sin(azimuth), the turning of the Earth left aside. Northbound or southbound, each
 * in half of the cases. An inclination below the latitude cannot be reached; the lowest one, eastward, is taken.
 */
function launchAzimuthRad(latitudeRad: number, inclinationDeg: number, share: number): number {
  const sine = Math.cos(radians(inclinationDeg)) / Math.cos(latitudeRad);
  const northboundRad = Math.asin(Math.max(-1, Math.min(1, sine)));
  const azimuthRad = share < 0.5 ? northboundRad : Math.PI - northboundRad;
  return azimuthRad < 0 ? azimuthRad + 2 * Math.PI : azimuthRad;
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

/** To a ten-thousandth: ten metres in degrees. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function placeOf({ latitudeRad, longitudeRad }: GroundPoint): Place {
  return { latDeg: rounded(degrees(latitudeRad)), lonDeg: rounded(degrees(longitudeRad)) };
}
