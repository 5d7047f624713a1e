import type { DecisionRecord, TrackRecord } from '../../picture/records.ts';
import { launchAzimuthDeg } from './missile-track.ts';
import { told, udlHead } from './udl-record.ts';
import type { UdlRecord } from './udl-record.ts';

/** Of a track whose launch point is known: one event, told anew as long as it is followed. Null while there is none. */
export function launchDetection(
  track: TrackRecord,
  decision: DecisionRecord | undefined,
  session: string,
): UdlRecord | null {
  const launch = decision?.launch ?? null;
  if (launch === null) return null;
  return {
    ...udlHead(track.dataMode),
    ...told({
      id: `${session}.launch.${track.id}`,
      eventId: `${session}.${track.id}`,
      messageType: 'LAUNCH',
      sequenceNumber: Math.floor(track.atUs / 1e6),
      observationTime: track.at,
      observationLatitude: track.latitudeDeg,
      observationLongitude: track.longitudeDeg,
      observationAltitude: track.altitudeKm,
      launchTime: launch.at,
      launchLatitude: launch.latitudeDeg,
      launchLongitude: launch.longitudeDeg,
      launchAzimuth: launchAzimuthDeg(track, launch),
      // No track is confirmed by one satellite alone.
      stereoFlag: true,
      descriptor: `track ${track.id}`,
    }),
  };
}
