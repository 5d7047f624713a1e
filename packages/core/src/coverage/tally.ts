import { assert } from '../foundation/index.ts';
import { emptyStretch, rise } from './run-lengths.ts';
import type { RunStretch } from './run-lengths.ts';

/** How often each cell had how many satellites in view, over a stretch of samples. Whole numbers only, so that stretches add up to the bit. */
export interface Tally {
  readonly fromSample: number;
  readonly toSample: number;
  readonly cellCount: number;
  /** Values of k kept per cell. */
  readonly stride: number;
  /** Samples with k in view, [cell][k]. */
  readonly histogram: Uint16Array | Uint32Array;
  /** Satellites in view summed over the cells, [sample - fromSample]. */
  readonly inViewSum: Float64Array;
  /** Cells with at least one in view, [sample - fromSample]. */
  readonly coveredCells: Int32Array;
  readonly runs: RunStretch;
}

/** Most in view that is foreseen at first; more make the table grow. */
const FIRST_STRIDE = 64;
const UINT16_SAMPLES = 65_535;

/** A tally that can still grow. */
export type OpenTally = { -readonly [Key in keyof Tally]: Tally[Key] };

export function openTally(cellCount: number, fromSample: number, toSample: number): OpenTally {
  const samples = toSample - fromSample;
  return {
    fromSample,
    toSample,
    cellCount,
    stride: FIRST_STRIDE,
    histogram: counters(cellCount * FIRST_STRIDE, samples),
    inViewSum: new Float64Array(samples),
    coveredCells: new Int32Array(samples),
    runs: emptyStretch(cellCount, fromSample, toSample),
  };
}

function counters(length: number, samples: number): Uint16Array | Uint32Array {
  return samples <= UINT16_SAMPLES ? new Uint16Array(length) : new Uint32Array(length);
}

/** Takes in one sample. */
export function addSample(tally: OpenTally, sample: number, inView: Uint16Array): void {
  const { cellCount, runs } = tally;
  let { histogram, stride } = tally;
  const { openSince } = runs;
  let sum = 0;
  let covered = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    const k = inView[cell]!;
    if (k >= stride) {
      grow(tally, k + 1);
      ({ histogram, stride } = tally);
    }
    histogram[cell * stride + k]! += 1;
    if (k > 0) {
      sum += k;
      covered += 1;
      if (openSince[cell]! >= 0) rise(runs, cell, sample);
    } else if (openSince[cell]! < 0) openSince[cell] = sample;
  }
  tally.inViewSum[sample - tally.fromSample] = sum;
  tally.coveredCells[sample - tally.fromSample] = covered;
}

/** Makes room for at least so many values of k. */
function grow(tally: OpenTally, atLeast: number): void {
  const { cellCount, stride, histogram, inViewSum } = tally;
  const wider = Math.max(2 * stride, atLeast);
  const grown = counters(cellCount * wider, inViewSum.length);
  for (let cell = 0; cell < cellCount; cell++) {
    grown.set(histogram.subarray(cell * stride, (cell + 1) * stride), cell * wider);
  }
  tally.stride = wider;
  tally.histogram = grown;
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
  const stride = Math.max(...tallies.map((tally) => tally.stride));
  const groups = emptyGroups(groupCount, stride - 1);
  for (const tally of tallies) {
    for (let cell = 0; cell < tally.cellCount; cell++) {
      const to = groupOfCell[cell]! * stride;
      const from = cell * tally.stride;
      for (let k = 0; k < tally.stride; k++) groups.counts[to + k]! += tally.histogram[from + k]!;
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
