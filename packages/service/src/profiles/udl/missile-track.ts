import { radians } from '@cupola/core/foundation';
import type { DecisionRecord, GroundPoint, TrackRecord } from '../../picture/records.ts';
import { ELLIPSE_PROB, bearingDeg, likelyEllipse } from '../ground-ellipse.ts';
import type { LikelyEllipse, Place } from '../ground-ellipse.ts';
import { covarianceM2, horizontalCovarianceM2 } from '../ground-errors.ts';
import { identityOf, isInSpace } from '../identity.ts';
import { contextOf, kilometres, told, udlHead } from './udl-record.ts';
import type { UdlContext, UdlRecord } from './udl-record.ts';

/** The library's names for classes of missiles; what has none there stands in `objType` alone. */
const SUBTYPES: Readonly<Record<string, string>> = {
  srbm: 'SRBM',
  mrbm: 'MRBM',
  irbm: 'IRBM',
  'icbm-solid': 'ICBM',
  'icbm-liquid': 'ICBM',
  slbm: 'SLBM',
};

/** Below this many kilometres from the launch point there is no telling in which direction it went. */
const NEAREST_FOR_AZIMUTH_KM = 1;
const EARTH_RADIUS_KM = 6371;
/** Rows of the library's covariance: position, velocity, acceleration. */
const COVARIANCE_ROWS = 9;
const KNOWN_ROWS = 6;

/**
 * A track as the library's MissileTrack: lengths in km, speeds in km/s, Earth-fixed.
 *
 * @param session - Names of tracks are unique within one.
 */
export function missileTrack(
  track: TrackRecord,
  decision: DecisionRecord | undefined,
  session: string,
): UdlRecord {
  const { threat, custody } = track;
  const impact = decision?.impact?.kind === 'prediction' ? decision.impact : null;
  const lost = custody?.level === 'lost';
  return {
    ...udlHead(track.dataMode),
    ...told({
      id: `${session}.${track.id}.${track.atUs}`,
      ts: track.at,
      trackId: track.id,
      muidSrc: session,
      muidSrcTrk: track.id,
      env: isInSpace(track) ? 'SPACE' : 'AIR',
      objIdent: identityOf(track).toUpperCase(),
      objType: threat?.vehicleClass ?? null,
      objTypeConf: percent(threat?.vehicleClassProb ?? null),
      acftSubType: SUBTYPES[threat?.vehicleClass ?? ''] ?? null,
      mslStatus: lost ? 'LOST' : 'FLYING',
      alert: threat?.declared === true ? 'HIT' : null,
      boosting: track.phase === 'boost',
      lostTrkInd: lost,
      trkConf: track.existenceProb,
      containment: 100 * ELLIPSE_PROB,
      aouRptType: 'ELLIPSE',
      aouRptData: areaOf(likelyEllipse(horizontalCovarianceM2(track))),
    }),
    ...launchFields(track, decision?.launch ?? null),
    ...impactFields(impact),
    ...contextOfTrack(track, decision),
    vectors: [stateVectorOf(track)],
  };
}

/** State and covariance, Earth-fixed. Acceleration is not told, and its rows of the covariance are zero. */
function stateVectorOf(track: TrackRecord): Readonly<Record<string, unknown>> {
  return {
    epoch: track.at,
    type: 'STATE',
    referenceFrame: 'ECEF',
    pos: kilometres(track.positionItrfM),
    vel: kilometres(track.velocityItrfMPerS),
    cov: covarianceKm(track.covarianceItrf),
    covReferenceFrame: 'ECR/ECEF',
    propagated: track.lastDetectedAt < track.at,
    vectorLat: track.latitudeDeg,
    vectorLon: track.longitudeDeg,
    vectorAlt: track.altitudeKm,
    spd: track.speedKmPerS,
    course: track.courseDeg,
    flightAz: track.courseDeg,
    vectorTrackId: track.id,
  };
}

/** Upper triangle of 9 x 9, row by row, from that of 6 x 6; km² of m², and so on. */
export function covarianceKm(upperM: readonly number[]): readonly number[] {
  const cells: number[] = [];
  let next = 0;
  for (let row = 0; row < COVARIANCE_ROWS; row++) {
    for (let column = row; column < COVARIANCE_ROWS; column++) {
      const isKnown = column < KNOWN_ROWS;
      cells.push(isKnown ? (upperM[next] ?? 0) / 1e6 : 0);
      if (isKnown) next++;
    }
  }
  return cells;
}

function launchFields(track: TrackRecord, launch: GroundPoint | null): Readonly<Record<string, unknown>> {
  if (launch === null) return {};
  return told({
    launchTime: launch.at,
    launchLat: launch.latitudeDeg,
    launchLon: launch.longitudeDeg,
    launchAz: launchAzimuthDeg(track, launch),
    launchAouType: 'ELLIPSE',
    launchAouData: areaOf(likelyEllipse(covarianceM2(launch))),
  });
}

function impactFields(impact: GroundPoint | null): Readonly<Record<string, unknown>> {
  if (impact === null) return {};
  return {
    impactTime: impact.at,
    impactLat: impact.latitudeDeg,
    impactLon: impact.longitudeDeg,
    impactAouType: 'ELLIPSE',
    impactAouData: areaOf(likelyEllipse(covarianceM2(impact))),
  };
}

/** From the launch point to where it is; null right above the launch point. */
export function launchAzimuthDeg(track: Place, launch: Place): number | null {
  return distanceKm(track, launch) < NEAREST_FOR_AZIMUTH_KM ? null : bearingDeg(launch, track);
}

/** Along the great circle, on a round Earth: only for telling near from far. */
function distanceKm(a: Place, b: Place): number {
  const fromRad = radians(a.latitudeDeg);
  const toRad = radians(b.latitudeDeg);
  const aheadRad = radians(b.longitudeDeg - a.longitudeDeg);
  const share =
    Math.sin((toRad - fromRad) / 2) ** 2 + Math.cos(fromRad) * Math.cos(toRad) * Math.sin(aheadRad / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(share, 1)));
}

/** Custody, threat and who holds it have no field in the format. */
export function contextOfTrack(track: TrackRecord, decision: DecisionRecord | undefined): UdlContext {
  const { custody, threat, phaseProbs } = track;
  return contextOf({
    phase: track.phase,
    phaseProb: phaseProbs[track.phase],
    custodyLevel: custody?.level ?? null,
    custodyRequirement: custody?.requirementId ?? null,
    custodyMissed: listOrNull(custody?.missed),
    custodyHolders: listOrNull(custody?.satelliteIds),
    custodyLatencyS: custody?.latencyS ?? null,
    positionSigmaKm: track.positionSigmaKm,
    threatDeclared: threat?.declared ?? null,
    threatExcluded: threat?.excluded ?? null,
    threatProb: threat?.jointProb ?? null,
    weaponProb: threat?.weaponProb ?? null,
    regionsProb: threat?.unionProb ?? null,
    regionId: threat?.regionId ?? null,
    impactKind: decision?.impact?.kind ?? null,
    firstDetectedAt: track.firstDetectedAt,
    lastDetectedAt: track.lastDetectedAt,
    expiresAt: track.expiresAt,
  });
}

export function areaOf({
  orientationDeg,
  semiMajorKm,
  semiMinorKm,
}: LikelyEllipse): readonly [number, number, number] {
  return [orientationDeg, semiMajorKm, semiMinorKm];
}

export function percent(prob: number | null): number | null {
  return prob === null ? null : 100 * prob;
}

function listOrNull(items: readonly string[] | undefined): string | null {
  return items === undefined || items.length === 0 ? null : items.join(',');
}
