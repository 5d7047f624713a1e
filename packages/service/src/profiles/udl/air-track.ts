import type { DecisionRecord, TrackRecord } from '../../picture/records.ts';
import { likelyEllipse } from '../ground-ellipse.ts';
import { horizontalCovarianceM2 } from '../ground-errors.ts';
import { identityOf, isInSpace } from '../identity.ts';
import { contextOfTrack } from './missile-track.ts';
import { told, udlHead } from './udl-record.ts';
import type { UdlRecord } from './udl-record.ts';

/** A track as the library's Track, for those who read no MissileTrack. Unlike that one it is in metres and metres per second. */
export function airTrack(
  track: TrackRecord,
  decision: DecisionRecord | undefined,
  session: string,
): UdlRecord {
  const { orientationDeg, semiMajorKm, semiMinorKm } = likelyEllipse(horizontalCovarianceM2(track));
  return {
    ...udlHead(track.dataMode),
    ...told({
      id: `${session}.${track.id}.${track.atUs}`,
      ts: track.at,
      trkId: track.id,
      env: isInSpace(track) ? 'SPACE' : 'AIR',
      objIdent: identityOf(track).toUpperCase(),
      objType: track.threat?.vehicleClass ?? null,
      lat: track.latitudeDeg,
      lon: track.longitudeDeg,
      alt: 1000 * track.altitudeKm,
      spd: 1000 * track.speedKmPerS,
      course: track.courseDeg,
      ecefPos: track.positionItrfM,
      ecefVel: track.velocityItrfMPerS,
      errEllp: [1000 * semiMajorKm, 1000 * semiMinorKm, orientationDeg],
      trkConf: track.existenceProb,
      multiSource: true,
    }),
    ...contextOfTrack(track, decision),
  };
}
