import { julianDateFromIso, sFromUs, assert } from '@cupola/core/foundation';
import { earthRotationFrom } from '@cupola/core/physics';
import type { EarthRotation, Region } from '@cupola/core/physics';
import type { Track, TrackId } from '@cupola/core/messages';
import type { ObjectRecord } from '@cupola/core/metrics';
import type { ReportEvent, ReportRecord, ReportScenario } from './report-input.ts';

/** One true object with its times as seconds since the epoch. */
export interface ObjectView {
  readonly id: string;
  readonly record: ObjectRecord;
  readonly launchS: number;
  readonly cloudBreakS: number;
  readonly burnoutS: number;
  readonly reentryS: number | null;
  readonly impactS: number | null;
  /** Last second worth drawing: impact or the end of the scenario, whichever is first. */
  readonly endS: number;
}

/** The objects of one event of the scenario: they flew alike and are read together. */
export interface EventGroup {
  readonly id: string;
  readonly event: ReportEvent | null;
  readonly objects: readonly ObjectView[];
  /** Longest stretch from launch to an object's last second, s. */
  readonly flightS: number;
}

/** A run arranged for drawing. */
export interface RunView {
  readonly record: ReportRecord;
  readonly scenario: ReportScenario;
  readonly regions: readonly Region[];
  readonly earth: EarthRotation;
  readonly objects: readonly ObjectView[];
  readonly groups: readonly EventGroup[];
  /** Rows of each track, in order of time. */
  readonly rowsOfTrack: ReadonlyMap<TrackId, readonly Track[]>;
  /** Where the time axis of all figures breaks: the boosts of the weapons lie before it, s since launch. */
  readonly breakS: number;
}

function objectView(record: ObjectRecord, durationS: number): ObjectView {
  const { flight } = record;
  const impactS = flight.impactAtUs === null ? null : sFromUs(flight.impactAtUs);
  return {
    id: flight.id,
    record,
    launchS: sFromUs(flight.launchAtUs),
    cloudBreakS: sFromUs(flight.cloudBreakAtUs),
    burnoutS: sFromUs(flight.burnoutAtUs),
    reentryS: flight.reentryAtUs === null ? null : sFromUs(flight.reentryAtUs),
    impactS,
    endS: Math.min(durationS, impactS ?? durationS),
  };
}

/** Arranges a run; the epoch must be a UTC instant (the scenario was checked before it ran). */
export function viewRun(record: ReportRecord, scenario: ReportScenario, regions: readonly Region[]): RunView {
  const epoch = julianDateFromIso(scenario.epoch);
  assert(epoch !== null, `the epoch of a checked scenario is an instant: ${scenario.epoch}`);
  const objects = record.objects.map((object) => objectView(object, record.durationS));
  const ofEvent = Map.groupBy(objects, (object) => object.record.flight.eventId);
  const groups = [...ofEvent].map(([id, members]): EventGroup => {
    return {
      id,
      event: scenario.events.find((event) => event.id === id) ?? null,
      objects: members,
      flightS: Math.max(1, ...members.map((object) => object.endS - object.launchS)),
    };
  });
  // A space launch burns long; the scale serves the weapons, whose first minutes decide.
  const weapons = objects.filter((object) => object.record.weapon);
  const early = (weapons.length > 0 ? weapons : objects).flatMap((object) => [
    object.burnoutS - object.launchS + 60,
    object.record.declaredAtS === null ? 0 : object.record.declaredAtS - object.launchS + 30,
  ]);
  const longest = Math.min(900, Math.max(120, ...early));
  return {
    record,
    scenario,
    regions,
    earth: earthRotationFrom(epoch),
    objects,
    groups,
    rowsOfTrack: Map.groupBy(record.tracks, ({ id }) => id),
    breakS: Math.ceil(longest / 60) * 60,
  };
}

/** Rows of all tracks of an object, in order of time. */
export function trackRowsOf({ rowsOfTrack }: RunView, { record }: ObjectView): readonly Track[] {
  return record.trackIds.flatMap((id) => rowsOfTrack.get(id) ?? []).toSorted((a, b) => a.atUs - b.atUs);
}

/** `1 object` or `5 objects`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The first of many names; the rest is counted. */
export function fewNames(ids: readonly string[], most: number): string {
  return ids.length > most
    ? `${ids.slice(0, most).join(', ')} and ${ids.length - most} more`
    : ids.join(', ');
}

/** `a, b and c`. */
export function listText(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
