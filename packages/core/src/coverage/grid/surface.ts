import { EARTH_EQUATORIAL_RADIUS_M, EARTH_POLAR_RADIUS_M } from '../../physics/index.ts';

/** Shape of the ground. On `wgs84` latitudes are geodetic. */
export type Surface = { readonly kind: 'wgs84' } | { readonly kind: 'sphere'; readonly radiusM: number };

/** The sphere of closed-form checks, when a case states no other. */
export const EQUATORIAL_SPHERE: Surface = { kind: 'sphere', radiusM: EARTH_EQUATORIAL_RADIUS_M };

/** Of the ground from the Earth's centre, m. */
export function largestRadiusM(surface: Surface): number {
  return surface.kind === 'sphere' ? surface.radiusM : EARTH_EQUATORIAL_RADIUS_M;
}

/** Of the ground from the Earth's centre, m. */
export function smallestRadiusM(surface: Surface): number {
  return surface.kind === 'sphere' ? surface.radiusM : EARTH_POLAR_RADIUS_M;
}

/** What the polar axis is stretched by to make the surface a sphere of its largest radius. */
export function polarStretch(surface: Surface): number {
  return surface.kind === 'sphere' ? 1 : EARTH_EQUATORIAL_RADIUS_M / EARTH_POLAR_RADIUS_M;
}
