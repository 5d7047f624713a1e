import { usFromS } from '@cupola/core/foundation';
import type { OperateEvent } from '@cupola/core/messages';
import type { Alert } from './records.ts';
import { stampOf, utc } from './service-clock.ts';
import type { PictureContext } from './service-clock.ts';

/** Closed alerts beyond this many are let go, the oldest first; events keep what happened. */
const MOST_ALERTS = 10_000;

/** The decision has the rest. */
const REASONS_SHOWN = 3;

/** Nothing ends the cause of an alert whose track was dropped: it stands so long for somebody to see it, then it lapses, s. */
const LAPSES_AFTER_S = 600;

export type Alerts = ReadonlyMap<string, Alert>;

/** The alerts after an event, and which of them it opened or closed. Names follow from the event alone, so that a replay gives the same. */
export function alertsAfter(
  alerts: Alerts,
  event: OperateEvent,
  context: PictureContext,
): { readonly alerts: Alerts; readonly changed: readonly Alert[] } {
  const closed = [...alerts.values()]
    .filter((each) => each.closedAt === null && isOver(each, event))
    .map((each) => ({ ...each, closedAt: utc(context, event.atUs) }));
  const opened = openedBy(event, context);
  const isNew = opened !== null && !alerts.has(opened.id);
  const changed = isNew ? [...closed, opened] : closed;
  if (changed.length === 0) return { alerts, changed };
  const next = new Map(alerts);
  for (const each of changed) next.set(each.id, each);
  for (const each of next.values()) {
    if (next.size <= MOST_ALERTS) break;
    if (each.closedAt !== null) next.delete(each.id);
  }
  return { alerts: next, changed };
}

/** The alerts after a second: those of tracks that were dropped for good some time ago lapse, and say so. */
export function alertsLapsed(
  alerts: Alerts,
  second: number,
  isThere: (trackId: string) => boolean,
  context: PictureContext,
): { readonly alerts: Alerts; readonly changed: readonly Alert[] } {
  const atUs = usFromS(second);
  const changed = [...alerts.values()]
    .filter(
      ({ closedAt, kind, trackId, atUs: openedAtUs }) =>
        closedAt === null &&
        kind === 'custody-lost' &&
        trackId !== null &&
        !isThere(trackId) &&
        atUs - openedAtUs >= usFromS(LAPSES_AFTER_S),
    )
    .map((each) => ({
      ...each,
      text: `${each.text}; lapsed, as the track does not come back`,
      closedAt: utc(context, atUs),
    }));
  if (changed.length === 0) return { alerts, changed };
  return { alerts: new Map([...alerts, ...changed.map((each) => [each.id, each] as const)]), changed };
}

function openedBy(event: OperateEvent, context: PictureContext): Alert | null {
  const alert = (
    kind: Alert['kind'],
    level: Alert['level'],
    trackId: string | null,
    text: string,
  ): Alert => ({
    ...stampOf(context, event.atUs),
    id: trackId === null ? kind : `${kind}:${trackId}:${event.atUs}`,
    kind,
    level,
    trackId,
    text,
    closedAt: null,
  });
  if (event.kind === 'declared') {
    const why = `threat declared with probability ${event.prob.toFixed(3)}: ${event.reasons.slice(0, REASONS_SHOWN).join('; ')}`;
    return alert('threat-declared', 'high', event.trackId, why);
  }
  if (event.kind === 'custody-changed' && event.to === 'lost' && event.from !== 'lost') {
    return alert('custody-lost', 'medium', event.trackId, `custody lost: ${event.reason}`);
  }
  if (event.kind === 'bound-reached') {
    const told = alert(
      'bound-reached',
      'low',
      null,
      `${event.bound} reached its limit of ${event.limit}: ${event.reason}`,
    );
    // A bound may be reached in every second; it is news once.
    return { ...told, id: `bound-reached:${event.bound.replaceAll(/\W+/g, '-')}` };
  }
  return null;
}

/** Does this event end what the alert is about? A bound that was reached is news once and stays open until somebody acknowledges it. */
function isOver(alert: Alert, event: OperateEvent): boolean {
  if (!('trackId' in event) || event.trackId !== alert.trackId) {
    return event.kind === 'tracks-merged' && event.mergedId === alert.trackId;
  }
  if (event.kind === 'track-dropped') return true;
  return alert.kind === 'threat-declared'
    ? event.kind === 'revoked'
    : alert.kind === 'custody-lost' && event.kind === 'custody-changed' && event.to !== 'lost';
}
