import type { RowsGrid } from '../grid/rows-grid.ts';
import { addInterval, emptyRaster, takeCountsInto } from './row-raster.ts';
import type { RowRaster } from './row-raster.ts';

/** Counts bands of longitude on a rows grid: each is the difference of two intervals. */
export class BandRaster {
  readonly #wide: RowRaster;
  readonly #narrow: RowRaster;
  readonly #taken: Uint16Array;

  constructor(grid: RowsGrid) {
    this.#wide = emptyRaster(grid);
    this.#narrow = emptyRaster(grid);
    this.#taken = new Uint16Array(grid.cellCount);
  }

  add(row: number, longitudeRad: number, from: number, to: number): void {
    if (!(from < to)) return;
    addInterval(this.#wide, row, longitudeRad, from);
    addInterval(this.#narrow, row, longitudeRad, to);
  }

  takeInto(counts: Uint16Array): void {
    takeCountsInto(counts, this.#wide);
    takeCountsInto(this.#taken, this.#narrow);
    for (let cell = 0; cell < counts.length; cell++) counts[cell]! -= this.#taken[cell]!;
  }
}
