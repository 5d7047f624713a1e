import { firstRowNotAbove } from '../grid/rows-grid.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import { satelliteAxisM } from './satellite-axis.ts';
import { elevationReachRad } from './reach.ts';
import type { RowSight } from './row-sight.ts';

/**
 * Rows seen from the ground. With Δ the difference in longitude, both the satellite's height over the local horizon and the squared range are
 * linear in cos Δ, so the condition (s - p)·z >= |s - p| sin E is a quadratic in cos Δ and holds from its larger root on. Exact on sphere and
 * ellipsoid alike.
 *
 * @param seen - Cosine of that root, filled at every turn, [row].
 */
export function elevationRows(grid: RowsGrid, minElevationRad: number, seen: Float64Array): RowSight {
  const { surface, latitudeRad, axisDistanceM, zM } = grid;
  const sinElevation2 = Math.sin(minElevationRad) ** 2;
  const sinLatitude = latitudeRad.map(Math.sin);
  const cosLatitude = latitudeRad.map(Math.cos);
  const supportM = latitudeRad.map(
    (_, row) => axisDistanceM[row]! * cosLatitude[row]! + zM[row]! * sinLatitude[row]!,
  );
  const rows = { fromRow: 0, untilRow: 0, turnTo };
  function turnTo(x: number, y: number, z: number): void {
    const axis2 = x * x + y * y;
    const axis = satelliteAxisM(x, y);
    const radius = Math.sqrt(axis2 + z * z);
    const latitude = Math.asin(z / radius);
    const reach = elevationReachRad(surface, radius, minElevationRad);
    const from = firstRowNotAbove(grid, latitude + reach);
    const until = firstRowNotAbove(grid, latitude - reach);
    rows.fromRow = from;
    rows.untilRow = until;
    for (let row = from; row < until; row++) {
      const p = axisDistanceM[row]!;
      const q = zM[row]!;
      const a = z * sinLatitude[row]! - supportM[row]!;
      const b = axis * cosLatitude[row]!;
      const leverM2 = axis * p;
      const range2 = axis2 + p * p + (z - q) * (z - q);
      const half = a * b + sinElevation2 * leverM2;
      const constant = a * a - sinElevation2 * range2;
      const root2 = sinElevation2 * (sinElevation2 * leverM2 * leverM2 + b * (2 * a * leverM2 + b * range2));
      const root = Math.sqrt(Math.max(0, root2));
      const cosine = half <= 0 ? (root - half) / (b * b) : -constant / (half + root);
      seen[row] = a + b < 0 ? Number.POSITIVE_INFINITY : cosine;
    }
  }
  return rows;
}
