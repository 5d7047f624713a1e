import { assert } from '../../foundation/index.ts';
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

/** How many cells of a grid had k in view, summed over samples, by groups of cells: [group][k]. */
export interface GroupTally {
  readonly groupCount: number;
  readonly stride: number;
  readonly counts: Float64Array;
}

/** A tally by groups; k runs to `mostInView`. */
export function emptyGroups(groupCount: number, mostInView: number): GroupTally {
  const stride = mostInView + 1;
  return { groupCount, stride, counts: new Float64Array(groupCount * stride) };
}

export function addGroupSample(groups: GroupTally, groupOfCell: Uint8Array, inView: Uint16Array): void {
  const { counts, stride } = groups;
  for (let cell = 0; cell < inView.length; cell++) counts[groupOfCell[cell]! * stride + inView[cell]!]! += 1;
}

/** The same from the tallies of cells, whose k goes no further than the most that was seen. */
export function groupsOf(tallies: readonly Tally[], groupOfCell: Uint8Array, groupCount: number): GroupTally {
  const widths = tallies.flatMap(({ histograms, cellCount }) =>
    histograms.map((histogram, tile) => histogram.length / tileCells(cellCount, tile)),
  );
  const groups = emptyGroups(groupCount, Math.max(...widths) - 1);
  for (const tally of tallies) {
    for (let cell = 0; cell < tally.cellCount; cell++) {
      const histogram = cellHistogram(tally, cell);
      const to = groupOfCell[cell]! * groups.stride;
      for (let k = 0; k < histogram.length; k++) groups.counts[to + k]! += histogram[k]!;
    }
  }
  return groups;
}

/** Adds the tallies by groups of several stretches. */
export function joinGroups(parts: readonly GroupTally[]): GroupTally {
  const [first] = parts;
  assert(first !== undefined, 'there is a tally to join');
  const { groupCount, stride } = first;
  const counts = new Float64Array(groupCount * stride);
  for (const part of parts) part.counts.forEach((count, index) => (counts[index]! += count));
  return { groupCount, stride, counts };
}
