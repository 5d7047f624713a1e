import { rowCounter } from './row-counter.ts';
import { rowOfCell, someRows } from './rows-grid.ts';
import type { RowsGrid } from './rows-grid.ts';
import type { Sight } from './sight.ts';
import type { ViewCounter } from './view-counter.ts';

/**
 * Counts over some cells of a grid: over their rows as a whole, to the same counts as over the whole Earth.
 *
 * @param numbers - Of the cells in the grid, rising.
 */
export function cellsCounter(grid: RowsGrid, sight: Sight, numbers: Int32Array): ViewCounter {
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return { countInto: () => {} };
  const fromRow = rowOfCell(grid, first);
  const rows = someRows(grid, fromRow, rowOfCell(grid, last) + 1);
  const counter = rowCounter(rows, sight);
  const inRows = new Uint16Array(rows.cellCount);
  const belowInRows = new Uint16Array(rows.cellCount);
  const skipped = grid.firstCell[fromRow]!;
  return {
    countInto(inView: Uint16Array, below: Uint16Array, satellites: Float64Array): void {
      counter.countInto(inRows, belowInRows, satellites);
      for (let cell = 0; cell < numbers.length; cell++) inView[cell] = inRows[numbers[cell]! - skipped]!;
      for (let cell = 0; cell < below.length; cell++) below[cell] = belowInRows[numbers[cell]! - skipped]!;
    },
  };
}
