import { createHash } from 'node:crypto';
import type { AlertRecord, DataMode, EventRecord } from '../../picture/records.ts';
import { recordText } from '../../picture/record-text.ts';

/** One occurrence in the form of CloudEvents 1.0. `source` and `id` together name it: whoever gets them twice got it twice. */
export interface CloudEvent<Data = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** What it is about: a track, or a tenant of its usage. */
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Extension: what the source says of itself in every record. */
  readonly datamode: DataMode;
  readonly data: Data;
}

export const STRUCTURED_TYPE = 'application/cloudevents+json';
/** Of several in one body, a JSON array (JSON batch format of CloudEvents 1.0). */
export const BATCH_TYPE = 'application/cloudevents-batch+json';

const TYPE_PREFIX = 'cupola';
const DIGEST_LENGTH = 16;

export interface Occurrence<Data> {
  readonly id: string;
  readonly source: string;
  /** Behind the name of this program, with dots. */
  readonly kind: string;
  readonly subject: string | null;
  readonly time: string;
  readonly dataMode: DataMode;
  readonly data: Data;
}

export function cloudEvent<Data>({
  id,
  source,
  kind,
  subject,
  time,
  dataMode,
  data,
}: Occurrence<Data>): CloudEvent<Data> {
  return {
    specversion: '1.0',
    id,
    source,
    type: `${TYPE_PREFIX}.${kind}`,
    ...(subject === null ? {} : { subject }),
    time,
    datacontenttype: 'application/json',
    datamode: dataMode,
    data,
  };
}

/** Where occurrences of a session come from. */
export function sessionSource(sessionId: string): string {
  return `/cupola/sessions/${encodeURIComponent(sessionId)}`;
}

/** Numbers of events are used once in a session, also over restarts. */
export function eventCloudEvent(event: EventRecord, sessionId: string): CloudEvent<EventRecord> {
  return cloudEvent({
    id: `event-${event.sequence}`,
    source: sessionSource(sessionId),
    kind: `event.${event.kind}`,
    subject: event.trackId,
    time: event.at,
    dataMode: event.dataMode,
    data: event,
  });
}

/** Each state of an alert is an occurrence of its own, named by what it says: the same state told again has the same id. */
export function alertCloudEvent(alert: AlertRecord, sessionId: string): CloudEvent<AlertRecord> {
  const digest = createHash('sha256').update(recordText(alert)).digest('hex').slice(0, DIGEST_LENGTH);
  return cloudEvent({
    id: `alert-${alert.id}-${digest}`,
    source: sessionSource(sessionId),
    kind: `alert.${alertState(alert)}`,
    subject: alert.trackId,
    time: alert.closedAt ?? alert.at,
    dataMode: alert.dataMode,
    data: alert,
  });
}

type AlertState = 'opened' | 'handled' | 'closed';

function alertState({ closedAt, acknowledgedBy, shelvedUntil, note }: AlertRecord): AlertState {
  if (closedAt !== null) return 'closed';
  return acknowledgedBy === null && shelvedUntil === null && note === null ? 'opened' : 'handled';
}
