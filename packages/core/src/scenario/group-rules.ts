import type { GroupParts, InterceptorGroupParts } from './draft.ts';
import { idListProblems, unknownId } from './id-rules.ts';
import type { Problem } from './problem.ts';

/** What is wrong with one group of satellites. `sensors`: the kinds it may carry. */
export function groupProblems(path: string, group: GroupParts, sensors: readonly string[]): Problem[] {
  return [
    ...originProblems(path, group),
    ...walkerProblems(`${path}.walker`, group.walker ?? {}),
    ...selectionProblems(`${path}.select`, group.select ?? {}),
    ...idListProblems(`${path}.sensors`, group.sensors ?? [], 'sensor kind', sensors),
  ];
}

/** What is wrong with one group of interceptors. `watching`: the groups of satellites, which have other ids. */
export function interceptorProblems(
  path: string,
  { kind = null, ...group }: InterceptorGroupParts,
  watching: readonly (GroupParts | null)[],
  kinds: readonly string[],
): Problem[] {
  const problems = groupProblems(path, group, []);
  const same = watching.findIndex((each) => each?.id === group.id);
  if (same >= 0 && typeof group.id === 'string') {
    problems.push({
      path: `${path}.id`,
      value: group.id,
      expected: 'an id used once',
      message: `satellites.${same} has the id "${group.id}" already`,
    });
  }
  if (kind !== null && !kinds.includes(kind)) {
    problems.push(unknownId(`${path}.kind`, kind, 'kind of interceptor', kinds));
  }
  return problems;
}

function originProblems(path: string, group: GroupParts): Problem[] {
  const problems: Problem[] = [];
  const value = group.id ?? null;
  const origins = [group.walker, group.orbits, group.catalogue].filter((each) => each !== undefined);
  if (origins.length !== 1) {
    problems.push({
      path,
      value,
      expected: 'exactly one of `walker`, `orbits` and `catalogue`',
      message:
        origins.length === 0
          ? 'this group says neither how it is designed nor where its hosts are listed'
          : 'this group says in more than one way where its satellites are; make several groups of it',
    });
  }
  if (group.select !== undefined && group.catalogue === undefined) {
    problems.push({
      path: `${path}.select`,
      value: group.select,
      expected: '`select` only beside `catalogue`',
      message: 'there is no catalogue to select from',
    });
  }
  return problems;
}

function walkerProblems(path: string, walker: NonNullable<GroupParts['walker']>): Problem[] {
  const { count = null, planes = null, phasing = null, sparesPerPlane = null } = walker;
  if (planes === null) return [];
  const problems: Problem[] = [];
  if (count !== null && count % planes !== 0) {
    const below = count - (count % planes);
    const near = [below, below + planes].filter((multiple) => multiple > 0);
    problems.push({
      path: `${path}.count`,
      value: count,
      expected: `a multiple of the ${planes} planes, such as ${near.join(' or ')}`,
      message: `${count} satellites do not divide evenly over ${planes} planes`,
    });
  }
  if (phasing !== null && phasing >= planes) {
    problems.push({
      path: `${path}.phasing`,
      value: phasing,
      expected: `a whole number from 0 to ${planes - 1} (planes - 1)`,
      message: 'the phasing counts from 0 up to the number of planes',
    });
  }
  if (count !== null && sparesPerPlane !== null && sparesPerPlane >= count / planes) {
    problems.push({
      path: `${path}.sparesPerPlane`,
      value: sparesPerPlane,
      expected: `less than the ${count / planes} slots of a plane`,
      message: 'no satellite of a plane would be left in service',
    });
  }
  return problems;
}

/** Intervals that nothing can lie in. Nodes go round: their interval may have the smaller number last. */
export function selectionProblems(path: string, select: NonNullable<GroupParts['select']>): Problem[] {
  const keys = ['inclinationDeg', 'altitudeKm', 'meanMotionRevPerDay'] as const;
  return keys.flatMap((key) => {
    const [min = null, max = null] = select[key] ?? [];
    if (min === null || max === null || min <= max) return [];
    return [
      {
        path: `${path}.${key}`,
        value: select[key],
        expected: 'the smaller number first: [min, max]',
        message: 'nothing can lie between these two',
      },
    ];
  });
}
