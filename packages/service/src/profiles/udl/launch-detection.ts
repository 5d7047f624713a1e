import type { LaunchRecord, TrackRecord } from '../../picture/records.ts';
import { launchAzimuthDeg } from './missile-track.ts';
import { told, udlHead } from './udl-record.ts';
import type { UdlRecord } from './udl-record.ts';

/**
 * A launch as the library's LaunchDetection: one record, told anew as long as anything of it is followed.
 *
 * @param tracks - What is followed and seen now. Of a launch of which nothing is any more the place of observation is where it rose.
 */
export function launchDetection(
  launch: LaunchRecord,
  tracks: ReadonlyMap<string, TrackRecord>,
  session: string,
): UdlRecord {
  const names = launch.toldBy === null ? launch.trackIds : [launch.toldBy, ...launch.trackIds];
  const track = names.map((id) => tracks.get(id)).find((each) => each !== undefined) ?? null;
  const place = track ?? { ...launch, at: launch.launchedAt, altitudeKm: null };
  return {
    ...udlHead(launch.dataMode),
    ...told({
      id: `${session}.launch.${launch.id}`,
      eventId: `${session}.${launch.id}`,
      messageType: 'LAUNCH',
      sequenceNumber: Math.floor((track ?? launch).atUs / 1e6),
      observationTime: place.at,
      observationLatitude: place.latitudeDeg,
      observationLongitude: place.longitudeDeg,
      observationAltitude: place.altitudeKm,
      launchTime: launch.launchedAt,
      launchLatitude: launch.latitudeDeg,
      launchLongitude: launch.longitudeDeg,
      launchAzimuth: track === null ? null : launchAzimuthDeg(track, launch),
      // No track is confirmed by one satellite alone.
      stereoFlag: true,
      descriptor: launch.trackIds.length === 0 ? null : `tracks ${launch.trackIds.join(', ')}`,
    }),
  };
}
