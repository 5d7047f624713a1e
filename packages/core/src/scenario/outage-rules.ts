import type { GroupParts, Parts, ScenarioParts } from './draft.ts';
import { unknownId } from './id-rules.ts';
import type { Problem } from './problem.ts';
import type { OutageEvent } from './scenario.ts';

/** Breaches of the rules that tie outages to the groups. Ids of satellites are checked when the catalogues are read. */
export function outageProblems(parts: ScenarioParts): Problem[] {
  const outages = parts.outages ?? {};
  const groups = parts.satellites ?? [];
  const batchGroup = outages.batch?.group ?? null;
  return [
    ...(outages.planes ?? []).flatMap((named, index) =>
      groupAndPlaneProblems(`outages.planes.${index}`, groups, named?.group ?? null, named?.plane ?? null),
    ),
    ...groupAndPlaneProblems('outages.batch', groups, batchGroup, null),
    ...(outages.events ?? []).flatMap((event, index) =>
      event === null ? [] : eventProblems(`outages.events.${index}`, groups, event),
    ),
  ];
}

type Groups = readonly (GroupParts | null)[];

function eventProblems(path: string, groups: Groups, event: NonNullable<Parts<OutageEvent>>): Problem[] {
  const { satelliteIds, group, plane, fromS = null, toS = null } = event;
  const problems = groupAndPlaneProblems(path, groups, group ?? null, plane ?? null);
  if ((satelliteIds === undefined) === (group === undefined)) {
    const message =
      group === undefined ? 'this outage names no satellites' : 'this outage names satellites in two ways';
    const expected = 'either `satelliteIds` or `group`';
    problems.push({ path, value: group ?? null, expected, message });
  }
  if (plane !== undefined && group === undefined) {
    const message = 'a plane of which group?';
    problems.push({ path: `${path}.plane`, value: plane, expected: '`plane` only beside `group`', message });
  }
  if (fromS !== null && toS !== null && toS <= fromS) {
    const message = 'this outage ends before it begins';
    problems.push({ path: `${path}.toS`, value: toS, expected: `more than fromS, ${fromS} s`, message });
  }
  return problems;
}

/** Null where nothing is named, or what is named is wrong in itself. */
function groupAndPlaneProblems(
  path: string,
  groups: Groups,
  groupId: string | null,
  plane: number | null,
): Problem[] {
  if (groupId === null) return [];
  const group = groups.find((each) => each?.id === groupId) ?? null;
  if (group === null) {
    const known = groups.flatMap((each) => each?.id ?? []);
    return [unknownId(`${path}.group`, groupId, 'group of satellites', known)];
  }
  if (plane === null) return [];
  const planes = planeCount(group);
  if (planes === null || plane < planes) return [];
  return [
    {
      path: `${path}.plane`,
      value: plane,
      expected: planes === 0 ? 'a designed group' : `a whole number from 0 to ${planes - 1}`,
      message:
        planes === 0 ? `"${groupId}" comes from a catalogue and has no planes` : 'there is no such plane',
    },
  ];
}

/** Null when it is not known because something else is wrong. */
function planeCount(group: GroupParts): number | null {
  if (group.walker !== undefined) return group.walker?.planes ?? null;
  if (group.orbits !== undefined) return group.orbits?.length ?? null;
  return group.catalogue === undefined ? null : 0;
}
