import { unknownId } from '../scenario/index.ts';
import type { KnownIds, KnownVehicle, Problem } from '../scenario/index.ts';
import { NAMED_AREAS } from './areas.ts';
import { END_DEFAULTS } from './campaign.ts';
import type { AimedTrajectory, Campaign } from './campaign.ts';
import type { CampaignParts, MixParts } from './draft.ts';
import { runCount } from './run-list.ts';

/** More runs than this are refused: a day on two processors. */
export const MOST_RUNS = 100_000;
const AREA_IDS = NAMED_AREAS.map(({ id }) => id);

/** What the rules ask of the classes of vehicles. */
export type KnownVehicles = Pick<KnownIds, 'vehicles'>;

/** Breaches of the rules that tie the fields of a campaign together. */
export function campaignProblems(parts: CampaignParts, known: KnownVehicles): Problem[] {
  const mix = parts.mix ?? [];
  return [
    ...sameNames('sweep', 'name', parts.sweep?.map(nameOf) ?? []),
    ...(parts.sweep ?? []).flatMap((axis, index) =>
      sameNames(`sweep.${index}.choices`, 'label', labelsOf(axis)),
    ),
    ...(parts.sweep ?? []).flatMap((axis, index) => sameValues(`sweep.${index}.values`, axis)),
    ...sameNames(
      'mix',
      'id',
      mix.map((kind) => kind?.id ?? null),
    ),
    ...mix.flatMap((kind, index) => (kind === null ? [] : mixProblems(`mix.${index}`, kind, known))),
    ...weightProblems(mix),
    ...endProblems(parts),
  ];
}

/** The campaign as a whole, once its fields are right. */
export function sizeProblems(campaign: Campaign): Problem[] {
  const runs = runCount(campaign);
  if (runs <= MOST_RUNS) return [];
  return [
    {
      path: 'seeds.count',
      value: campaign.seeds.count,
      expected: `at most ${MOST_RUNS} runs in all`,
      message: `seeds and swept values make ${runs} runs`,
    },
  ];
}

function sameNames(list: string, key: string, names: readonly (string | null)[]): Problem[] {
  return names.flatMap((name, index) =>
    name === null || names.indexOf(name) === index
      ? []
      : [
          {
            path: `${list}.${index}.${key}`,
            value: name,
            expected: `each ${key} once`,
            message: `${list}.${names.indexOf(name)} is called "${name}" already`,
          },
        ],
  );
}

/** A value that comes twice would make two variants alike. */
function sameValues(list: string, axis: AxisParts): Problem[] {
  const values: readonly unknown[] = axis !== null && 'values' in axis ? (axis.values ?? []) : [];
  const texts = values.map((value) => JSON.stringify(value));
  return values.flatMap((value, index) => {
    const first = texts.indexOf(texts[index] ?? '');
    if (first === index) return [];
    const message = `it is the same as ${list}.${first}`;
    return [{ path: `${list}.${index}`, value, expected: 'each value once', message }];
  });
}

type AxisParts = NonNullable<CampaignParts['sweep']>[number];

/** An axis without a name is called as its path. */
function nameOf(axis: AxisParts): string | null {
  if (axis === null) return null;
  const path = 'path' in axis ? (axis.path ?? null) : null;
  return axis.name === undefined ? path : axis.name;
}

function labelsOf(axis: AxisParts): readonly (string | null)[] {
  if (axis === null || !('choices' in axis)) return [];
  return (axis.choices ?? []).map((choice) => {
    const label = choice?.label ?? null;
    return label === null ? null : String(label);
  });
}

function areasOf(aim: MixParts['aim']): readonly unknown[] {
  return aim !== null && aim !== undefined && 'areas' in aim ? (aim.areas ?? []) : [];
}

function mixProblems(path: string, kind: MixParts, known: KnownVehicles): Problem[] {
  const problems: Problem[] = [];
  const areas: readonly [string, readonly unknown[]][] = [
    [`${path}.launch`, kind.launch ?? []],
    [`${path}.aim.areas`, areasOf(kind.aim)],
  ];
  for (const [place, choices] of areas) {
    for (const [index, choice] of choices.entries()) {
      if (typeof choice === 'string' && !AREA_IDS.includes(choice)) {
        problems.push(unknownId(`${place}.${index}`, choice, 'area', AREA_IDS));
      }
    }
  }
  problems.push(...spanProblems(path, kind));
  const flights = FLIGHT_KEYS.filter((key) => kind[key] !== undefined);
  const [flight] = flights;
  if (flight === undefined || flights.length > 1) {
    problems.push({
      path,
      value: flight === undefined ? null : flights,
      expected: `one of ${FLIGHT_KEYS.map((key) => `\`${key}\``).join(', ')}`,
      message:
        flight === undefined
          ? 'it does not say how it flies'
          : `it says in ${flights.length} ways how it flies`,
    });
  }
  const ids = known.vehicles.map(({ id }) => id);
  for (const [index, id] of (kind.vehicles ?? []).entries()) {
    if (id === null) continue;
    const at = `${path}.vehicles.${index}`;
    const vehicle = known.vehicles.find((each) => each.id === id);
    if (vehicle === undefined) problems.push(unknownId(at, id, 'vehicle', ids));
    else if (flights.length === 1 && flight !== undefined) {
      problems.push(...flightProblems(at, vehicle, flight, kind, known));
    }
  }
  return problems;
}

/** Intervals go from the smaller to the larger number, directions too. */
function spanProblems(path: string, kind: MixParts): Problem[] {
  return FLIGHT_KEYS.flatMap((flight) =>
    Object.entries(kind[flight] ?? {}).flatMap(([key, span]: [string, unknown]): Problem[] => {
      if (!Array.isArray(span) || !SPANS.has(key)) return [];
      const [min, max]: readonly unknown[] = span;
      if (typeof min !== 'number' || typeof max !== 'number' || min <= max) return [];
      return [
        {
          path: `${path}.${flight}.${key}`,
          value: span,
          expected: '[min, max], the smaller number first',
          message: `${min} is above ${max}`,
        },
      ];
    }),
  );
}

/** Keys that hold an interval, in whichever flight. */
const SPANS: ReadonlySet<string> = new Set([
  'insideKm',
  'apogeeKm',
  'rangeKm',
  'azimuthDeg',
  'altitudeKm',
  'headingDeg',
  'speedKmPerS',
  'flightPathDeg',
  'intensityWPerSr',
]);

const FLIGHT_KEYS = ['aim', 'lofted', 'orbit', 'entry', 'flash'] as const;
type FlightKey = (typeof FLIGHT_KEYS)[number];

/** What can fly so. */
const COURSES_OF: Readonly<Record<FlightKey, readonly KnownVehicle['course'][]>> = {
  aim: ['ballistic', 'glide', 'fractional-orbit'],
  lofted: ['ballistic'],
  orbit: ['orbit'],
  entry: ['decay'],
  flash: ['flash'],
};
const COURSE_OF_TRAJECTORY: Readonly<Record<AimedTrajectory, KnownVehicle['course']>> = {
  'minimum-energy': 'ballistic',
  lofted: 'ballistic',
  depressed: 'ballistic',
  glide: 'glide',
  'fractional-orbit': 'fractional-orbit',
};

function flightProblems(
  path: string,
  { id, course }: KnownVehicle,
  flight: FlightKey,
  { trajectories }: MixParts,
  known: KnownVehicles,
): Problem[] {
  const named = flight === 'aim' ? (trajectories ?? []).flatMap((trajectory) => trajectory ?? []) : [];
  const wrong = named.find((trajectory) => COURSE_OF_TRAJECTORY[trajectory] !== course);
  if (COURSES_OF[flight].includes(course) && wrong === undefined) return [];
  const courses = wrong === undefined ? COURSES_OF[flight] : [COURSE_OF_TRAJECTORY[wrong]];
  const able = known.vehicles.filter((vehicle) => courses.includes(vehicle.course));
  return [
    {
      path,
      value: id,
      expected: `one of ${able.map((vehicle) => vehicle.id).join(', ')}`,
      message: `"${id}" does not fly so: ${wrong ?? `\`${flight}\``}`,
    },
  ];
}

function weightProblems(mix: readonly (MixParts | null)[]): Problem[] {
  const weights = mix.map((kind) => kind?.weight ?? null);
  if (mix.length === 0 || weights.includes(null) || weights.some((weight) => (weight ?? 0) > 0)) return [];
  return [
    {
      path: 'mix',
      value: weights,
      expected: 'a weight above 0',
      message: 'no kind of the mix is ever drawn',
    },
  ];
}

function endProblems({ end }: CampaignParts): Problem[] {
  if (end === null || end === undefined) return [];
  const { latestS = END_DEFAULTS.latestS, notBeforeLaunchS = END_DEFAULTS.notBeforeLaunchS } = end;
  if (latestS === null || notBeforeLaunchS === null || notBeforeLaunchS <= latestS) return [];
  return [
    {
      path: 'end.latestS',
      value: latestS,
      expected: `at least end.notBeforeLaunchS, ${notBeforeLaunchS}`,
      message: 'runs would have to end before they may',
    },
  ];
}
