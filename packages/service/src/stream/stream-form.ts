import { recordText } from '../picture/record-text.ts';
import type { StreamChange } from './stream-hub.ts';

/** How what the hub tells is written. Subscribers of one form, and otherwise alike, are sent the same bytes. */
export interface StreamForm {
  /** Different for whatever is written differently. */
  readonly name: string;
  /** Before what is: whether only what was missed follows, and how many changes. */
  snapshot(resumed: boolean, changes: number, id: string): Buffer;
  change(change: StreamChange, id: string): Buffer;
  /** To a slow reader that has caught up. */
  skipped(tracks: number): Buffer;
  readonly signOfLife: Buffer;
}

/** The native form. JSON has no line ends, so its data is one line. */
export const SERVER_SENT_EVENTS: StreamForm = {
  name: 'server-sent-events',
  snapshot: (resumed, changes, id) => message('snapshot', { resumed, changes }, id),
  change: (change, id) =>
    written(change.type, 'id' in change ? JSON.stringify({ id: change.id }) : recordText(change.record), id),
  skipped: (tracks) => message('skipped', { tracks }, null),
  signOfLife: Buffer.from(': alive\n\n'),
};

export function message(event: string, data: unknown, id: string | null): Buffer {
  return written(event, JSON.stringify(data), id);
}

function written(event: string, data: string, id: string | null): Buffer {
  const idLine = id === null ? '' : `id: ${id}\n`;
  return Buffer.from(`${idLine}event: ${event}\ndata: ${data}\n\n`);
}
