import { EARTH_EQUATORIAL_RADIUS_M, EARTH_FLATTENING } from '../earth.ts';
import { wrapPi, wrapTwoPi } from '../../foundation/index.ts';

/** A place on the ground: geodetic latitude and longitude, rad. */
export interface GroundPoint {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
}

/**
 * Length of the shortest way over the WGS 84 ellipsoid, m.
 *
 * Lambert's formula on reduced latitudes: within about 10 m over thousands of kilometres; not for points within 1° of opposite each other, where it is
 * rough, and a number all the same.
 *
 * @see [Lambert-1942].
 */
export function groundDistanceM(a: GroundPoint, b: GroundPoint): number {
  const reducedA = Math.atan((1 - EARTH_FLATTENING) * Math.tan(a.latitudeRad));
  const reducedB = Math.atan((1 - EARTH_FLATTENING) * Math.tan(b.latitudeRad));
  const angle = centralAngleRad(reducedA, reducedB, b.longitudeRad - a.longitudeRad);
  if (angle < 1e-12) return 0;
  const mean = 0.5 * (reducedA + reducedB);
  const half = 0.5 * (reducedB - reducedA);
  const sinHalfAngle2 = Math.sin(0.5 * angle) ** 2;
  // Opposite points have no mean latitude: 0 / 0, at most 1.
  const together = Math.min(
    1,
    (Math.sin(mean) * Math.cos(half)) ** 2 / Math.max(Number.EPSILON, 1 - sinHalfAngle2),
  );
  const apart = (Math.cos(mean) * Math.sin(half)) ** 2 / sinHalfAngle2;
  return (
    EARTH_EQUATORIAL_RADIUS_M *
    (angle -
      0.5 * EARTH_FLATTENING * ((angle - Math.sin(angle)) * together + (angle + Math.sin(angle)) * apart))
  );
}

/** Bearing of `to` seen from `from`, rad in [0, 2π) clockwise from north; great circle, within 0.2° of the ellipsoid's. */
export function bearingRad(from: GroundPoint, to: GroundPoint): number {
  const differenceRad = to.longitudeRad - from.longitudeRad;
  return wrapTwoPi(
    Math.atan2(
      Math.sin(differenceRad) * Math.cos(to.latitudeRad),
      Math.cos(from.latitudeRad) * Math.sin(to.latitudeRad) -
        Math.sin(from.latitudeRad) * Math.cos(to.latitudeRad) * Math.cos(differenceRad),
    ),
  );
}

/** The point at a ground distance (ellipsoid, within 10 m) and great-circle bearing. @param distanceM - [0, 19e6]. */
export function groundPointAt(from: GroundPoint, bearing: number, distanceM: number): GroundPoint {
  let arcRad = distanceM / EARTH_EQUATORIAL_RADIUS_M;
  let point = onSphere(from, bearing, arcRad);
  for (let pass = 0; pass < 4 && arcRad > 0; pass++) {
    const reached = groundDistanceM(from, point);
    if (reached > 0) arcRad *= distanceM / reached;
    point = onSphere(from, bearing, arcRad);
  }
  return point;
}

function onSphere(from: GroundPoint, bearing: number, arcRad: number): GroundPoint {
  const sinLatitude =
    Math.sin(from.latitudeRad) * Math.cos(arcRad) +
    Math.cos(from.latitudeRad) * Math.sin(arcRad) * Math.cos(bearing);
  const longitudeRad =
    from.longitudeRad +
    Math.atan2(
      Math.sin(bearing) * Math.sin(arcRad) * Math.cos(from.latitudeRad),
      Math.cos(arcRad) - Math.sin(from.latitudeRad) * sinLatitude,
    );
  return {
    latitudeRad: Math.asin(Math.max(-1, Math.min(1, sinLatitude))),
    longitudeRad: wrapPi(longitudeRad),
  };
}

/** Angle between two directions, rad; the haversine form keeps short distances exact. */
function centralAngleRad(latitudeA: number, latitudeB: number, differenceRad: number): number {
  const haversine =
    Math.sin(0.5 * (latitudeB - latitudeA)) ** 2 +
    Math.cos(latitudeA) * Math.cos(latitudeB) * Math.sin(0.5 * differenceRad) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
