import { assert } from '../../foundation/index.ts';
import { cellHistogram, tileCells } from './tally.ts';
import type { Tally } from './tally.ts';

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
