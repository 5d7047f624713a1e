import { largestRadiusM, polarStretch } from '../grid/surface.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import { satelliteAxisM } from './satellite-axis.ts';
import type { RowCosines, RowSight } from './row-sight.ts';

/**
 * Rows of targets seen past a limb, or before it. Stretching the polar axis makes the ellipsoid a sphere (sensors/look.ts), so a row and a
 * satellite have one threshold on the cosine of the angle between them: with q = √(r² - T²), T the radius of limb or ground, T² + q q' where
 * the ray becomes tangent at the target and T² - q q' where target and satellite stand on either side of the tangent point.
 *
 * @param maxRangeM - Longest line of sight, m; may be infinite.
 * @param cosines - Filled at every turn.
 */
export function limbRows(
  { surface, axisDistanceM, zM, rowCount }: RowsGrid,
  limbM: number,
  maxRangeM: number,
  { seen, below }: RowCosines,
): RowSight {
  const stretch = polarStretch(surface);
  const groundM = largestRadiusM(surface);
  const limbRadius2 = (groundM + limbM) ** 2;
  const targetRadius2 = axisDistanceM.map((p, row) => p * p + (stretch * zM[row]!) ** 2);
  const targetLegM = targetRadius2.map((radius2) => Math.sqrt(radius2 - limbRadius2));
  const perAxisDistance = axisDistanceM.map((p) => 1 / p);
  const maxRange2 = maxRangeM * maxRangeM;
  const rows = { fromRow: 0, untilRow: 0, turnTo };
  function turnTo(x: number, y: number, z: number): void {
    const axis2 = x * x + y * y;
    const axis = satelliteAxisM(x, y);
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
      seen[row] = cosine;
      below[row] = (innerAt - axes > farthest ? innerAt - axes : farthest) * scale;
      if (!(cosine < 1)) continue;
      if (from > row) from = row;
      until = row + 1;
    }
    rows.fromRow = from;
    rows.untilRow = until;
  }
  return rows;
}
