import { radians } from '../foundation/index.ts';
import { SCENARIO_DEFAULTS } from './defaults.ts';
import type { EventParts, KnownIds } from './draft.ts';
import { shapeProblems } from './event-shapes.ts';
import { objectProblems } from './object-rules.ts';
import type { Problem } from './problem.ts';
import type { Place } from './scenario.ts';

/** What is wrong with one event. `durationS` is null when the length of the scenario is itself wrong. */
export function eventProblems(
  path: string,
  event: EventParts,
  durationS: number | null,
  known: KnownIds,
): Problem[] {
  return [
    ...shapeProblems(path, event, known),
    ...objectProblems(path, event, known),
    ...aimProblems(path, event),
    ...(durationS === null ? [] : timeProblems(path, event, durationS)),
  ];
}

function aimProblems(path: string, event: EventParts): Problem[] {
  const launch = placeOf(event.launch);
  const aim = placeOf(event.aim);
  if (launch === null || aim === null || distanceKm(launch, aim) >= SAME_PLACE_KM) return [];
  return [
    {
      path: `${path}.aim`,
      value: aim,
      expected: `a place at least ${SAME_PLACE_KM} km from the launch`,
      message: 'it aims at its own launch place',
    },
  ];
}

function placeOf(place: EventParts['launch']): Place | null {
  const { latDeg = null, lonDeg = null } = place ?? {};
  return latDeg === null || lonDeg === null ? null : { latDeg, lonDeg };
}

function timeProblems(path: string, event: EventParts, durationS: number): Problem[] {
  const { atS = SCENARIO_DEFAULTS.atS, count = SCENARIO_DEFAULTS.count } = event;
  const { spacingS = SCENARIO_DEFAULTS.spacingS } = event;
  if (atS === null || count === null || spacingS === null) return [];
  const lastAtS = atS + (count - 1) * spacingS;
  if (lastAtS < durationS) return [];
  const what = count === 1 ? 'it' : `its last launch, at ${lastAtS} s,`;
  return [
    {
      path: `${path}.atS`,
      value: atS,
      expected: `its last launch before the end at ${durationS} s`,
      message: `${what} happens after the end of the scenario`,
    },
  ];
}

/** Closer than this, a launch and its aim are one place. */
const SAME_PLACE_KM = 1;

/** Great-circle distance on a sphere of 6371 km. */
function distanceKm(a: Place, b: Place): number {
  const halfLatitudeRad = radians(b.latDeg - a.latDeg) / 2;
  const halfLongitudeRad = radians(b.lonDeg - a.lonDeg) / 2;
  const cosines = Math.cos(radians(a.latDeg)) * Math.cos(radians(b.latDeg));
  const haversine = Math.sin(halfLatitudeRad) ** 2 + cosines * Math.sin(halfLongitudeRad) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
