import { assert } from '../foundation/index.ts';
import { SCENARIO_DEFAULTS } from './defaults.ts';
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
import { engagementProblems } from './engagement-rules.ts';
import { eventProblems } from './event-rules.ts';
import { groupProblems, interceptorProblems } from './group-rules.ts';
import { duplicateIdProblems } from './id-rules.ts';
import { memoryProblems } from './memory.ts';
import { networkProblems } from './network-rules.ts';
import { objectCountProblems } from './object-rules.ts';
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
  const { interceptors, engagement = SCENARIO_DEFAULTS.engagement, ...rest } = draft;
  const satellites = draft.satellites.map(groupFromDraft);
  const events = draft.events.map(eventFromDraft);
  const requirements = requirementsFromDraft(draft.requirements);
  const scenario: Scenario = { ...rest, satellites, events, requirements };
  return {
    ok: true,
    scenario:
      interceptors === undefined
        ? scenario
        : { ...scenario, interceptors: interceptors.map(interceptorsFromDraft), engagement },
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
  const { id, count, spacingS, atS, flight, vehicle, launch, entry, flash } = event;
  const repeated = { id, count, spacingS, atS };
  const { objects, orbitAltitudeKm, trajectory, aim, azimuthDeg, inclinationDeg, pass } = event;
  const released = objects === undefined ? {} : { objects };
  if (flight !== undefined) return { ...repeated, flight, ...released };
  assert(vehicle !== undefined, 'what is not a published flight names a vehicle');
  if (entry !== undefined) return { ...repeated, vehicle, entry };
  if (flash !== undefined) return { ...repeated, vehicle, flash };
  assert(launch !== undefined, 'a launch has a place');
  const launches = { ...repeated, vehicle, launch, ...released };
  if (orbitAltitudeKm !== undefined) {
    return {
      ...launches,
      orbitAltitudeKm,
      ...(azimuthDeg === undefined ? {} : { azimuthDeg }),
      ...(inclinationDeg === undefined ? {} : { inclinationDeg, pass: pass ?? 'northbound' }),
    };
  }
  if (trajectory?.kind === 'lofted') {
    assert(azimuthDeg !== undefined, 'a lofted event has an azimuth');
    return { ...launches, azimuthDeg, trajectory };
  }
  assert(aim !== undefined && trajectory !== undefined, 'an event that is not lofted has an aim');
  return { ...launches, aim, trajectory };
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
    ...engagementProblems(parts),
    ...duplicateIdProblems('sensors', sensors),
    ...sensors.flatMap((sensor, index) =>
      sensor === null ? [] : sensorProblems(`sensors.${index}`, sensor, known.sensors),
    ),
    ...duplicateIdProblems('events', events),
    ...objectIdProblems(events),
    ...objectCountProblems(events),
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

/**
 * The objects of an event with several are called `raid-1`, `raid-2`, ..., and what a launch lets go `raid-1-stage-3`: no other event may have such an
 * id.
 */
function objectIdProblems(events: readonly (EventParts | null)[]): Problem[] {
  return events.flatMap((event, index) => {
    const id = event?.id ?? null;
    const owner = id === null ? undefined : ownerOf(id, events);
    if (owner === undefined) return [];
    const base = owner?.id ?? '';
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

/** The event one of whose objects has that id. */
function ownerOf(id: string, events: readonly (EventParts | null)[]): EventParts | undefined {
  const match = /^(.+?)(?:-([1-9]\d*))?(-(?:stage|payload|decoy|debris)-[1-9]\d*)?$/.exec(id);
  if (match === null) return undefined;
  const [, base, number, released] = match;
  return events.find((other): other is EventParts => {
    const count = other?.count ?? 1;
    if (other === null || other.id !== base || other.id === id) return false;
    if (number === undefined ? count > 1 : count === 1 || Number(number) > count) return false;
    return released === undefined || (other.objects ?? undefined) !== undefined;
  });
}
