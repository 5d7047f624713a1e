import { TWO_PI } from '../../foundation/index.ts';
import { fastAcos } from './fast-acos.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';

/**
 * Counts intervals of longitude on a rows grid: two steps per interval in an array of differences, which one running sum turns into counts.
 * Each row has one slot more than cells, for intervals that end with it. Counts are below 65,536, so that sums modulo that are the counts.
 */
export interface RowRaster {
  readonly grid: RowsGrid;
  /** Of the interval of one satellite in each row: cosine of half its width; 1 or more there is none, -1 or less is the whole row. */
  readonly cosHalfWidth: Float64Array;
  readonly differences: Uint16Array;
  readonly cellsOfRow: Int32Array;
  readonly cellsPerRad: Float64Array;
  /** Whole cells from the row's beginning to both ends of the interval, plus twice the row. */
  readonly westward: Int32Array;
  readonly eastward: Int32Array;
}

export function emptyRaster(grid: RowsGrid): RowRaster {
  const { rowCount, cellCount, firstCell } = grid;
  const cellsOfRow = Int32Array.from({ length: rowCount }, (_, row) => firstCell[row + 1]! - firstCell[row]!);
  return {
    grid,
    cosHalfWidth: new Float64Array(rowCount),
    differences: new Uint16Array(cellCount + rowCount),
    cellsOfRow,
    cellsPerRad: Float64Array.from(cellsOfRow, (cells) => cells / TWO_PI),
    westward: new Int32Array(rowCount),
    eastward: new Int32Array(rowCount),
  };
}

/**
 * Adds one to the cells of rows [fromRow, untilRow) whose centres lie within the intervals of `cosHalfWidth`.
 *
 * Two short loops and signs used as masks: which intervals go over the date line nobody can foretell, and wrong guesses cost more than all
 * the arithmetic.
 *
 * @param longitudeRad - Middle of the intervals, [-π, π].
 */
export function addIntervals(
  { grid, cosHalfWidth, differences, cellsOfRow, cellsPerRad, westward, eastward }: RowRaster,
  fromRow: number,
  untilRow: number,
  longitudeRad: number,
): void {
  const { firstCell } = grid;
  for (let row = fromRow; row < untilRow; row++) {
    const cells = cellsOfRow[row]!;
    const cosine = cosHalfWidth[row]!;
    const middle = longitudeRad * cellsPerRad[row]! - 0.5;
    const half = cosine <= -1 ? cells : cosine < 1 ? fastAcos(cosine) * cellsPerRad[row]! : -1;
    // Stored as whole numbers, rounded down because they are positive.
    westward[row] = half - middle + 2 * cells;
    eastward[row] = half + middle + 2 * cells;
  }
  for (let row = fromRow; row < untilRow; row++) {
    const cells = cellsOfRow[row]!;
    const start = firstCell[row]! + row;
    const from = 2 * cells - westward[row]!;
    const length = westward[row]! + eastward[row]! - 4 * cells + 1;
    if (length <= 0) continue;
    if (length >= cells) {
      differences[start]! += 1;
      continue;
    }
    const west = from + (cells & (from >> 31));
    const end = west + length;
    const overDateLine = (cells - end) >> 31;
    differences[start + west]! += 1;
    differences[start]! -= overDateLine;
    differences[start + end - (cells & overDateLine)]! -= 1;
  }
}

/** The same for one row and the interval given. */
export function addInterval(
  raster: RowRaster,
  row: number,
  longitudeRad: number,
  cosHalfWidth: number,
): void {
  raster.cosHalfWidth[row] = cosHalfWidth;
  addIntervals(raster, row, row + 1, longitudeRad);
}

/** Running sums into `counts`, [cell]; the raster is empty again. */
export function takeCountsInto(counts: Uint16Array, { grid, differences }: RowRaster): void {
  const { rowCount, firstCell } = grid;
  for (let row = 0; row < rowCount; row++) {
    const until = firstCell[row + 1]!;
    let sum = 0;
    for (let cell = firstCell[row]!; cell < until; cell++) {
      sum += differences[cell + row]!;
      counts[cell] = sum;
    }
  }
  differences.fill(0);
}
