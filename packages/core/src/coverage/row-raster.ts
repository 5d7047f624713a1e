import { TWO_PI } from '../foundation/index.ts';
import { fastAcos } from './fast-acos.ts';
import type { RowsGrid } from './rows-grid.ts';

/**
 * Counts intervals of longitude on a rows grid: two steps per interval in an array of differences, which one running sum turns into counts.
 * Each row has one slot more than cells, for intervals that end with it.
 */
export interface RowRaster {
  readonly grid: RowsGrid;
  readonly differences: Int32Array;
}

export function emptyRaster(grid: RowsGrid): RowRaster {
  return { grid, differences: new Int32Array(grid.cellCount + grid.rowCount) };
}

/**
 * Adds one to the cells of a row whose centres lie within an interval of longitude.
 *
 * @param longitudeRad - Middle of the interval, [-π, π].
 * @param cosHalfWidth - Cosine of half its width; 1 or more is empty, -1 or less the whole row.
 */
export function addInterval(
  raster: RowRaster,
  row: number,
  longitudeRad: number,
  cosHalfWidth: number,
): void {
  if (!(cosHalfWidth < 1)) return;
  const { grid, differences } = raster;
  const first = grid.firstCell[row]!;
  const cells = grid.firstCell[row + 1]! - first;
  const start = first + row;
  if (cosHalfWidth <= -1) {
    differences[start]! += 1;
    return;
  }
  const cellsPerRad = cells / TWO_PI;
  const middle = longitudeRad * cellsPerRad - 0.5;
  const half = fastAcos(cosHalfWidth) * cellsPerRad;
  const from = Math.ceil(middle - half);
  const length = Math.floor(middle + half) - from + 1;
  if (length <= 0) return;
  if (length >= cells) {
    differences[start]! += 1;
    return;
  }
  const west = from < 0 ? from + cells : from;
  const end = west + length;
  differences[start + west]! += 1;
  if (end <= cells) {
    differences[start + end]! -= 1;
    return;
  }
  differences[start]! += 1;
  differences[start + end - cells]! -= 1;
}

/** Running sums into `counts`, [cell]; the raster is empty again. */
export function takeCountsInto(counts: Uint16Array, { grid, differences }: RowRaster): void {
  const { rowCount, firstCell } = grid;
  for (let row = 0; row < rowCount; row++) {
    const until = firstCell[row + 1]!;
    let sum = 0;
    for (let cell = firstCell[row]!; cell < until; cell++) {
      sum += differences[cell + row]!;
      differences[cell + row] = 0;
      counts[cell] = sum;
    }
    differences[until + row] = 0;
  }
}
