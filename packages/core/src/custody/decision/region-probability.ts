import {
  EARTH_ECCENTRICITY_SQUARED,
  EARTH_EQUATORIAL_RADIUS_M,
  isInRegion,
  mayBorderCross,
} from '../../physics/index.ts';
import { assert } from '../../foundation/index.ts';
import type { RegionProb } from '../../messages/index.ts';
import { quasiNormalPoints } from '../quasi-normal.ts';
import type { LonLatBox, RegionIndex } from '../../physics/index.ts';

/** A normal law on the ground. */
export interface GroundSpread {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  /** East-east, east-north, north-north, m². */
  readonly covarianceM2: readonly [number, number, number];
}

export interface RegionProbabilities {
  /** Probability of any of the regions; at least that of each. */
  readonly unionProb: number;
  readonly regions: readonly RegionProb[];
}

const POINT_COUNT = 512;
const POINTS = quasiNormalPoints(POINT_COUNT, 2);
/** Beyond this many sigmas in east or north lies a share of 1.4e-5: a border there is not looked at. */
const BOX_SIGMAS = 4.5;
/** A spread wider than this is not boxed; it is always counted out point by point. */
const MAX_BOX_M = 3_000_000;

/**
 * Probability that a point of the normal law lies in each region and in any.
 *
 * Where no border lies within 4.5 sigma the answer is 0 or 1 at the cost of one point. Near a border 512 fixed quasi-random normal points
 * are counted: the same input gives the same answer, and the error is of the order of 0.005. Points are laid along great circles on
 * the sphere that fits the ellipsoid at the centre, so that ellipses of thousands of kilometres still bend with the Earth, though the
 * law of the impact itself is not normal that far out.
 */
export function regionProbabilities(index: RegionIndex, spread: GroundSpread): RegionProbabilities {
  const [eastEast, eastNorth, northNorth] = spread.covarianceM2;
  assert(eastEast >= 0 && northNorth >= 0, 'the covariance on the ground has no negative variance');
  const count = index.regions.length;
  const sigmaEastM = Math.sqrt(eastEast);
  const sigmaNorthM = Math.sqrt(northNorth);
  const radiusM = fittingRadiusM(spread.latitudeRad);
  const box = boxAround(spread, BOX_SIGMAS * sigmaEastM, BOX_SIGMAS * sigmaNorthM, radiusM);
  const inside = new Float64Array(count);
  const open: number[] = [];
  for (let i = 0; i < count; i++) {
    if (box === null || mayBorderCross(index, i, box)) open.push(i);
    else inside[i] = isInRegion(index, i, spread.longitudeRad, spread.latitudeRad) ? 1 : 0;
  }
  let unionProb = inside.reduce((most, prob) => Math.max(most, prob), 0);
  if (open.length > 0) {
    const upM = sigmaEastM > 0 ? eastNorth / sigmaEastM : 0;
    const restM = Math.sqrt(Math.max(0, northNorth - upM * upM));
    const place = new Float64Array(2);
    let anyCount = 0;
    for (let p = 0; p < POINT_COUNT; p++) {
      const u = POINTS[2 * p]!;
      const v = POINTS[2 * p + 1]!;
      moveInto(place, spread, (sigmaEastM * u) / radiusM, (upM * u + restM * v) / radiusM);
      let any = false;
      for (const i of open) {
        if (!isInRegion(index, i, place[0]!, place[1]!)) continue;
        inside[i] = inside[i]! + 1 / POINT_COUNT;
        any = true;
      }
      if (any) anyCount++;
    }
    unionProb = Math.max(unionProb, anyCount / POINT_COUNT);
  }
  return {
    unionProb,
    regions: index.regions.map((region, i) => ({ regionId: region.id, prob: inside[i]! })),
  };
}

/** Mean of the two radii of curvature, m. */
function fittingRadiusM(latitudeRad: number): number {
  const w = 1 - EARTH_ECCENTRICITY_SQUARED * Math.sin(latitudeRad) ** 2;
  const primeVerticalM = EARTH_EQUATORIAL_RADIUS_M / Math.sqrt(w);
  const meridianM = (primeVerticalM * (1 - EARTH_ECCENTRICITY_SQUARED)) / w;
  return (primeVerticalM + meridianM) / 2;
}

/** Longitude and latitude, rad, reached along the great circle that leaves east and north by these angles, into `out`. */
function moveInto(out: Float64Array, from: GroundSpread, eastRad: number, northRad: number): void {
  const angle = Math.sqrt(eastRad * eastRad + northRad * northRad);
  const shareEast = angle > 0 ? (Math.sin(angle) * eastRad) / angle : 0;
  const shareNorth = angle > 0 ? (Math.sin(angle) * northRad) / angle : 0;
  const cosAngle = Math.cos(angle);
  const sinLatitude = Math.sin(from.latitudeRad);
  const cosLatitude = Math.cos(from.latitudeRad);
  const z = cosAngle * sinLatitude + shareNorth * cosLatitude;
  const outward = cosAngle * cosLatitude - shareNorth * sinLatitude;
  out[0] = from.longitudeRad + Math.atan2(shareEast, outward);
  out[1] = Math.asin(Math.min(1, Math.max(-1, z)));
}

/** The box around a spread, or null when it is too wide or too close to a pole for a box in longitude. */
function boxAround(spread: GroundSpread, eastM: number, northM: number, radiusM: number): LonLatBox | null {
  const northRad = Math.hypot(eastM, northM) / radiusM;
  const highest = Math.abs(spread.latitudeRad) + northRad;
  if (eastM > MAX_BOX_M || northM > MAX_BOX_M || highest > 1.5) return null;
  const eastRad = eastM / radiusM / Math.cos(highest);
  return {
    westRad: spread.longitudeRad - eastRad,
    eastRad: spread.longitudeRad + eastRad,
    southRad: spread.latitudeRad - northRad,
    northRad: spread.latitudeRad + northRad,
  };
}
