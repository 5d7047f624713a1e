import { assert } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { EARTH_POLAR_RADIUS_M, earthAngleRad } from '../physics/index.ts';
import type { EarthRotation, Ephemeris } from '../physics/index.ts';
import { capHalfAngleRad } from './cap.ts';
import type { SurfacePoints } from './surface-points.ts';

/** What is to be counted: satellites at or above an elevation, from every point, at every sample. */
export interface GroundCoverageQuestion {
  readonly ephemeris: Ephemeris;
  readonly earth: EarthRotation;
  readonly points: SurfacePoints;
  /** Above the local horizon, [0, π/2), rad. */
  readonly minElevationRad: number;
  /** Samples stand at `fromUs + k * stepUs`, k = 0 .. sampleCount - 1. */
  readonly fromUs: SimTimeUs;
  readonly stepUs: number;
  readonly sampleCount: number;
}

/** Satellites in view over all points and samples, each of the same weight. */
export interface GroundCoverage {
  readonly satellites: number;
  readonly samples: number;
  readonly meanInView: number;
  readonly minInView: number;
  readonly maxInView: number;
  /** Share of points and samples with at least k in view, k = 1 .. maxInView. */
  readonly folds: readonly { readonly k: number; readonly fraction: number }[];
}

/** Largest angle between geodetic and geocentric vertical, rad (11.55 minutes of arc), rounded up. */
const VERTICAL_DEFLECTION_RAD = 0.0034;

/**
 * Counts the satellites in view of the ground: straight lines, no refraction, no terrain, whole-sample counting (what happens between two
 * samples is not seen). Satellites must be above the ground.
 *
 * For each satellite only the points in its band of latitude are tested.
 */
export function groundCoverage(question: GroundCoverageQuestion): GroundCoverage {
  const { ephemeris, earth, points, minElevationRad, fromUs, stepUs, sampleCount } = question;
  assert(
    minElevationRad >= 0 && minElevationRad < Math.PI / 2,
    'the elevation is that of a place above the horizon',
  );
  assert(points.count > 0 && sampleCount > 0, 'there are points and samples to count over');
  const { satelliteCount } = ephemeris;
  const satellites = new Float64Array(3 * satelliteCount);
  const inView = new Uint16Array(points.count);
  const histogram = new Float64Array(satelliteCount + 1);
  for (let sample = 0; sample < sampleCount; sample++) {
    const atUs = fromUs + sample * stepUs;
    ephemeris.positionsInertialInto(satellites, atUs);
    turnToEarthFixed(satellites, earthAngleRad(earth, atUs));
    inView.fill(0);
    for (let satellite = 0; satellite < satelliteCount; satellite++) {
      addSatellite(
        inView,
        points,
        minElevationRad,
        satellites[3 * satellite]!,
        satellites[3 * satellite + 1]!,
        satellites[3 * satellite + 2]!,
      );
    }
    for (let point = 0; point < points.count; point++) histogram[inView[point]!]! += 1;
  }
  return { satellites: satelliteCount, samples: sampleCount, ...inViewStatistics(histogram) };
}

function turnToEarthFixed(positions: Float64Array, angleRad: number): void {
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  for (let at = 0; at < positions.length; at += 3) {
    const x = positions[at]!;
    const y = positions[at + 1]!;
    positions[at] = c * x + s * y;
    positions[at + 1] = c * y - s * x;
  }
}

/** Adds one to every point from which the satellite at (x, y, z), Earth-fixed, stands at or above the elevation. */
function addSatellite(
  inView: Uint16Array,
  points: SurfacePoints,
  minElevationRad: number,
  x: number,
  y: number,
  z: number,
): void {
  const { positionsItrfM, zenithsItrf } = points;
  const sinElevationSquared = Math.sin(minElevationRad) ** 2;
  const radiusM = Math.sqrt(x * x + y * y + z * z);
  const latitude = Math.asin(z / radiusM);
  const reach = latitudeReachRad(points, radiusM, minElevationRad);
  const until = firstNotAbove(points.latitudeRad, latitude - reach);
  for (let point = firstNotAbove(points.latitudeRad, latitude + reach); point < until; point++) {
    const dx = x - positionsItrfM[3 * point]!;
    const dy = y - positionsItrfM[3 * point + 1]!;
    const dz = z - positionsItrfM[3 * point + 2]!;
    const up =
      dx * zenithsItrf[3 * point]! + dy * zenithsItrf[3 * point + 1]! + dz * zenithsItrf[3 * point + 2]!;
    if (up >= 0 && up * up >= sinElevationSquared * (dx * dx + dy * dy + dz * dz)) inView[point]! += 1;
  }
}

/** No point further than this in latitude can see the satellite, rad. On the ellipsoid: the smallest radius, the most tilted vertical, twice. */
function latitudeReachRad({ surface }: SurfacePoints, orbitRadiusM: number, minElevationRad: number): number {
  if (surface.kind === 'sphere')
    return capHalfAngleRad(surface.radiusM, orbitRadiusM, minElevationRad) + 1e-9;
  const lowest = minElevationRad - VERTICAL_DEFLECTION_RAD;
  return capHalfAngleRad(EARTH_POLAR_RADIUS_M, orbitRadiusM, lowest) + VERTICAL_DEFLECTION_RAD;
}

/** Index of the first of the falling values that is not above the limit. */
function firstNotAbove(falling: Float64Array, limit: number): number {
  let low = 0;
  let high = falling.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (falling[middle]! > limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inViewStatistics(histogram: Float64Array): Omit<GroundCoverage, 'satellites' | 'samples'> {
  const counts = [...histogram];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const minInView = counts.findIndex((count) => count > 0);
  const maxInView = counts.findLastIndex((count) => count > 0);
  const folds: { k: number; fraction: number }[] = [];
  let atLeast = total;
  for (let k = 1; k <= maxInView; k++) {
    atLeast -= counts[k - 1] ?? 0;
    folds.push({ k, fraction: atLeast / total });
  }
  const meanInView = counts.reduce((sum, count, k) => sum + k * count, 0) / total;
  return { meanInView, minInView, maxInView, folds };
}
