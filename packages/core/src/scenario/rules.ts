import { assert } from '../foundation/index.ts';
import { declareProblems, requirementsFromDraft } from './declare-rules.ts';
import type {
  EventDraft,
  EventParts,
  GroupDraft,
  InterceptorGroupDraft,
  KnownIds,
  ScenarioDraft,
  ScenarioParts,
} from './draft.ts';
import { eventProblems } from './event-rules.ts';
import { groupProblems, interceptorProblems } from './group-rules.ts';
import { duplicateIdProblems } from './id-rules.ts';
import { memoryProblems } from './memory.ts';
import { networkProblems } from './network-rules.ts';
import { outageProblems } from './outage-rules.ts';
import type { Problem } from './problem.ts';
import { sensorProblems } from './sensor-rules.ts';
import { regionProblems } from './region-rules.ts';
import type { InterceptorGroup, SatelliteGroup, Scenario, ScenarioEvent } from './scenario.ts';

export type ScenarioOutcome =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A draft that keeps the rules is a scenario. */
export function scenarioFromDraft(draft: ScenarioDraft, known: KnownIds): ScenarioOutcome {
  const problems = scenarioProblems(draft, known);
  if (problems.length > 0) return { ok: false, problems };
  const { interceptors, ...rest } = draft;
  const satellites = draft.satellites.map(groupFromDraft);
  const events = draft.events.map(eventFromDraft);
  const requirements = requirementsFromDraft(draft.requirements);
  const scenario: Scenario = { ...rest, satellites, events, requirements };
  return {
    ok: true,
    scenario:
      interceptors === undefined
        ? scenario
        : { ...scenario, interceptors: interceptors.map(interceptorsFromDraft) },
  };
}

function interceptorsFromDraft({ kind, ...group }: InterceptorGroupDraft): InterceptorGroup {
  const { sensors: _, ...placed } = groupFromDraft({ ...group, sensors: [] });
  return { ...placed, kind };
}

/** Without `select` a catalogue group takes everything. */
function groupFromDraft(group: GroupDraft): SatelliteGroup {
  const { id, sensors, walker, orbits, catalogue, select } = group;
  if (walker !== undefined) return { id, sensors, walker };
  if (orbits !== undefined) return { id, sensors, orbits };
  assert(catalogue !== undefined, 'a group that is not designed has a catalogue');
  return { id, sensors, catalogue, select: select ?? {} };
}

function eventFromDraft(event: EventDraft): ScenarioEvent {
  const { id, vehicle, launch, count, spacingS, atS, aim, azimuthDeg, trajectory, orbitAltitudeKm } = event;
  const launches = { id, vehicle, launch, count, spacingS, atS };
  if (aim !== undefined && trajectory?.kind === 'minimum-energy') return { ...launches, aim, trajectory };
  assert(azimuthDeg !== undefined, 'an event without aim has an azimuth');
  if (orbitAltitudeKm !== undefined) return { ...launches, azimuthDeg, orbitAltitudeKm };
  assert(trajectory?.kind === 'lofted', 'an event without aim and orbit is lofted');
  return { ...launches, azimuthDeg, trajectory };
}

/** Breaches of the rules that tie fields together. */
export function scenarioProblems(parts: ScenarioParts, known: KnownIds): Problem[] {
  const satellites = parts.satellites ?? [];
  const interceptors = parts.interceptors ?? [];
  const sensors = parts.sensors ?? [];
  const events = parts.events ?? [];
  const ownSensors = sensors.flatMap((sensor) => sensor?.id ?? []);
  const durationS = typeof parts.durationMin === 'number' ? parts.durationMin * 60 : null;
  return [
    ...duplicateIdProblems('satellites', satellites),
    ...satellites.flatMap((group, index) =>
      group === null ? [] : groupProblems(`satellites.${index}`, group, [...known.sensors, ...ownSensors]),
    ),
    ...duplicateIdProblems('interceptors', interceptors),
    ...interceptors.flatMap((group, index) =>
      group === null
        ? []
        : interceptorProblems(`interceptors.${index}`, group, satellites, known.interceptors),
    ),
    ...duplicateIdProblems('sensors', sensors),
    ...sensors.flatMap((sensor, index) =>
      sensor === null ? [] : sensorProblems(`sensors.${index}`, sensor, known.sensors),
    ),
    ...duplicateIdProblems('events', events),
    ...objectIdProblems(events),
    ...events.flatMap((event, index) =>
      event === null ? [] : eventProblems(`events.${index}`, event, durationS, known),
    ),
    ...regionProblems(parts, known),
    ...declareProblems(parts),
    ...custodyIdProblems(parts.requirements?.custody),
    ...outageProblems(parts),
    ...networkProblems(parts),
    ...memoryProblems(parts),
  ];
}

/** Several demands on custody are told apart by their ids. */
function custodyIdProblems(custody: NonNullable<ScenarioParts['requirements']>['custody']): Problem[] {
  return Array.isArray(custody) ? duplicateIdProblems('requirements.custody', custody) : [];
}

/** The objects of an event with several are called `raid-1`, `raid-2`, ...: no other event may have such an id. */
function objectIdProblems(events: readonly (EventParts | null)[]): Problem[] {
  return events.flatMap((event, index) => {
    const id = event?.id ?? null;
    const match = id === null ? null : /^(.+)-([1-9]\d*)$/.exec(id);
    if (match === null) return [];
    const [, base, number] = match;
    const owner = events.find((other) => other?.id === base && Number(number) <= (other?.count ?? 1));
    if (owner === undefined || (owner?.count ?? 1) === 1) return [];
    return [
      {
        path: `events.${index}.id`,
        value: id,
        expected: 'an id used once',
        message: `one of the objects of the event "${base}" is called that already`,
      },
    ];
  });
}
