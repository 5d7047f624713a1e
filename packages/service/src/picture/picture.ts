import { isPlace } from '@cupola/core/custody';
import type { OperateEvent, Track } from '@cupola/core/messages';
import type { EngineStep } from '../engine/engine-core.ts';
import { alertsAfter, alertsLapsed } from './alerts.ts';
import type { Alerts } from './alerts.ts';
import { commandsAfter } from './command-log.ts';
import type { CommandLog } from './command-log.ts';
import { engageableAfter } from './engageable.ts';
import type { Engageable } from './engageable.ts';
import { NO_LAUNCHES, launchesAfter } from './launches.ts';
import type { Launches } from './launches.ts';
import { custodyRecord, decisionRecord } from './decision-record.ts';
import type {
  Alert,
  CustodyRecord,
  DecisionRecord,
  EventRecord,
  TaskingRecord,
  TrackRecord,
} from './records.ts';
import { stampOf, utc } from './service-clock.ts';
import type { PictureContext } from './service-clock.ts';
import { taskingRecord } from './tasking-record.ts';
import { trackRecord } from './track-record.ts';
import { whereaboutsOf } from './whereabouts.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What is known now. Plain data that survives a snapshot; replaced by each step, never changed. */
export interface Picture {
  /** Of the newest step; null before the first. */
  readonly second: number | null;
  /** States up to here are final; null before any is. */
  readonly settledAtUs: number | null;
  readonly eventCount: number;
  readonly lateReports: number;
  readonly tracks: ReadonlyMap<string, TrackRecord>;
  readonly custody: ReadonlyMap<string, CustodyRecord>;
  readonly decisions: ReadonlyMap<string, DecisionRecord>;
  readonly taskings: ReadonlyMap<string, TaskingRecord>;
  readonly alerts: Alerts;
  readonly commands: CommandLog;
  readonly launches: Launches;
  /** What engagements are worked out from when somebody asks: tracks of this whole second. */
  readonly engageable: ReadonlyMap<string, Engageable>;
  /** Of every track in this whole second, and where those were last that are gone and that an alert is about. */
  readonly whereabouts: ReadonlyMap<string, Whereabouts>;
}

export const EMPTY_PICTURE: Picture = {
  second: null,
  settledAtUs: null,
  eventCount: 0,
  lateReports: 0,
  tracks: new Map(),
  custody: new Map(),
  decisions: new Map(),
  taskings: new Map(),
  alerts: new Map(),
  commands: new Map(),
  launches: NO_LAUNCHES,
  engageable: new Map(),
  whereabouts: new Map(),
};

/** What a step changed; tracks that are still there are told anew each second. */
export interface PictureChanges {
  readonly tracks: readonly TrackRecord[];
  readonly removedTrackIds: readonly string[];
  readonly events: readonly EventRecord[];
  readonly alerts: readonly Alert[];
  readonly taskings: readonly TaskingRecord[];
  /** Of the tracks that the events are about. */
  readonly whereabouts: ReadonlyMap<string, Whereabouts>;
}

export const NO_CHANGES: PictureChanges = {
  tracks: [],
  removedTrackIds: [],
  events: [],
  alerts: [],
  taskings: [],
  whereabouts: new Map(),
};

/** The picture after a step of the engine: a pure fold, so that the same steps always give the same picture, alerts and numbers of events. */
export function pictureAfter(
  picture: Picture,
  { second, output, tracks: confirmed, lateReports, kin }: EngineStep,
  context: PictureContext,
): { readonly picture: Picture; readonly changes: PictureChanges } {
  const lastSecondUs = second * 1_000_000;
  const custodyStates = Map.groupBy(
    output.custody.filter((each) => each.atUs === lastSecondUs),
    (each) => each.trackId,
  );
  const decided = new Map(
    output.decisions.filter((each) => each.atUs === lastSecondUs).map((each) => [each.trackId, each]),
  );
  const tracks = new Map(
    confirmed.map((track) => {
      const record = trackRecord(track, custodyStates.get(track.id)?.[0], decided.get(track.id), context);
      // In a crowd not every track is decided on in every second: it keeps what was said of it.
      const threat = record.threat ?? picture.tracks.get(track.id)?.threat ?? null;
      return [track.id, { ...record, threat }];
    }),
  );
  const custody = new Map(
    [...custodyStates].map(([trackId, states]) => [trackId, custodyRecord(states, context)]),
  );
  const decisions = new Map([
    ...[...picture.decisions].filter(([trackId]) => tracks.has(trackId)),
    ...[...decided].map(([trackId, decision]) => [trackId, decisionRecord(decision, context)] as const),
  ]);
  const issued = output.taskings.map((each) => taskingRecord(each, context));
  const taskings = new Map(
    [...picture.taskings.values(), ...issued]
      .filter((each) => tracks.has(each.trackId) || isPlaceNow(each, lastSecondUs, context))
      .map((each) => [each.trackId, each]),
  );
  let { alerts } = picture;
  const changedAlerts: Alert[] = [];
  for (const event of output.events) {
    const after = alertsAfter(alerts, event, context);
    alerts = after.alerts;
    changedAlerts.push(...after.changed);
  }
  const lapsed = alertsLapsed(alerts, second, (trackId) => tracks.has(trackId), context);
  ({ alerts } = lapsed);
  changedAlerts.push(...lapsed.changed);
  const known = new Map(picture.whereabouts);
  for (const [id, track] of tracks) known.set(id, whereaboutsOf(track, decisions.get(id)));
  const told = new Set([...alerts.values()].map(({ trackId }) => trackId));
  const events = output.events.map((event, index) =>
    eventRecord(event, picture.eventCount + index + 1, context),
  );
  return {
    picture: {
      second,
      settledAtUs: Number.isFinite(output.settledAtUs) ? output.settledAtUs : null,
      eventCount: picture.eventCount + output.events.length,
      lateReports,
      tracks,
      custody,
      decisions,
      taskings,
      alerts,
      commands: commandsAfter(picture.commands, output.events, context),
      launches: launchesAfter(
        picture.launches,
        {
          second,
          decisions: [...decided.values()],
          tracks: new Map(confirmed.map((track) => [track.id, track])),
          kin,
          threats: new Map([...tracks.values()].map(({ id, threat }) => [id, threat])),
        },
        context,
      ),
      engageable: engageableAfter(picture.engageable, output.events, confirmed, tracks),
      whereabouts: new Map([...known].filter(([id]) => tracks.has(id) || told.has(id))),
    },
    changes: {
      tracks: [...tracks.values()],
      removedTrackIds: [...picture.tracks.keys()].filter((id) => !tracks.has(id)),
      events,
      alerts: changedAlerts,
      taskings: issued,
      whereabouts: new Map(
        events.flatMap(({ trackId }) => {
          const own = trackId === null ? undefined : known.get(trackId);
          return trackId === null || own === undefined ? [] : [[trackId, own] as const];
        }),
      ),
    },
  };
}

/** The picture with tracks as they are within a second. What was decided, and who holds them, is of the last whole one. */
export function previewOf(
  picture: Picture,
  known: readonly Track[],
  context: PictureContext,
): { readonly picture: Picture; readonly changes: PictureChanges } {
  const tracks = new Map(
    known.map((track) => {
      const before = picture.tracks.get(track.id);
      const now = trackRecord(track, undefined, undefined, context);
      return [track.id, { ...now, custody: before?.custody ?? null, threat: before?.threat ?? null }];
    }),
  );
  return {
    picture: { ...picture, tracks },
    changes: {
      tracks: [...tracks.values()],
      removedTrackIds: [...picture.tracks.keys()].filter((id) => !tracks.has(id)),
      events: [],
      alerts: [],
      taskings: [],
      whereabouts: new Map(),
    },
  };
}

/**
 * The picture with the alerts that its second will open if nothing more arrives in it, so that nobody waits for its end to know of a threat. What is
 * no longer foreseen is gone again. Nothing is counted or closed before the second is over.
 *
 * @param whole - Of the newest whole second.
 * @returns The same picture when it shows all that already.
 */
export function foreseenFrom(
  picture: Picture,
  whole: Picture,
  events: readonly OperateEvent[],
  context: PictureContext,
): { readonly picture: Picture; readonly changes: PictureChanges } {
  let after = whole.alerts;
  for (const event of events) after = alertsAfter(after, event, context).alerts;
  const opened = [...after.values()].filter((each) => each.closedAt === null && !whole.alerts.has(each.id));
  const isShown =
    picture.alerts.size === whole.alerts.size + opened.length &&
    opened.every((each) => picture.alerts.get(each.id)?.text === each.text);
  if (isShown) return { picture, changes: NO_CHANGES };
  const alerts = new Map([...whole.alerts, ...opened.map((each) => [each.id, each] as const)]);
  return { picture: { ...picture, alerts }, changes: { ...NO_CHANGES, alerts: opened } };
}

/** A tasking that is about a place stands until it lapses. */
function isPlaceNow(tasking: TaskingRecord, atUs: number, context: PictureContext): boolean {
  return isPlace(tasking.trackId) && tasking.validUntil > utc(context, atUs);
}

function eventRecord(event: OperateEvent, sequence: number, context: PictureContext): EventRecord {
  const { kind, atUs, ...detail } = event;
  return {
    ...stampOf(context, atUs),
    sequence,
    kind,
    trackId: 'trackId' in event ? event.trackId : null,
    detail,
  };
}
