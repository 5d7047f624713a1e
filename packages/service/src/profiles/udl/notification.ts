import type { AlertRecord } from '../../picture/records.ts';
import { udlHead } from './udl-record.ts';
import type { UdlRecord } from './udl-record.ts';

/** An alert as the library's Notification. What operators did about it stands in its tags. */
export function notification(alert: AlertRecord, session: string): UdlRecord {
  return {
    ...udlHead(alert.dataMode),
    id: `${session}.${alert.id}`,
    createdAt: alert.at,
    msgType: alert.kind.toUpperCase(),
    msgBody: alert.text,
    tags: [
      `level:${alert.level}`,
      ...(alert.trackId === null ? [] : [`track:${alert.trackId}`]),
      alert.closedAt === null ? 'open' : `closed:${alert.closedAt}`,
      ...(alert.acknowledgedAt === null ? [] : [`acknowledged:${alert.acknowledgedAt}`]),
      ...(alert.shelvedUntil === null ? [] : [`shelved-until:${alert.shelvedUntil}`]),
    ],
  };
}
