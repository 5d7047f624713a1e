import type { RunStretch } from './run-lengths.ts';

/** How often each cell had how many satellites in view, over a stretch of samples. Whole numbers only, so that stretches add up to the bit. */
export interface Tally {
  readonly fromSample: number;
  readonly toSample: number;
  readonly cellCount: number;
  /** Samples with k in view, one table [cell in tile][k] for every `TILE_CELLS` cells, each as wide as the most that its cells saw. */
  readonly histograms: readonly (Uint16Array | Uint32Array)[];
  /** Satellites in view summed over the cells, [sample - fromSample]. */
  readonly inViewSum: Float64Array;
  /** Cells with at least one in view, [sample - fromSample]. */
  readonly coveredCells: Int32Array;
  readonly runs: RunStretch;
}

/** Cells of a tile. With some hundred values of k its counters fit into a processor's own cache. */
export const TILE_CELLS = 512;

/** Cells of a tile; the last one may have fewer. */
export function tileCells(cellCount: number, tile: number): number {
  return Math.min(TILE_CELLS, cellCount - tile * TILE_CELLS);
}

/** Samples with k in view of a cell, by k. */
export function cellHistogram({ histograms, cellCount }: Tally, cell: number): Uint16Array | Uint32Array {
  const tile = Math.floor(cell / TILE_CELLS);
  const histogram = histograms[tile]!;
  const stride = histogram.length / tileCells(cellCount, tile);
  const at = (cell - tile * TILE_CELLS) * stride;
  return histogram.subarray(at, at + stride);
}
