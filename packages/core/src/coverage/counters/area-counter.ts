import { rowOfCell, someRows } from '../grid/rows-grid.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import type { ViewCounter } from './view-counter.ts';

/**
 * Counts over some cells of a grid: over their rows as a whole, to the same counts as over the whole Earth.
 *
 * @param numbers - Of the cells in the grid, rising.
 * @param counterOver - Makes the counter over whole rows.
 */
export function areaCounter(
  grid: RowsGrid,
  numbers: Int32Array,
  counterOver: (rows: RowsGrid) => ViewCounter,
): ViewCounter {
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return { countInto: () => {} };
  const fromRow = rowOfCell(grid, first);
  const rows = someRows(grid, fromRow, rowOfCell(grid, last) + 1);
  const counter = counterOver(rows);
  const inRows = new Uint16Array(rows.cellCount);
  const belowInRows = new Uint16Array(rows.cellCount);
  const skipped = grid.firstCell[fromRow]!;
  return {
    countInto(inView, below, satellites, sunItrf): void {
      counter.countInto(inRows, belowInRows, satellites, sunItrf);
      for (let cell = 0; cell < numbers.length; cell++) inView[cell] = inRows[numbers[cell]! - skipped]!;
      for (let cell = 0; cell < below.length; cell++) below[cell] = belowInRows[numbers[cell]! - skipped]!;
    },
  };
}
