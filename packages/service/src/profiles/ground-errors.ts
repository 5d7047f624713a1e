import { radians } from '@cupola/core/foundation';
import { groundEllipse } from '@cupola/core/physics';
import type { GroundEllipse } from '@cupola/core/physics';
import type { DecisionRecord, GroundPoint, TrackRecord } from '../picture/records.ts';

/** Where a flight began and where it ends, as a track tells it at one time. */
export type GroundEnds = Pick<DecisionRecord, 'dataMode' | 'at' | 'atUs' | 'trackId' | 'impact' | 'launch'>;

/** One-sigma errors of a place, m: over the ground in the worst direction, and upward. */
export interface PlaceErrors {
  readonly horizontalM: number;
  readonly verticalM: number;
}

/** Where the six numbers of position by position stand in the upper triangle of a 6 x 6 matrix. */
const XX = 0;
const XY = 1;
const XZ = 2;
const YY = 6;
const YZ = 7;
const ZZ = 11;

/** The position errors of a track, seen from the ground below it. */
export function placeErrors(track: TrackRecord): PlaceErrors {
  const { up } = localAxes(track);
  const { majorM } = groundEllipse(horizontalCovarianceM2(track));
  return { horizontalM: majorM, verticalM: Math.sqrt(Math.max(0, covarianceAlong(track, up, up))) };
}

/** The horizontal part of the covariance of where a track is, m²: east-east, east-north, north-north. */
export function horizontalCovarianceM2(track: TrackRecord): readonly [number, number, number] {
  const { east, north } = localAxes(track);
  return [
    covarianceAlong(track, east, east),
    covarianceAlong(track, east, north),
    covarianceAlong(track, north, north),
  ];
}

function covarianceAlong(
  { covarianceItrf }: TrackRecord,
  a: readonly number[],
  b: readonly number[],
): number {
  const c = (index: number): number => covarianceItrf[index] ?? Number.NaN;
  const matrix = [
    [c(XX), c(XY), c(XZ)],
    [c(XY), c(YY), c(YZ)],
    [c(XZ), c(YZ), c(ZZ)],
  ];
  return a.reduce((sum, x, i) => sum + b.reduce((row, y, j) => row + x * y * (matrix[i]?.[j] ?? 0), 0), 0);
}

function localAxes({
  latitudeDeg,
  longitudeDeg,
}: TrackRecord): Readonly<Record<'east' | 'north' | 'up', readonly number[]>> {
  const [sinLat, cosLat] = [Math.sin(radians(latitudeDeg)), Math.cos(radians(latitudeDeg))];
  const [sinLon, cosLon] = [Math.sin(radians(longitudeDeg)), Math.cos(radians(longitudeDeg))];
  return {
    east: [-sinLon, cosLon, 0],
    north: [-sinLat * cosLon, -sinLat * sinLon, cosLat],
    up: [cosLat * cosLon, cosLat * sinLon, sinLat],
  };
}

/** Covariance of a point on the ground in m²: east-east, east-north, north-north. */
export function covarianceM2(point: GroundPoint): readonly [number, number, number] {
  const [eastEast, eastNorth, northNorth] = point.covarianceKm2;
  return [eastEast * 1e6, eastNorth * 1e6, northNorth * 1e6];
}

/** Half axes of the one-sigma ellipse of a point on the ground, m. */
export function ellipseOf(point: GroundPoint): GroundEllipse {
  return groundEllipse(covarianceM2(point));
}
