import { upperTriangle } from '@cupola/contract/neutral';
import { degrees, leadingBlock } from '@cupola/core/foundation';
import type { CustodyState, Decision, Track } from '@cupola/core/messages';
import {
  earthAngleRad,
  geodeticFromItrf,
  rotatingCovariance,
  rotatingFromInertial,
} from '@cupola/core/physics';
import type { TrackCustody, TrackRecord, TrackThreat } from './records.ts';
import { stampOf, utc } from './service-clock.ts';
import type { PictureContext } from './service-clock.ts';

/** A record that is not told anew lapses after so long, us: custody counts looks of the last ten seconds by default, so three times that. */
const LEASE_US = 30_000_000;
/** Below this a region or a class is not worth naming. */
const WORTH_NAMING = 0.01;

export function trackRecord(
  track: Track,
  custody: CustodyState | undefined,
  decision: Decision | undefined,
  context: PictureContext,
): TrackRecord {
  const angleRad = earthAngleRad(context.ownSide.earth, track.atUs);
  const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = rotatingFromInertial(track.state, angleRad);
  const covariance = rotatingCovariance(leadingBlock(track.covariance, track.state.length, 6), angleRad);
  const place = geodeticFromItrf(x, y, z);
  return {
    ...stampOf(context, track.atUs),
    id: track.id,
    phase: track.phase,
    phaseProbs: track.phaseProbs,
    latitudeDeg: degrees(place.latitudeRad),
    longitudeDeg: degrees(place.longitudeRad),
    altitudeKm: place.heightM / 1000,
    speedKmPerS: Math.hypot(vx, vy, vz) / 1000,
    courseDeg: courseDeg(place.latitudeRad, place.longitudeRad, vx, vy, vz),
    positionSigmaKm: Math.sqrt(covariance[0]! + covariance[7]! + covariance[14]!) / 1000,
    positionItrfM: [x, y, z],
    velocityItrfMPerS: [vx, vy, vz],
    covarianceItrf: upperTriangle(covariance),
    existenceProb: track.existenceProb,
    firstDetectedAt: utc(context, track.firstDetectedAtUs),
    confirmedAt: utc(context, track.confirmedAtUs),
    lastDetectedAt: utc(context, track.lastDetectedAtUs),
    expiresAt: utc(context, track.atUs + LEASE_US),
    custody: custody === undefined ? null : trackCustody(custody, context),
    threat: decision === undefined ? null : threatOf(decision),
  };
}

export function trackCustody(state: CustodyState, { ownSide }: PictureContext): TrackCustody {
  return {
    requirementId: state.requirementId,
    level: state.level,
    missed: state.missed,
    satelliteIds: state.holders.map((index) => ownSide.satelliteIds[index] ?? ''),
    positionSigmaM: numberOrNull(state.positionSigmaM),
    latencyS: numberOrNull(state.latencyS),
  };
}

function threatOf(decision: Decision): TrackThreat {
  const [likeliest] = decision.classes.toSorted((a, b) => b.prob - a.prob);
  const known = likeliest !== undefined && likeliest.prob > decision.otherProb ? likeliest : null;
  const [region] = decision.regions.toSorted((a, b) => b.prob - a.prob);
  return {
    jointProb: decision.jointProb,
    unionProb: decision.unionProb,
    weaponProb: decision.weaponProb,
    declared: decision.declared,
    excluded: decision.excluded,
    vehicleClass: known?.vehicleId ?? null,
    vehicleClassProb: known?.prob ?? null,
    regionId: region !== undefined && region.prob >= WORTH_NAMING ? region.regionId : null,
  };
}

/** Of the motion over the ground, clockwise from north, degrees, [0, 360). */
function courseDeg(latitudeRad: number, longitudeRad: number, vx: number, vy: number, vz: number): number {
  const sinLon = Math.sin(longitudeRad);
  const cosLon = Math.cos(longitudeRad);
  const east = -sinLon * vx + cosLon * vy;
  const north = -Math.sin(latitudeRad) * (cosLon * vx + sinLon * vy) + Math.cos(latitudeRad) * vz;
  return (degrees(Math.atan2(east, north)) + 360) % 360;
}

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
