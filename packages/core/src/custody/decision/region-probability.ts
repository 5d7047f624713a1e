import {
  EARTH_ECCENTRICITY_SQUARED,
  EARTH_EQUATORIAL_RADIUS_M,
  isInRegion,
  mayBorderCross,
} from '../../physics/index.ts';
import { assert } from '../../foundation/index.ts';
import type { RegionProb } from '../../messages/index.ts';
import type { NearTest } from './aim-odds.ts';
import { FARTHEST_SIGMAS, LAW_POINTS, LAW_POINT_COUNT } from './ground-law.ts';
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

/** With what lies near the regions and in none; 0 where nobody asks for it, or of what falls. */
export interface OpenPlaces extends RegionProbabilities {
  readonly nearProb: number;
}

/** A spread wider than this is not boxed; it is always counted out point by point. */
const MAX_BOX_M = 3_000_000;

/**
 * Probability that a point of the law lies in each region and in any.
 *
 * Where no border lies within the farthest sigmas looked at (a share of one in a million) the answer is 0 or 1 at the cost of one point. Near a border the fixed
 * points of `LAW_POINTS` are weighed: the same input gives the same answer, to about 0.01 in the middle and a tenth of itself in the tails. Points are laid along great
 * circles on the sphere that fits the ellipsoid at the centre, so that ellipses of thousands of kilometres still bend with the Earth, though the
 * law of the impact itself is not normal that far out.
 */
export function regionProbabilities(index: RegionIndex, spread: GroundSpread): RegionProbabilities {
  const [eastEast, eastNorth, northNorth] = spread.covarianceM2;
  assert(eastEast >= 0 && northNorth >= 0, 'the covariance on the ground has no negative variance');
  const count = index.regions.length;
  const sigmaEastM = Math.sqrt(eastEast);
  const sigmaNorthM = Math.sqrt(northNorth);
  const radiusM = fittingRadiusM(spread.latitudeRad);
  const box = boxAround(spread, FARTHEST_SIGMAS * sigmaEastM, FARTHEST_SIGMAS * sigmaNorthM, radiusM);
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
    const { places, weights } = LAW_POINTS;
    let anyProb = 0;
    for (let p = 0; p < LAW_POINT_COUNT; p++) {
      const u = places[2 * p]!;
      const v = places[2 * p + 1]!;
      const weight = weights[p]!;
      moveInto(place, spread, (sigmaEastM * u) / radiusM, (upM * u + restM * v) / radiusM);
      let any = false;
      for (const i of open) {
        if (!isInRegion(index, i, place[0]!, place[1]!)) continue;
        inside[i] = inside[i]! + weight;
        any = true;
      }
      if (any) anyProb += weight;
    }
    unionProb = Math.min(1, Math.max(unionProb, anyProb));
  }
  return {
    unionProb,
    regions: index.regions.map((region, i) => ({ regionId: region.id, prob: Math.min(1, inside[i]!) })),
  };
}

/** Share of equally likely places that lies in each region, in any, and near one. */
export function shareInRegions(
  index: RegionIndex,
  places: readonly { readonly longitudeRad: number; readonly latitudeRad: number }[],
  isNear: NearTest,
): OpenPlaces {
  const counts = index.regions.map(() => 0);
  let unionCount = 0;
  let nearCount = 0;
  for (const { longitudeRad, latitudeRad } of places) {
    let any = false;
    for (let i = 0; i < counts.length; i++) {
      if (!isInRegion(index, i, longitudeRad, latitudeRad)) continue;
      counts[i] = counts[i]! + 1;
      any = true;
    }
    if (any) unionCount++;
    else if (isNear(longitudeRad, latitudeRad)) nearCount++;
  }
  const each = places.length > 0 ? 1 / places.length : 0;
  return {
    unionProb: unionCount * each,
    nearProb: nearCount * each,
    regions: index.regions.map((region, i) => ({ regionId: region.id, prob: (counts[i] ?? 0) * each })),
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
