import { itrfFromGeodeticInto } from '../../physics/index.ts';
import type { Surface } from './surface.ts';

/** Places on or above the ground, Earth-fixed, from north to south; each stands for the same area of the sphere of latitudes. */
export interface SurfacePoints {
  readonly surface: Surface;
  readonly count: number;
  /** Falling, rad; geodetic on `wgs84`. */
  readonly latitudeRad: Float64Array;
  /** [point][x, y, z], m. */
  readonly positionsItrfM: Float64Array;
  /** Unit vectors to the zenith, [point][x, y, z]. */
  readonly zenithsItrf: Float64Array;
}

const GOLDEN_TURN_RAD: number = Math.PI * (1 + Math.sqrt(5));

/**
 * Fibonacci points: point i has latitude asin(1 - (2i + 1)/N) and longitude (i + 1/2) π (1 + √5). [Gonzalez-2010] gives the lattice.
 *
 * On `wgs84` the latitude is geodetic, so that equal areas hold to 0.7 % (the ellipsoid's own unevenness).
 *
 * @param heightM - Of all points above the surface, m.
 */
export function fibonacciPoints(count: number, surface: Surface, heightM = 0): SurfacePoints {
  const latitudeRad = new Float64Array(count);
  const positionsItrfM = new Float64Array(3 * count);
  const zenithsItrf = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    const sinLatitude = 1 - (2 * i + 1) / count;
    const cosLatitude = Math.sqrt(1 - sinLatitude * sinLatitude);
    const latitude = Math.asin(sinLatitude);
    const longitude = fibonacciLongitudeRad(i);
    latitudeRad[i] = latitude;
    zenithsItrf[3 * i] = cosLatitude * Math.cos(longitude);
    zenithsItrf[3 * i + 1] = cosLatitude * Math.sin(longitude);
    zenithsItrf[3 * i + 2] = sinLatitude;
    if (surface.kind === 'wgs84') {
      itrfFromGeodeticInto(positionsItrfM, 3 * i, {
        latitudeRad: latitude,
        longitudeRad: longitude,
        heightM,
      });
      continue;
    }
    for (let axis = 0; axis < 3; axis++) {
      positionsItrfM[3 * i + axis] = (surface.radiusM + heightM) * zenithsItrf[3 * i + axis]!;
    }
  }
  return { surface, count, latitudeRad, positionsItrfM, zenithsItrf };
}

/** Longitude of point i, rad, not wrapped. */
export function fibonacciLongitudeRad(i: number): number {
  return (i + 0.5) * GOLDEN_TURN_RAD;
}

/** Those of the points with these numbers, in the same order. */
export function somePoints(points: SurfacePoints, numbers: Int32Array): SurfacePoints {
  const picked = (values: Float64Array, width: number): Float64Array => {
    const out = new Float64Array(width * numbers.length);
    numbers.forEach((number, at) =>
      out.set(values.subarray(width * number, width * (number + 1)), width * at),
    );
    return out;
  };
  return {
    surface: points.surface,
    count: numbers.length,
    latitudeRad: picked(points.latitudeRad, 1),
    positionsItrfM: picked(points.positionsItrfM, 3),
    zenithsItrf: picked(points.zenithsItrf, 3),
  };
}
