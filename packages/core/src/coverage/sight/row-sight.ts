import type { RowsGrid } from '../grid/rows-grid.ts';
import { elevationRows } from './elevation-rows.ts';
import { limbRows } from './limb-rows.ts';
import type { Sight } from './sight.ts';

/** Where the cosines go that a satellite sees a row from, [row]; each is that of a difference in longitude from the satellite. */
export interface RowCosines {
  /** Cells from here on are in line of sight; 1 or more: none is, -1 or less: all are. */
  readonly seen: Float64Array;
  /** From here on with Earth or limb behind them. */
  readonly below: Float64Array;
}

/** What one satellite after the other sees of the rows of a grid: one interval of longitude of each, whatever the row's shape. */
export interface RowSight {
  /** Rows [fromRow, untilRow) are those that the satellite turned to may see; the cosines of others mean nothing. */
  readonly fromRow: number;
  readonly untilRow: number;
  /**
   * Fills in the cosines of all rows that may be seen.
   *
   * @param x - Of the satellite, Earth-fixed, m; so are y and z.
   */
  turnTo(x: number, y: number, z: number): void;
}

/** @param cosines - Filled at every turn; of elevations nothing is told of what lies behind. */
export function rowSight(grid: RowsGrid, sight: Sight, cosines: RowCosines): RowSight {
  return sight.kind === 'elevation'
    ? elevationRows(grid, sight.minElevationRad, cosines.seen)
    : limbRows(grid, sight.limbM, sight.maxRangeM, cosines);
}
