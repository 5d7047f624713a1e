import type { AlertRecord, DataMode, TrackRecord } from '../../picture/records.ts';
import { geodeticFromItrf } from '@cupola/core/physics';
import { degrees } from '@cupola/core/foundation';
import { OPEX, UNKNOWN_ERROR_M, ownElement, shifted, uidOf } from './cot-event.ts';
import type { CotEvent, CotSetting } from './cot-event.ts';
import { xmlText } from './xml.ts';

/** An own satellite is told anew twice in this time, ms. */
export const SATELLITE_LEASE_MS = 60_000;
/** An alert lasts until its cause ends, which is told; a display that misses that lets it go after a day. */
const ALERT_LEASE_MS = 86_400_000;

/** One of the own satellites at an instant. */
export interface PlacedSatellite {
  readonly id: string;
  readonly group: string;
  readonly dataMode: DataMode;
  readonly at: string;
  readonly positionItrfM: readonly [number, number, number];
}

export function satelliteEvent({ id, group, dataMode, at, positionItrfM }: PlacedSatellite): CotEvent {
  const place = geodeticFromItrf(...positionItrfM);
  return {
    dataMode,
    uid: `satellite.${id}`,
    type: 'a-f-P-S',
    how: 'm-p',
    at,
    staleAt: shifted(at, SATELLITE_LEASE_MS),
    point: {
      latitudeDeg: degrees(place.latitudeRad),
      longitudeDeg: degrees(place.longitudeRad),
      altitudeHaeM: place.heightM,
      horizontalErrorM: UNKNOWN_ERROR_M,
      verticalErrorM: UNKNOWN_ERROR_M,
    },
    callsign: id,
    remarks: `Own satellite of ${group}.`,
    detail: [ownElement('satellite', { dataMode, id, group })],
  };
}

/** An alert where its track is; a closed one is called off. */
export function alertEvent(
  alert: AlertRecord,
  track: TrackRecord | undefined,
  { session }: CotSetting,
): CotEvent {
  const isOpen = alert.closedAt === null;
  const at = alert.closedAt ?? alert.at;
  return {
    dataMode: alert.dataMode,
    uid: `alert.${alert.id}`,
    type: isOpen ? 'b-a' : 'b-a-o-can',
    how: 'm-f',
    at,
    staleAt: shifted(at, ALERT_LEASE_MS),
    point: {
      latitudeDeg: track?.latitudeDeg ?? 0,
      longitudeDeg: track?.longitudeDeg ?? 0,
      altitudeHaeM: (track?.altitudeKm ?? 0) * 1000,
      horizontalErrorM: UNKNOWN_ERROR_M,
      verticalErrorM: UNKNOWN_ERROR_M,
    },
    callsign: `${alert.level} ${alert.kind}`,
    remarks: `${isOpen ? '' : 'Closed. '}${alert.text}`,
    detail: [
      isOpen
        ? { name: 'emergency', attributes: { type: 'Alert' }, content: alert.trackId ?? alert.kind }
        : { name: 'emergency', attributes: { cancel: 'true' }, content: alert.trackId ?? alert.kind },
      ...(alert.trackId === null
        ? []
        : [
            {
              name: 'link',
              attributes: {
                uid: uidOf(session, `track.${alert.trackId}`),
                relation: 'p-p',
                type: 'a-u-A-W-M',
              },
            },
          ]),
      ownElement('alert', {
        dataMode: alert.dataMode,
        id: alert.id,
        kind: alert.kind,
        level: alert.level,
        ...(alert.acknowledgedBy === null ? {} : { acknowledgedBy: alert.acknowledgedBy }),
      }),
    ],
  };
}

/** What is gone: displays take it away at once instead of when its lease ends. */
export function removalText(
  uid: string,
  at: string,
  dataMode: DataMode,
  { session, shiftMs }: CotSetting,
): string {
  const time = shifted(at, shiftMs);
  const gone = uidOf(session, uid);
  return xmlText({
    name: 'event',
    attributes: {
      version: '2.0',
      uid: `${gone}.removal`,
      type: 't-x-d-d',
      how: 'm-g',
      time,
      start: time,
      stale: shifted(time, SATELLITE_LEASE_MS),
      opex: OPEX[dataMode],
    },
    content: [
      { name: 'point', attributes: { lat: 0, lon: 0, hae: 0, ce: UNKNOWN_ERROR_M, le: UNKNOWN_ERROR_M } },
      {
        name: 'detail',
        content: [
          { name: 'link', attributes: { uid: gone, relation: 'p-p', type: 'a-u-A-W-M' } },
          { name: '__forcedelete' },
        ],
      },
    ],
  });
}

/** The answer to a ping, at the wall clock's time. */
export function pongText(nowMs: number): string {
  const time = new Date(nowMs).toISOString();
  return xmlText({
    name: 'event',
    attributes: {
      version: '2.0',
      uid: 'takPong',
      type: 't-x-c-t-r',
      how: 'h-g-i-g-o',
      time,
      start: time,
      stale: new Date(nowMs + 20_000).toISOString(),
    },
    content: [
      { name: 'point', attributes: { lat: 0, lon: 0, hae: 0, ce: UNKNOWN_ERROR_M, le: UNKNOWN_ERROR_M } },
    ],
  });
}
