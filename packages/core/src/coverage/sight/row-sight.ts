import { EARTH_EQUATORIAL_RADIUS_M, EARTH_POLAR_RADIUS_M } from '../../physics/index.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import type { Sight } from './sight.ts';

/** One satellite before one row; lengths in m. */
export interface RowPlace {
  row: number;
  /** Of the satellite from the Earth's axis, and over the plane of the equator. */
  axisM: number;
  zM: number;
}

/** Cosines of the difference in longitude. */
export interface RowPart {
  /** Cells from here on are in line of sight. */
  seen: number;
  /** From here on with Earth or limb behind them. */
  below: number;
}

/** Fills in which part of a row is in line of sight of a satellite. */
export type RowSight = (part: RowPart, place: Readonly<RowPlace>) => void;

/** By elevation: the larger root of the quadratic of `rowCounter`. Nothing is told of what lies behind. */
function elevationRows({ latitudeRad, axisDistanceM, zM }: RowsGrid, minElevationRad: number): RowSight {
  const sinElevation2 = Math.sin(minElevationRad) ** 2;
  const sinLatitude = latitudeRad.map(Math.sin);
  const cosLatitude = latitudeRad.map(Math.cos);
  return (part, { row, axisM, zM: z }) => {
    const p = axisDistanceM[row]!;
    const q = zM[row]!;
    const a = (z - q) * sinLatitude[row]! - p * cosLatitude[row]!;
    const b = axisM * cosLatitude[row]!;
    part.below = Number.POSITIVE_INFINITY;
    part.seen = Number.POSITIVE_INFINITY;
    if (a + b < 0) return;
    const leverM2 = axisM * p;
    const range2 = axisM * axisM + p * p + (z - q) * (z - q);
    const half = a * b + sinElevation2 * leverM2;
    const root2 = sinElevation2 * (sinElevation2 * leverM2 * leverM2 + b * (2 * a * leverM2 + b * range2));
    const root = Math.sqrt(Math.max(0, root2));
    part.seen = half <= 0 ? (root - half) / (b * b) : -(a * a - sinElevation2 * range2) / (half + root);
  };
}

/**
 * By a limb at some height, with the thresholds of `rowCounter`: seen past it on either side of the tangent point, below it where the ray
 * runs into it behind the cell.
 */
export function limbRows({ surface, axisDistanceM, zM }: RowsGrid, limbM: number): RowSight {
  const stretch = surface.kind === 'sphere' ? 1 : EARTH_EQUATORIAL_RADIUS_M / EARTH_POLAR_RADIUS_M;
  const groundM = surface.kind === 'sphere' ? surface.radiusM : EARTH_EQUATORIAL_RADIUS_M;
  const limbRadius2 = (groundM + limbM) ** 2;
  return (part, { row, axisM, zM: z }) => {
    const p = axisDistanceM[row]!;
    const q = zM[row]!;
    const satellite2 = axisM * axisM + (stretch * z) ** 2;
    const target2 = p * p + (stretch * q) ** 2;
    const isBeyond = satellite2 > limbRadius2 && target2 >= limbRadius2;
    const leg2 = isBeyond ? Math.sqrt((satellite2 - limbRadius2) * (target2 - limbRadius2)) : 0;
    const below = target2 < satellite2 ? (isBeyond ? limbRadius2 + leg2 : target2) : Number.POSITIVE_INFINITY;
    const axes = stretch * stretch * z * q;
    const scale = 1 / (axisM * p);
    part.below = (below - axes) * scale;
    part.seen = ((isBeyond ? limbRadius2 - leg2 : below) - axes) * scale;
  };
}

/** What is in line of sight of a row, range aside. */
export function rowSight(grid: RowsGrid, sight: Sight): RowSight {
  return sight.kind === 'elevation'
    ? elevationRows(grid, sight.minElevationRad)
    : limbRows(grid, sight.limbM);
}
