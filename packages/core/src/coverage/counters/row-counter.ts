import { EARTH_EQUATORIAL_RADIUS_M, EARTH_POLAR_RADIUS_M } from '../../physics/index.ts';
import { elevationReachRad } from '../sight/reach.ts';
import { addIntervals, emptyRaster, takeCountsInto } from './row-raster.ts';
import { firstRowNotAbove } from '../grid/rows-grid.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import type { ElevationSight, ShellSight, Sight } from '../sight/sight.ts';
import type { ViewCounter } from './view-counter.ts';

/** A satellite exactly above a pole has no longitude; moving it by this much changes no count and divides by nothing. */
const NEAREST_TO_AXIS_M = 1e-3;

/** Counts by rows: what a satellite sees of a row is one interval of longitude, whatever the row's shape. */
export function rowCounter(grid: RowsGrid, sight: Sight): ViewCounter {
  return sight.kind === 'elevation' ? elevationCounter(grid, sight) : shellCounter(grid, sight);
}

/**
 * With Δ the difference in longitude, both the satellite's height over the local horizon and the squared range are linear in cos Δ, so the
 * condition (s - p)·z >= |s - p| sin E is a quadratic in cos Δ and holds from its larger root on. Exact on sphere and ellipsoid alike.
 */
function elevationCounter(grid: RowsGrid, { minElevationRad }: ElevationSight): ViewCounter {
  const { latitudeRad, axisDistanceM, zM } = grid;
  const raster = emptyRaster(grid);
  const { cosHalfWidth } = raster;
  const sinElevation2 = Math.sin(minElevationRad) ** 2;
  const sinLatitude = latitudeRad.map(Math.sin);
  const cosLatitude = latitudeRad.map(Math.cos);
  const supportM = latitudeRad.map(
    (_, row) => axisDistanceM[row]! * cosLatitude[row]! + zM[row]! * sinLatitude[row]!,
  );
  return {
    countInto(inView: Uint16Array, _below: Uint16Array, satellites: Float64Array): void {
      for (let at = 0; at < satellites.length; at += 3) {
        const x = satellites[at]!;
        const y = satellites[at + 1]!;
        const z = satellites[at + 2]!;
        const axis2 = x * x + y * y;
        const axis = Math.max(NEAREST_TO_AXIS_M, Math.sqrt(axis2));
        const radius = Math.sqrt(axis2 + z * z);
        const longitude = Math.atan2(y, x);
        const latitude = Math.asin(z / radius);
        const reach = elevationReachRad(grid.surface, radius, minElevationRad);
        const from = firstRowNotAbove(grid, latitude + reach);
        const until = firstRowNotAbove(grid, latitude - reach);
        for (let row = from; row < until; row++) {
          const p = axisDistanceM[row]!;
          const q = zM[row]!;
          const a = z * sinLatitude[row]! - supportM[row]!;
          const b = axis * cosLatitude[row]!;
          const leverM2 = axis * p;
          const range2 = axis2 + p * p + (z - q) * (z - q);
          const half = a * b + sinElevation2 * leverM2;
          const constant = a * a - sinElevation2 * range2;
          const root2 =
            sinElevation2 * (sinElevation2 * leverM2 * leverM2 + b * (2 * a * leverM2 + b * range2));
          const root = Math.sqrt(Math.max(0, root2));
          const cosine = half <= 0 ? (root - half) / (b * b) : -constant / (half + root);
          cosHalfWidth[row] = a + b < 0 ? Number.POSITIVE_INFINITY : cosine;
        }
        addIntervals(raster, from, until, longitude);
      }
      takeCountsInto(inView, raster);
    },
  };
}

/**
 * Stretching the polar axis makes the ellipsoid a sphere (sensors/look.ts), so a row and a satellite have one threshold on the cosine of the
 * angle between them: with q = √(r² - T²), T the radius of limb or ground, T² + q q' where the ray becomes tangent at the target and
 * T² - q q' where target and satellite stand on either side of the tangent point. Caps are nested: above = outer less inner.
 */
function shellCounter(grid: RowsGrid, { limbM, maxRangeM }: ShellSight): ViewCounter {
  const { surface, axisDistanceM, zM, rowCount } = grid;
  const outer = emptyRaster(grid);
  const inner = emptyRaster(grid);
  const stretch = surface.kind === 'sphere' ? 1 : EARTH_EQUATORIAL_RADIUS_M / EARTH_POLAR_RADIUS_M;
  const groundM = surface.kind === 'sphere' ? surface.radiusM : EARTH_EQUATORIAL_RADIUS_M;
  const limbRadius2 = (groundM + limbM) ** 2;
  const targetRadius2 = axisDistanceM.map((p, row) => p * p + (stretch * zM[row]!) ** 2);
  const targetLegM = targetRadius2.map((radius2) => Math.sqrt(radius2 - limbRadius2));
  const perAxisDistance = axisDistanceM.map((p) => 1 / p);
  const maxRange2 = maxRangeM * maxRangeM;
  return {
    countInto(inView: Uint16Array, below: Uint16Array, satellites: Float64Array): void {
      for (let at = 0; at < satellites.length; at += 3) {
        const x = satellites[at]!;
        const y = satellites[at + 1]!;
        const z = satellites[at + 2]!;
        const axis2 = x * x + y * y;
        const axis = Math.max(NEAREST_TO_AXIS_M, Math.sqrt(axis2));
        const longitude = Math.atan2(y, x);
        const perAxis = 1 / axis;
        const satelliteRadius2 = axis2 + (stretch * z) ** 2;
        const satelliteLegM = Math.sqrt(satelliteRadius2 - limbRadius2);
        let from = rowCount;
        let until = 0;
        for (let row = 0; row < rowCount; row++) {
          const p = axisDistanceM[row]!;
          const q = zM[row]!;
          const target2 = targetRadius2[row]!;
          // Not a number where either stands below the limb.
          const leg2 = satelliteLegM * targetLegM[row]!;
          const beyond = leg2 >= 0 && satelliteLegM > 0;
          const axes = stretch * stretch * z * q;
          const farthest = (axis2 + p * p + (z - q) * (z - q) - maxRange2) / 2;
          const innerAt =
            target2 < satelliteRadius2 ? (beyond ? limbRadius2 + leg2 : target2) : Number.POSITIVE_INFINITY;
          const outerAt = beyond ? limbRadius2 - leg2 : innerAt;
          const scale = perAxis * perAxisDistance[row]!;
          const cosine = (outerAt - axes > farthest ? outerAt - axes : farthest) * scale;
          outer.cosHalfWidth[row] = cosine;
          inner.cosHalfWidth[row] = (innerAt - axes > farthest ? innerAt - axes : farthest) * scale;
          if (!(cosine < 1)) continue;
          if (from > row) from = row;
          until = row + 1;
        }
        addIntervals(outer, from, until, longitude);
        addIntervals(inner, from, until, longitude);
      }
      takeCountsInto(inView, outer);
      takeCountsInto(below, inner);
    },
  };
}
