import { radians } from '../foundation/index.ts';
import { SCENARIO_DEFAULTS } from './defaults.ts';
import type { EventParts, KnownIds } from './draft.ts';
import { unknownId } from './id-rules.ts';
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
    ...vehicleProblems(path, event, known),
    ...aimProblems(path, event),
    ...(durationS === null ? [] : timeProblems(path, event, durationS)),
  ];
}

function vehicleProblems(path: string, event: EventParts, known: KnownIds): Problem[] {
  const { vehicle = null } = event;
  if (vehicle === null) return [];
  if (!known.vehicles.includes(vehicle)) {
    return [unknownId(`${path}.vehicle`, vehicle, 'vehicle', known.vehicles)];
  }
  if (known.launchers.includes(vehicle)) return shapeProblems(path, event, SPACE_LAUNCH);
  if (event.trajectory === null || event.trajectory?.kind === null) return [];
  return shapeProblems(path, event, event.trajectory?.kind === 'lofted' ? LOFTED : MINIMUM_ENERGY);
}

const SHAPE_KEYS = ['aim', 'azimuthDeg', 'trajectory', 'orbitAltitudeKm'] as const;

interface Shape {
  readonly name: string;
  /** What each key that the shape needs must hold; it takes no other of `SHAPE_KEYS`. */
  readonly needs: Readonly<Partial<Record<(typeof SHAPE_KEYS)[number], string>>>;
}

const AZIMUTH_EXPECTED = 'the direction of launch, degrees clockwise from north';
const SPACE_LAUNCH: Shape = {
  name: 'a space launch',
  needs: { azimuthDeg: AZIMUTH_EXPECTED, orbitAltitudeKm: 'the height of its circular orbit, km' },
};
const LOFTED: Shape = {
  name: 'a lofted trajectory',
  needs: { azimuthDeg: AZIMUTH_EXPECTED, trajectory: '{ kind: lofted, apogeeKm, rangeKm }' },
};
const MINIMUM_ENERGY: Shape = {
  name: 'a minimum-energy trajectory',
  needs: {
    aim: 'a place: { latDeg, lonDeg }',
    trajectory: '{ kind: minimum-energy } or { kind: lofted, apogeeKm, rangeKm }',
  },
};

/** Each kind of event has its own keys; one that would be ignored is a mistake, not a spare. */
function shapeProblems(path: string, event: EventParts, shape: Shape): Problem[] {
  const problems: Problem[] = [];
  for (const key of SHAPE_KEYS) {
    const value = event[key];
    const needed = shape.needs[key];
    if (needed !== undefined && value === undefined) {
      problems.push({
        path: `${path}.${key}`,
        value: null,
        expected: needed,
        message: `${shape.name} needs \`${key}\``,
      });
    } else if (needed === undefined && value !== undefined) {
      problems.push({
        path: `${path}.${key}`,
        value,
        expected: `no \`${key}\``,
        message: `${shape.name} does not take \`${key}\``,
      });
    }
  }
  return problems;
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
