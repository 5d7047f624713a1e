import { unknownId } from '../scenario/index.ts';
import type { Problem } from '../scenario/index.ts';
import { NAMED_AREAS } from './areas.ts';
import { END_DEFAULTS } from './campaign.ts';
import type { Campaign } from './campaign.ts';
import type { CampaignParts, MixParts } from './draft.ts';
import { runCount } from './run-list.ts';

/** More runs than this are refused: a day on two processors. */
export const MOST_RUNS = 100_000;
const AREA_IDS = NAMED_AREAS.map(({ id }) => id);

export interface KnownVehicles {
  readonly vehicles: readonly string[];
  readonly launchers: readonly string[];
}

/** Breaches of the rules that tie the fields of a campaign together. */
export function campaignProblems(parts: CampaignParts, known: KnownVehicles): Problem[] {
  const mix = parts.mix ?? [];
  return [
    ...sameNames('sweep', 'name', parts.sweep?.map(nameOf) ?? []),
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

type AxisParts = NonNullable<CampaignParts['sweep']>[number];

/** An axis without a name is called as its path. */
function nameOf(axis: AxisParts): string | null {
  if (axis === null) return null;
  const path = 'path' in axis ? (axis.path ?? null) : null;
  return axis.name === undefined ? path : axis.name;
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
  const flights = (['aim', 'lofted', 'orbit'] as const).filter((key) => kind[key] !== undefined);
  if (flights.length !== 1) {
    problems.push({
      path,
      value: flights.length === 0 ? null : flights,
      expected: 'one of `aim`, `lofted` and `orbit`',
      message:
        flights.length === 0
          ? 'it does not say how it flies'
          : `it says in ${flights.length} ways how it flies`,
    });
  }
  for (const [index, vehicle] of (kind.vehicles ?? []).entries()) {
    if (vehicle === null) continue;
    const at = `${path}.vehicles.${index}`;
    if (!known.vehicles.includes(vehicle)) problems.push(unknownId(at, vehicle, 'vehicle', known.vehicles));
    else if (flights.length === 1)
      problems.push(...flightProblems(at, vehicle, flights[0] === 'orbit', known));
  }
  return problems;
}

function flightProblems(path: string, vehicle: string, inOrbit: boolean, known: KnownVehicles): Problem[] {
  const isLauncher = known.launchers.includes(vehicle);
  if (isLauncher === inOrbit) return [];
  return [
    {
      path,
      value: vehicle,
      expected: inOrbit ? `one of ${known.launchers.join(', ')}` : 'a vehicle that comes down',
      message: isLauncher ? `"${vehicle}" flies to orbit only` : `"${vehicle}" reaches no orbit`,
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
