import type { EventParts, KnownIds, KnownVehicle } from './draft.ts';
import { unknownId } from './id-rules.ts';
import type { Problem } from './problem.ts';
import { withArticle } from './with-article.ts';

/** The keys that tell the kinds of event apart, in the order in which they are asked for. */
const SHAPE_KEYS = [
  'vehicle',
  'launch',
  'entry',
  'flash',
  'aim',
  'azimuthDeg',
  'inclinationDeg',
  'pass',
  'trajectory',
  'orbitAltitudeKm',
  'objects',
] as const;
type ShapeKey = (typeof SHAPE_KEYS)[number];

interface Shape {
  readonly name: string;
  /** What each key that the shape needs must hold. */
  readonly needs: Readonly<Partial<Record<ShapeKey, string>>>;
  /** Keys it takes besides; no others. */
  readonly may: readonly ShapeKey[];
}

const PLACE_EXPECTED = 'a place: { latDeg, lonDeg }';
const AZIMUTH_EXPECTED = 'the direction of launch, degrees clockwise from north';
const ORBIT_EXPECTED = 'the height of its circular orbit, km';
const LAUNCHED = { vehicle: 'a vehicle', launch: PLACE_EXPECTED } as const;

const PUBLISHED: Shape = { name: 'a published flight', needs: {}, may: ['objects'] };
const SPACE_LAUNCH: Shape = {
  name: 'a space launch',
  needs: {
    ...LAUNCHED,
    azimuthDeg: `${AZIMUTH_EXPECTED}; or inclinationDeg instead`,
    orbitAltitudeKm: ORBIT_EXPECTED,
  },
  may: ['objects'],
};
const INCLINED_LAUNCH: Shape = {
  name: 'a space launch to an inclination',
  needs: { ...LAUNCHED, inclinationDeg: 'degrees', orbitAltitudeKm: ORBIT_EXPECTED },
  may: ['pass', 'objects'],
};
const ENTRY: Shape = {
  name: 'a body out of orbit',
  needs: { vehicle: 'a vehicle', entry: '{ latDeg, lonDeg, headingDeg, ... }' },
  may: [],
};
const FLASH: Shape = {
  name: 'a meteor',
  needs: { vehicle: 'a vehicle', flash: '{ latDeg, lonDeg, ... }' },
  may: [],
};
const LOFTED: Shape = {
  name: 'a lofted trajectory',
  needs: { ...LAUNCHED, azimuthDeg: AZIMUTH_EXPECTED, trajectory: '{ kind: lofted, apogeeKm, rangeKm }' },
  may: ['objects'],
};

type Course = KnownVehicle['course'];
type TrajectoryKind = 'minimum-energy' | 'lofted' | 'depressed' | 'glide' | 'fractional-orbit';

/** The trajectories each course takes, the usual one first. */
const TRAJECTORIES: Readonly<Record<Course, readonly TrajectoryKind[]>> = {
  ballistic: ['minimum-energy', 'lofted', 'depressed'],
  glide: ['glide'],
  'fractional-orbit': ['fractional-orbit'],
  orbit: [],
  decay: [],
  flash: [],
};
const WRITTEN: Readonly<Record<TrajectoryKind, string>> = {
  'minimum-energy': '{ kind: minimum-energy }',
  lofted: '{ kind: lofted, apogeeKm, rangeKm }',
  depressed: '{ kind: depressed, apogeeKm }',
  glide: '{ kind: glide }',
  'fractional-orbit': '{ kind: fractional-orbit }',
};

/** What is wrong with the kind of an event. Each kind has its own keys; one that would be ignored is a mistake, not a spare. */
export function shapeProblems(path: string, event: EventParts, known: KnownIds): Problem[] {
  if (event.flight === null || event.vehicle === null) return [];
  if (event.flight !== undefined) {
    return known.flights.includes(event.flight)
      ? keyProblems(path, event, PUBLISHED)
      : [unknownId(`${path}.flight`, event.flight, 'published flight', known.flights)];
  }
  if (event.vehicle === undefined) {
    const expected = 'the id of a vehicle, or `flight` with that of a published flight';
    return [{ path: `${path}.vehicle`, value: null, expected, message: '`vehicle` is missing' }];
  }
  const vehicle = known.vehicles.find((candidate) => candidate.id === event.vehicle);
  if (vehicle === undefined) {
    const ids = known.vehicles.map((each) => each.id);
    return [unknownId(`${path}.vehicle`, event.vehicle, 'vehicle', ids)];
  }
  if (vehicle.course === 'orbit') {
    return keyProblems(path, event, event.inclinationDeg === undefined ? SPACE_LAUNCH : INCLINED_LAUNCH);
  }
  if (vehicle.course === 'decay') return keyProblems(path, event, ENTRY);
  if (vehicle.course === 'flash') return keyProblems(path, event, FLASH);
  return trajectoryProblems(path, event, vehicle);
}

function trajectoryProblems(path: string, event: EventParts, vehicle: KnownVehicle): Problem[] {
  const kinds = TRAJECTORIES[vehicle.course];
  if (event.trajectory === null || event.trajectory?.kind === null) return [];
  const kind = event.trajectory?.kind ?? kinds[0];
  if (kind === undefined) return [];
  const written = kinds.map((each) => WRITTEN[each]).join(' or ');
  if (!kinds.includes(kind)) {
    const message = `${withArticle(vehicle.id)} does not fly "${kind}"`;
    return [{ path: `${path}.trajectory.kind`, value: kind, expected: written, message }];
  }
  const problems = keyProblems(path, event, kind === 'lofted' ? LOFTED : aimed(kind, written));
  const { trajectory } = event;
  if (trajectory?.kind === 'glide' && trajectory.turns !== undefined && trajectory.drawnTurns !== undefined) {
    problems.push({
      path: `${path}.trajectory.drawnTurns`,
      value: trajectory.drawnTurns,
      expected: 'either `turns` or `drawnTurns`',
      message: 'its turns are stated already',
    });
  }
  return problems;
}

function aimed(kind: TrajectoryKind, written: string): Shape {
  return {
    name: kind === 'fractional-orbit' ? 'a fractional orbit' : `a ${kind} trajectory`,
    needs: { ...LAUNCHED, aim: PLACE_EXPECTED, trajectory: written },
    may: ['objects'],
  };
}

function keyProblems(path: string, event: EventParts, shape: Shape): Problem[] {
  return SHAPE_KEYS.flatMap((key): Problem[] => {
    const value = event[key];
    const needed = shape.needs[key];
    if (needed !== undefined && value === undefined) {
      const message = `${shape.name} needs \`${key}\``;
      return [{ path: `${path}.${key}`, value: null, expected: needed, message }];
    }
    if (needed === undefined && value !== undefined && !shape.may.includes(key)) {
      const message = `${shape.name} does not take \`${key}\``;
      return [{ path: `${path}.${key}`, value, expected: `no \`${key}\``, message }];
    }
    return [];
  });
}
