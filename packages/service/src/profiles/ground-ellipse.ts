import { degrees, radians } from '@cupola/core/foundation';
import type { TrackRecord } from '../picture/records.ts';

/** An ellipse on the ground that holds the true place with a stated probability. */
export interface GroundEllipse {
  /** Of the longer axis, clockwise from north, degrees, [0, 180). */
  readonly orientationDeg: number;
  readonly semiMajorKm: number;
  readonly semiMinorKm: number;
}

/** Share of cases in which the ellipses of the profiles hold the true place. */
export const ELLIPSE_PROB = 0.95;
/** How many sigmas that is in two dimensions: the square is chi-square with two degrees of freedom. */
const SIGMAS = Math.sqrt(-2 * Math.log(1 - ELLIPSE_PROB));

/** @param covarianceKm2 - East-east, east-north, north-north. */
export function groundEllipse([eastEast, eastNorth, northNorth]: readonly [
  number,
  number,
  number,
]): GroundEllipse {
  const middle = (eastEast + northNorth) / 2;
  const apart = Math.hypot((eastEast - northNorth) / 2, eastNorth);
  const fromNorthRad = Math.atan2(2 * eastNorth, northNorth - eastEast) / 2;
  return {
    orientationDeg: (degrees(fromNorthRad) + 180) % 180,
    semiMajorKm: SIGMAS * Math.sqrt(middle + apart),
    semiMinorKm: SIGMAS * Math.sqrt(Math.max(middle - apart, 0)),
  };
}

/** The horizontal part of what is not known of where a track is, km²: east-east, east-north, north-north. */
export function horizontalCovarianceKm2({
  latitudeDeg,
  longitudeDeg,
  covarianceItrf,
}: TrackRecord): readonly [number, number, number] {
  const [xx = 0, xy = 0, xz = 0, , , , yy = 0, yz = 0, , , , zz = 0] = covarianceItrf;
  const turned = ([x, y, z]: Axis): Axis => [
    xx * x + xy * y + xz * z,
    xy * x + yy * y + yz * z,
    xz * x + yz * y + zz * z,
  ];
  const { east, north } = localAxes(latitudeDeg, longitudeDeg);
  const turnedEast = turned(east);
  return [dot(east, turnedEast) / 1e6, dot(north, turnedEast) / 1e6, dot(north, turned(north)) / 1e6];
}

/** The initial bearing of the great circle from one place to another, clockwise from north, degrees, [0, 360). */
export function bearingDeg(from: Place, to: Place): number {
  const fromRad = radians(from.latitudeDeg);
  const toRad = radians(to.latitudeDeg);
  const aheadRad = radians(to.longitudeDeg - from.longitudeDeg);
  const east = Math.sin(aheadRad) * Math.cos(toRad);
  const north =
    Math.cos(fromRad) * Math.sin(toRad) - Math.sin(fromRad) * Math.cos(toRad) * Math.cos(aheadRad);
  return (degrees(Math.atan2(east, north)) + 360) % 360;
}

export interface Place {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

type Axis = readonly [number, number, number];

function localAxes(latitudeDeg: number, longitudeDeg: number): { readonly east: Axis; readonly north: Axis } {
  const lat = radians(latitudeDeg);
  const lon = radians(longitudeDeg);
  return {
    east: [-Math.sin(lon), Math.cos(lon), 0],
    north: [-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat)],
  };
}

function dot([ax, ay, az]: Axis, [bx, by, bz]: Axis): number {
  return ax * bx + ay * by + az * bz;
}
