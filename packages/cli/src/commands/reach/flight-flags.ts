import { targetFlight } from '@cupola/core/engagement';
import type { TargetFlight } from '@cupola/core/engagement';
import { radians } from '@cupola/core/foundation';
import { unknownId } from '@cupola/core/scenario';
import type { Problem } from '@cupola/core/scenario';
import { VEHICLE_CLASSES, vehicleClass } from '@cupola/core/vehicles';
import { glideFlight } from '@cupola/runtime';
import type { LaunchArea } from '@cupola/runtime';
import { numberFlag } from '../flag-values.ts';
import { placeFlag } from './places.ts';
import type { PlaceFlag } from './places.ts';

/** Flags that put a generic flight over the launch areas instead of a place at one height. */
export interface FlightFlags {
  readonly vehicle?: string;
  readonly aim?: string;
  readonly detectS?: string;
  readonly decideS?: string;
  readonly marginS?: string;
}

/** When an order goes out. */
export interface OrderTimes {
  readonly orderAfterS: number;
  readonly marginS: number;
}

/** Detection and decision of the open literature, s: docs/models/engagement-reach.md. */
const DETECT_S = '40';
const DECIDE_S = '30';
const MARGIN_S = '0';
const LONGEST_S = 3600;

export function readOrderTimes(flags: FlightFlags, problems: Problem[]): OrderTimes {
  if (flags.vehicle === undefined) {
    for (const [path, value] of [
      ['--detect-s', flags.detectS],
      ['--decide-s', flags.decideS],
      ['--margin-s', flags.marginS],
      ['--aim', flags.aim],
    ] as const) {
      if (value === undefined) continue;
      const message = 'without a flight the fly-out alone says what time there is';
      problems.push({ path, value, expected: `${path} only with --vehicle`, message });
    }
    return { orderAfterS: 0, marginS: 0 };
  }
  const seconds = (path: string, text: string) => numberFlag(path, text, 0, LONGEST_S, 's', problems);
  return {
    orderAfterS:
      seconds('--detect-s', flags.detectS ?? DETECT_S) + seconds('--decide-s', flags.decideS ?? DECIDE_S),
    marginS: seconds('--margin-s', flags.marginS ?? MARGIN_S),
  };
}

/** Launch areas, each with its flight when one is asked for. */
export function launchAreas(
  places: readonly PlaceFlag[],
  flags: FlightFlags,
  problems: Problem[],
): readonly LaunchArea[] {
  if (flags.vehicle === undefined) return places.map((place) => ({ ...place, flight: null }));
  const vehicle = vehicleClass(flags.vehicle);
  const known = VEHICLE_CLASSES.filter((each) => each.weapon).map((each) => each.id);
  if (vehicle === undefined || !vehicle.weapon) {
    problems.push(unknownId('--vehicle', flags.vehicle, 'class of missile', known));
    return [];
  }
  if (flags.aim === undefined) {
    const message = 'where the missile flies to is not said';
    problems.push({ path: '--aim', value: null, expected: 'LAT,LON', message });
    return [];
  }
  const aim = placeFlag('--aim', flags.aim, problems);
  if (aim === null) return [];
  return places.flatMap((place): readonly LaunchArea[] => {
    const flight = flightFrom(place, aim, vehicle, problems);
    return flight === null ? [] : [{ ...place, flight }];
  });
}

function flightFrom(
  place: PlaceFlag,
  aim: PlaceFlag,
  vehicle: NonNullable<ReturnType<typeof vehicleClass>>,
  problems: Problem[],
): TargetFlight | null {
  const outOfReach = (message: string): Problem => ({
    path: '--aim',
    value: aim.title,
    expected: `a place that ${vehicle.id} reaches from ${place.title}`,
    message,
  });
  if (vehicle.course.kind === 'glide') {
    const glide = glideFlight(vehicle.id, place, aim);
    if (glide.ok) return glide.flight;
    problems.push(outOfReach(glide.message));
    return null;
  }
  const launch = { latitudeRad: radians(place.latDeg), longitudeRad: radians(place.lonDeg) };
  const goal = {
    kind: 'minimum-energy',
    aim: { latitudeRad: radians(aim.latDeg), longitudeRad: radians(aim.lonDeg) },
  } as const;
  const outcome = targetFlight(vehicle, launch, goal);
  if (outcome.ok) return outcome.flight;
  problems.push(outOfReach(outcome.error.detail));
  return null;
}
