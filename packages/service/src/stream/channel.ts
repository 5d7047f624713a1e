import type { Moment, NumberedMoment } from '../access/past.ts';
import { cutTrack } from '../access/cut-picture.ts';
import { isWhole } from '../access/entitlement.ts';
import type { Views } from '../access/views.ts';
import type { Visitor } from '../access/visitor.ts';
import type { Picture } from '../picture/picture.ts';
import { recordText } from '../picture/record-text.ts';
import type { Alert, AlertRecord, TaskingRecord } from '../picture/records.ts';
import type { StreamChange } from './stream-hub.ts';

/** Changes that are kept for those who come back. */
const KEPT_CHANGES = 20_000;

/** What channels are told from. */
export interface StreamSource {
  readonly views: Views;
  /** What is known now. */
  picture(): Picture;
  alertRecord(alert: Alert, tenantId: string): AlertRecord;
}

/**
 * What one tenant with one entitlement is told, in order and by numbers of its own, so that they tell nothing of what others are told. It shows
 * the picture as far as it has been told, which is behind what is known by the latency of the entitlement.
 */
export class Channel {
  readonly visitor: Pick<Visitor, 'tenantId' | 'entitlement'>;
  readonly #id: string;
  readonly #source: StreamSource;
  #view: Picture;
  /** Of the newest moment that was told late. */
  #toldNumber: number;
  #number = 0;
  #kept: { readonly number: number; readonly second: number; readonly change: StreamChange }[] = [];

  /** @param id - Of its messages: those of another channel mean nothing in this one. */
  constructor(visitor: Channel['visitor'], id: string, source: StreamSource) {
    this.visitor = visitor;
    this.#id = id;
    this.#source = source;
    const { latencyS } = visitor.entitlement;
    const moment = latencyS === 0 ? null : source.views.past.at((source.picture().second ?? 0) - latencyS);
    this.#toldNumber = moment?.number ?? 0;
    this.#view = source.views.now(visitor.entitlement);
  }

  get messageId(): string {
    return `${this.#id}/${this.#number}`;
  }

  /** Everything that is, as changes. */
  get snapshot(): readonly StreamChange[] {
    const { tracks, taskings } = this.#view;
    return [
      ...openAlerts(this.#view).map((each) => this.#alertChange(each)),
      ...[...taskings.values()].map((record) => ({ type: 'tasking' as const, record })),
      ...[...tracks.values()].map((record) => ({ type: 'track' as const, record })),
    ];
  }

  /** The changes that are due to be told after a new moment, by the moments they are of. */
  after(moment: Moment): readonly (readonly StreamChange[])[] {
    const { latencyS } = this.visitor.entitlement;
    if (latencyS === 0) return [this.#keep(this.#changesAt(moment))];
    const due = this.#source.views.past.since(this.#toldNumber, (moment.picture.second ?? 0) - latencyS);
    return due.map((each) => this.#afterLate(each));
  }

  /** Something was done about an alert by this tenant. */
  afterHandling(alertId: string): readonly StreamChange[] {
    const alert = this.#view.alerts.get(alertId);
    return alert === undefined ? [] : this.#keep([this.#alertChange(alert)]);
  }

  /** Null when they cannot all be told: a snapshot then does. */
  missedSince(lastEventId: string | null): readonly StreamChange[] | null {
    const [id, text] = lastEventId?.split('/') ?? [];
    const number = Number(text);
    if (id !== this.#id || !Number.isSafeInteger(number) || number > this.#number) return null;
    const [oldest] = this.#kept;
    if (oldest !== undefined && number < oldest.number - 1) return null;
    if (oldest === undefined && number < this.#number) return null;
    return this.#kept.filter((each) => each.number > number).map((each) => each.change);
  }

  #afterLate(moment: NumberedMoment): readonly StreamChange[] {
    this.#toldNumber = moment.number;
    return this.#keep(this.#changesAt(moment));
  }

  #changesAt({ picture, changes, finals }: Moment): readonly StreamChange[] {
    const { entitlement } = this.visitor;
    const { views } = this.#source;
    const before = this.#view;
    const view = views.cut(picture, entitlement);
    this.#view = view;
    const all = isWhole(entitlement);
    // An alert that was foreseen is told at the end of its second to those alone who do not have it as it is.
    const alerts = changes.alerts.filter(
      (each) => (all || view.alerts.has(each.id)) && !isKnown(each, before.alerts.get(each.id)),
    );
    const taskings = changes.taskings.filter(({ trackId }) => all || view.taskings.has(trackId));
    const come = all ? { ...NOBODY, goneAlertIds: goneAlertIds(before, view) } : comeAndGone(before, view);
    const told = new Set(alerts.map((each) => each.id));
    const tasked = new Set(taskings.map((each) => each.trackId));
    const seenFinals = finals.filter(
      ({ id }) =>
        entitlement.products.includes('tracks') &&
        views.ground.isSeen(picture.whereabouts.get(id), entitlement.regions),
    );
    return [
      ...views
        .eventsOf(changes, picture.second, entitlement)
        .map((record) => ({ type: 'event' as const, record })),
      ...[...alerts, ...come.alerts.filter((each) => !told.has(each.id))].map((each) =>
        this.#alertChange(each),
      ),
      ...come.goneAlertIds.map((id) => ({ type: 'alert-removed' as const, id })),
      ...[...taskings, ...come.taskings.filter((each) => !tasked.has(each.trackId))].map((record) => ({
        type: 'tasking' as const,
        record,
      })),
      ...changes.tracks.flatMap(({ id }) => {
        const record = view.tracks.get(id);
        return record === undefined ? [] : [{ type: 'track' as const, record }];
      }),
      ...[...before.tracks.keys()]
        .filter((id) => !view.tracks.has(id))
        .map((id) => ({ type: 'track-removed' as const, id })),
      ...seenFinals.map((record) => ({
        type: 'final' as const,
        record: cutTrack(record, entitlement.products),
      })),
    ];
  }

  #alertChange(alert: Alert): StreamChange {
    return { type: 'alert', record: this.#source.alertRecord(alert, this.visitor.tenantId) };
  }

  /** Numbers changes and keeps them for those who come back, no longer than the entitlement reaches back. */
  #keep(changes: readonly StreamChange[]): readonly StreamChange[] {
    const second = this.#view.second ?? 0;
    const { historyS } = this.visitor.entitlement;
    for (const change of changes) this.#kept.push({ number: ++this.#number, second, change });
    const tooMany = this.#kept.length - KEPT_CHANGES;
    const fresh = historyS === null ? 0 : this.#kept.findIndex((each) => each.second >= second - historyS);
    const letGo = Math.max(tooMany, fresh < 0 ? this.#kept.length : fresh);
    if (letGo > 0) this.#kept.splice(0, letGo);
    return changes;
  }
}

interface Come {
  readonly alerts: readonly Alert[];
  readonly goneAlertIds: readonly string[];
  readonly taskings: readonly TaskingRecord[];
}

const NOBODY: Come = { alerts: [], goneAlertIds: [], taskings: [] };

/** What is now seen, or no longer, because its track is: nothing of it has changed. */
function comeAndGone(before: Picture, view: Picture): Come {
  return {
    alerts: openAlerts(view).filter((each) => !before.alerts.has(each.id)),
    goneAlertIds: goneAlertIds(before, view),
    taskings: [...view.taskings.values()].filter((each) => !before.taskings.has(each.trackId)),
  };
}

function goneAlertIds(before: Picture, view: Picture): readonly string[] {
  if (before.alerts === view.alerts) return [];
  return openAlerts(before)
    .filter((each) => !view.alerts.has(each.id))
    .map((each) => each.id);
}

function isKnown(alert: Alert, before: Alert | undefined): boolean {
  return before !== undefined && recordText(before) === recordText(alert);
}

function openAlerts({ alerts }: Picture): readonly Alert[] {
  return [...alerts.values()].filter((each) => each.closedAt === null);
}
