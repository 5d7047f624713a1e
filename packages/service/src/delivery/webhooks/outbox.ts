import { createHash } from 'node:crypto';
import type { Views } from '../../access/views.ts';
import type { Picture, PictureChanges } from '../../picture/picture.ts';
import type { Alert, AlertRecord, DataMode } from '../../picture/records.ts';
import { alertCloudEvent, cloudEvent, eventCloudEvent } from '../../profiles/cloudevents/cloud-event.ts';
import type { CloudEvent } from '../../profiles/cloudevents/cloud-event.ts';
import { maySee } from './admission.ts';
import type { Admission } from './admission.ts';
import { OWN_TYPES, asksFor } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointBook } from './endpoint-book.ts';
import type { NewMessage, Seen } from './webhook-store.ts';

export interface OutboxPlan {
  readonly book: EndpointBook;
  readonly admission: Admission;
  readonly views: Views;
  readonly sessionId: string;
  readonly dataMode: DataMode;
  readonly alertRecord: (alert: Alert, tenantId: string) => AlertRecord;
}

/** What a step brought, as far as messages are made of it. */
export interface OutboxStep {
  readonly second: number;
  readonly picture: Picture;
  readonly changes: PictureChanges;
}

const ID_LENGTH = 32;
const SOURCE = '/cupola/webhooks';

/** Makes the messages of each second for all endpoints. They are stored together with its events, so that there is never the one without the other. */
export class Outbox {
  readonly #plan: OutboxPlan;

  constructor(plan: OutboxPlan) {
    this.#plan = plan;
  }

  messagesOf({ second, picture, changes }: OutboxStep, atUs: number): readonly NewMessage[] {
    if (changes.events.length === 0 && changes.alerts.length === 0) return [];
    const { book, admission, views, sessionId } = this.#plan;
    const messages: NewMessage[] = [];
    for (const endpoint of book.enabled) {
      const entitlement = admission.entitlementOf(endpoint.tenantId);
      if (entitlement === null) continue;
      for (const event of views.eventsOf(changes, second, entitlement)) {
        const { trackId } = event;
        if (!isOfTrack(endpoint, trackId)) continue;
        const whereabouts = changes.whereabouts.get(trackId ?? '') ?? null;
        const seen: Seen = { kind: 'event', event: event.kind, trackId, whereabouts };
        const made = messageTo(endpoint, eventCloudEvent(event, sessionId), seen, sessionId, second);
        if (made !== null) messages.push(made);
      }
      for (const alert of changes.alerts) {
        const whereabouts = whereaboutsOf(alert.trackId, changes, picture);
        const made = this.#alertMessage(endpoint, alert, whereabouts, second);
        if (made !== null && maySee(made.seen, entitlement, views.ground)) messages.push(made);
      }
    }
    return inOrder(messages, atUs);
  }

  /** Somebody of a tenant did something about an alert. */
  messagesOfAlert(alert: Alert, tenantId: string, picture: Picture, atUs: number): readonly NewMessage[] {
    const { book, admission, views } = this.#plan;
    const entitlement = admission.entitlementOf(tenantId);
    if (entitlement === null) return [];
    const whereabouts = picture.whereabouts.get(alert.trackId ?? '') ?? null;
    const made = book.enabled
      .filter((each) => each.tenantId === tenantId)
      .map((each) => this.#alertMessage(each, alert, whereabouts, picture.second ?? 0))
      .filter((each) => each !== null)
      .filter(({ seen }) => maySee(seen, entitlement, views.ground));
    return inOrder(made, atUs);
  }

  /** What the service has to say about the webhooks themselves. */
  ownMessage(endpoint: Endpoint, kind: keyof typeof OWN_TYPES, data: object, atUs: number): NewMessage {
    const { dataMode } = this.#plan;
    const event = cloudEvent({
      id: `${kind}-${atUs}`,
      source: SOURCE,
      kind: OWN_TYPES[kind].replace(/^cupola\./, ''),
      subject: endpoint.id,
      time: new Date(atUs / 1000).toISOString(),
      dataMode,
      data,
    });
    // Of no session: said at once, whatever the latency of the plan.
    return { ...sealed(endpoint, event, { kind: 'own' }, '', 0), createdAtUs: atUs, nextAtUs: atUs };
  }

  #alertMessage(
    endpoint: Endpoint,
    alert: Alert,
    whereabouts: Extract<Seen, { kind: 'alert' }>['whereabouts'],
    second: number,
  ): NewMessage | null {
    const { levels } = endpoint.filter;
    if (!isOfTrack(endpoint, alert.trackId) || (levels !== null && !levels.includes(alert.level)))
      return null;
    const { sessionId, alertRecord } = this.#plan;
    const event = alertCloudEvent(alertRecord(alert, endpoint.tenantId), sessionId);
    return messageTo(
      endpoint,
      event,
      { kind: 'alert', trackId: alert.trackId, whereabouts },
      sessionId,
      second,
    );
  }
}

function whereaboutsOf(
  trackId: string | null,
  changes: PictureChanges,
  picture: Picture,
): Extract<Seen, { kind: 'alert' }>['whereabouts'] {
  return changes.whereabouts.get(trackId ?? '') ?? picture.whereabouts.get(trackId ?? '') ?? null;
}

function isOfTrack({ filter }: Endpoint, trackId: string | null): boolean {
  return filter.trackId === null || filter.trackId === trackId;
}

function messageTo(
  endpoint: Endpoint,
  event: CloudEvent,
  seen: Seen,
  sessionId: string,
  second: number,
): NewMessage | null {
  return asksFor(endpoint, event.type) ? sealed(endpoint, event, seen, sessionId, second) : null;
}

/** The id follows from the endpoint and the occurrence, so that what is made again after a restart is the same message. */
function sealed(
  endpoint: Endpoint,
  event: CloudEvent,
  seen: Seen,
  sessionId: string,
  second: number,
): NewMessage {
  const digest = createHash('sha256')
    .update(JSON.stringify([endpoint.id, event.source, event.id]))
    .digest('hex');
  return {
    id: `msg_${digest.slice(0, ID_LENGTH)}`,
    tenantId: endpoint.tenantId,
    endpointId: endpoint.id,
    sessionId,
    second,
    type: event.type,
    seen,
    body: JSON.stringify(event),
    createdAtUs: 0,
    nextAtUs: 0,
  };
}

/** Due at once, one behind the other. */
function inOrder(messages: readonly NewMessage[], atUs: number): readonly NewMessage[] {
  return messages.map((each, index) => ({ ...each, createdAtUs: atUs, nextAtUs: atUs + index }));
}
