import { wrapPi } from '@cupola/core/foundation';
import { EARTH_EQUATORIAL_RADIUS_M } from '@cupola/core/physics';
import type { ImpactEstimate } from '@cupola/core/messages';

/** The ellipse on the ground that holds the impact with a stated probability. */
export interface ImpactEllipse {
  readonly semiMajorM: number;
  readonly semiMinorM: number;
  /** Direction of the longer axis, rad clockwise from north, [0, π). */
  readonly azimuthRad: number;
}

/** Square root of the 95 % quantile of chi-square with two degrees of freedom: -2 ln 0.05. */
export const SCALE_95 = 2.4477468306808166;

/**
 * Axes of the ellipse `scale` times the one-sigma one. A covariance that is not positive gives zero axes.
 */
export function impactEllipse(estimate: Pick<ImpactEstimate, 'covarianceM2'>, scale: number): ImpactEllipse {
  const [ee, en, nn] = estimate.covarianceM2;
  const mean = (ee + nn) / 2;
  const spread = Math.sqrt(((ee - nn) / 2) ** 2 + en * en);
  const azimuthRad = Math.atan2(2 * en, nn - ee) / 2;
  return {
    semiMajorM: scale * Math.sqrt(Math.max(0, mean + spread)),
    semiMinorM: scale * Math.sqrt(Math.max(0, mean - spread)),
    azimuthRad: azimuthRad < 0 ? azimuthRad + Math.PI : azimuthRad,
  };
}

/** East and north offsets, m, of points around the ellipse, closed (the last repeats the first). */
export function ellipseOffsets(
  ellipse: ImpactEllipse,
  count: number,
): readonly (readonly [number, number])[] {
  const s = Math.sin(ellipse.azimuthRad);
  const c = Math.cos(ellipse.azimuthRad);
  return Array.from({ length: count + 1 }, (_, i) => {
    const angle = (2 * Math.PI * (i % count)) / count;
    const along = ellipse.semiMajorM * Math.cos(angle);
    const across = ellipse.semiMinorM * Math.sin(angle);
    return [along * s + across * c, along * c - across * s] as const;
  });
}

/** The place `eastM`, `northM` from a place along the great circle, on a sphere; good for offsets up to a few thousand kilometres. */
export function placeAt(
  latitudeRad: number,
  longitudeRad: number,
  eastM: number,
  northM: number,
): { readonly latitudeRad: number; readonly longitudeRad: number } {
  const arcRad = Math.hypot(eastM, northM) / EARTH_EQUATORIAL_RADIUS_M;
  const azimuthRad = Math.atan2(eastM, northM);
  const sinLatitude =
    Math.sin(latitudeRad) * Math.cos(arcRad) +
    Math.cos(latitudeRad) * Math.sin(arcRad) * Math.cos(azimuthRad);
  const turnRad = Math.atan2(
    Math.sin(azimuthRad) * Math.sin(arcRad) * Math.cos(latitudeRad),
    Math.cos(arcRad) - Math.sin(latitudeRad) * sinLatitude,
  );
  return {
    latitudeRad: Math.asin(Math.max(-1, Math.min(1, sinLatitude))),
    longitudeRad: wrapPi(longitudeRad + turnRad),
  };
}

/** Great-circle offset of a place from another, m east and north, on a sphere (azimuthal equidistant). */
export function offsetFrom(
  origin: { readonly latitudeRad: number; readonly longitudeRad: number },
  place: { readonly latitudeRad: number; readonly longitudeRad: number },
): readonly [number, number] {
  const turnRad = place.longitudeRad - origin.longitudeRad;
  const east = Math.cos(place.latitudeRad) * Math.sin(turnRad);
  const north =
    Math.cos(origin.latitudeRad) * Math.sin(place.latitudeRad) -
    Math.sin(origin.latitudeRad) * Math.cos(place.latitudeRad) * Math.cos(turnRad);
  const up =
    Math.sin(origin.latitudeRad) * Math.sin(place.latitudeRad) +
    Math.cos(origin.latitudeRad) * Math.cos(place.latitudeRad) * Math.cos(turnRad);
  const across = Math.hypot(east, north);
  if (across === 0) return [0, 0];
  const arcM = EARTH_EQUATORIAL_RADIUS_M * Math.atan2(across, up);
  return [(arcM * east) / across, (arcM * north) / across];
}
