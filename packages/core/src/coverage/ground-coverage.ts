import { assert } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import { earthAngleRad } from '../physics/index.ts';
import type { EarthRotation, Ephemeris } from '../physics/index.ts';
import { turnToEarthFixed } from './positions/earth-fixed.ts';
import { firstNotAbove } from './grid/first-not-above.ts';
import { elevationReachRad } from './sight/reach.ts';
import { inViewStatistics } from './answer/in-view-statistics.ts';
import type { InViewStatistics } from './answer/in-view-statistics.ts';
import type { SurfacePoints } from './grid/surface-points.ts';

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
export interface GroundCoverage extends InViewStatistics {
  readonly satellites: number;
  readonly samples: number;
}

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
  const reach = elevationReachRad(points.surface, radiusM, minElevationRad);
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
