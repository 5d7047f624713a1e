import { EARTH_POLAR_RADIUS_M } from '../../physics/index.ts';
import { capHalfAngleRad } from '../closed-form/cap.ts';
import type { Surface } from '../grid/surface.ts';

/** Largest angle between geodetic and geocentric vertical, rad (11.55 minutes of arc), rounded up. */
export const VERTICAL_DEFLECTION_RAD = 0.0034;

/**
 * No place on the ground further than this in latitude from the point below a satellite sees it at the elevation, rad; NaN for a satellite
 * inside the Earth. On the ellipsoid: the smallest radius, the most tilted vertical, twice.
 */
export function elevationReachRad(surface: Surface, orbitRadiusM: number, minElevationRad: number): number {
  if (surface.kind === 'sphere')
    return capHalfAngleRad(surface.radiusM, orbitRadiusM, minElevationRad) + 1e-9;
  const lowest = minElevationRad - VERTICAL_DEFLECTION_RAD;
  return capHalfAngleRad(EARTH_POLAR_RADIUS_M, orbitRadiusM, lowest) + VERTICAL_DEFLECTION_RAD;
}

/** Largest Earth-central angle between a satellite and targets within a range, rad; NaN when none is. */
export function rangeReachRad(
  radiusM: number,
  targetMinM: number,
  targetMaxM: number,
  maxRangeM: number,
): number {
  if (!Number.isFinite(maxRangeM)) return Math.PI;
  const widest = Math.sqrt(Math.max(0, radiusM * radiusM - maxRangeM * maxRangeM));
  const target = Math.max(targetMinM, Math.min(targetMaxM, widest));
  const cosine = (radiusM * radiusM + target * target - maxRangeM * maxRangeM) / (2 * radiusM * target);
  return Math.acos(Math.max(-1, cosine));
}
