import { assert } from '../../foundation/index.ts';
import { addGap, emptyGapList, gapsByCell } from './gap-list.ts';
import type { GapList, GapsByCell } from './gap-list.ts';

/**
 * Runs of samples in which a cell is covered or not, found as the samples go by, for one stretch of samples [from, to). Runs cut by the ends
 * of the stretch are kept apart per cell, so that stretches done anywhere join to the same answer.
 */
export interface RunStretch {
  readonly fromSample: number;
  readonly toSample: number;
  /** First covered sample of each cell; `toSample` when there is none. */
  readonly firstCovered: Int32Array;
  /** Start of the uncovered run each cell ends with; -1 when it ends covered. */
  readonly openSince: Int32Array;
  /** First and last sample that is covered after one of this stretch that is not; -1 when there is none. */
  readonly firstRise: Int32Array;
  readonly lastRise: Int32Array;
  /** Longest uncovered run strictly inside, per cell, samples. */
  readonly longestGap: Int32Array;
  /** Uncovered runs strictly inside, per cell, their lengths summed, and the squares of these, samples². */
  readonly gaps: Int32Array;
  readonly gapSamples: Int32Array;
  readonly gapSquares: Float64Array;
  /** Samples covered after one of this stretch that is not, per cell. */
  readonly rises: Int32Array;
  /** Uncovered runs strictly inside, one by one. */
  readonly gapList: GapList;
  /** How many of them have each length, by samples. */
  readonly gapCounts: Uint32Array;
  /** How many times from rise to next rise have each length, by samples. */
  readonly revisitCounts: Uint32Array;
}

export function emptyStretch(cellCount: number, fromSample: number, toSample: number): RunStretch {
  const length = toSample - fromSample + 1;
  return {
    fromSample,
    toSample,
    firstCovered: new Int32Array(cellCount).fill(toSample),
    openSince: new Int32Array(cellCount).fill(fromSample),
    firstRise: new Int32Array(cellCount).fill(-1),
    lastRise: new Int32Array(cellCount).fill(-1),
    longestGap: new Int32Array(cellCount),
    gaps: new Int32Array(cellCount),
    gapSamples: new Int32Array(cellCount),
    gapSquares: new Float64Array(cellCount),
    rises: new Int32Array(cellCount),
    gapList: emptyGapList(),
    gapCounts: new Uint32Array(length),
    revisitCounts: new Uint32Array(length),
  };
}

/** The cell, uncovered until now, is covered at this sample. */
export function rise(stretch: RunStretch, cell: number, sample: number): void {
  const { fromSample, toSample, firstCovered, openSince, firstRise, lastRise, gapCounts } = stretch;
  const since = openSince[cell]!;
  openSince[cell] = -1;
  if (firstCovered[cell] === toSample) firstCovered[cell] = sample;
  else {
    const length = sample - since;
    gapCounts[length]! += 1;
    addGap(stretch.gapList, cell, length);
    stretch.gaps[cell]! += 1;
    stretch.gapSamples[cell]! += length;
    stretch.gapSquares[cell]! += length * length;
    if (length > stretch.longestGap[cell]!) stretch.longestGap[cell] = length;
  }
  if (sample === fromSample) return;
  stretch.rises[cell]! += 1;
  if (firstRise[cell] === -1) firstRise[cell] = sample;
  else stretch.revisitCounts[sample - lastRise[cell]!]! += 1;
  lastRise[cell] = sample;
}

/** What the runs of a whole window come to. Lengths in samples. */
export interface RunCounts {
  /** Uncovered runs by length, those cut by the ends of the window included with the length that was seen. */
  readonly gapCounts: Float64Array;
  /** Of them, those that coverage ends. */
  readonly endedGapCounts: Float64Array;
  readonly revisitCounts: Float64Array;
  /** Samples without coverage after which none comes in the window. */
  readonly unendedSamples: number;
  /** Per cell. */
  readonly longestGap: Int32Array;
  readonly cells: CellRuns;
  /** Null when there were too many gaps to keep them one by one. */
  readonly gapsByCell: GapsByCell | null;
}

/** What the runs of each cell come to, one value per cell. Lengths in samples. */
export interface CellRuns {
  /** Uncovered runs, those cut by the ends of the window included. */
  readonly gaps: Int32Array;
  /** Times from rise to next rise, and their sum. */
  readonly revisits: Int32Array;
  readonly revisitSamples: Float64Array;
  /** Waits from uncovered samples to the next covered one, summed. */
  readonly waitSamples: Float64Array;
  /** Samples after which no coverage comes. */
  readonly unendedSamples: Float64Array;
}

function noRuns(cellCount: number): CellRuns {
  return {
    gaps: new Int32Array(cellCount),
    revisits: new Int32Array(cellCount),
    revisitSamples: new Float64Array(cellCount),
    waitSamples: new Float64Array(cellCount),
    unendedSamples: new Float64Array(cellCount),
  };
}

/** Joins stretches that follow one another and together are the window. */
export function joinStretches(stretches: readonly RunStretch[]): RunCounts {
  const first = stretches[0];
  const last = stretches.at(-1);
  assert(first !== undefined && last !== undefined, 'there is a stretch to join');
  const length = last.toSample - first.fromSample + 1;
  const gapCounts = new Float64Array(length);
  const endedGapCounts = new Float64Array(length);
  const revisitCounts = new Float64Array(length);
  const cellCount = first.openSince.length;
  const longestGap = new Int32Array(cellCount);
  const cells = noRuns(cellCount);
  for (const stretch of stretches) {
    stretch.gapCounts.forEach((count, samples) => {
      gapCounts[samples]! += count;
      endedGapCounts[samples]! += count;
    });
    stretch.revisitCounts.forEach((count, samples) => (revisitCounts[samples]! += count));
  }
  const joinedGaps = emptyGapList();
  let unendedSamples = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    let open = -1;
    let lastRise = -1;
    let longest = 0;
    let firstRise = -1;
    let rises = 0;
    let gaps = 0;
    let squares = 0;
    let endedSamples = 0;
    const endGap = (sample: number): void => {
      gapCounts[sample - open]! += 1;
      endedGapCounts[sample - open]! += 1;
      addGap(joinedGaps, cell, sample - open);
      longest = Math.max(longest, sample - open);
      gaps += 1;
      squares += (sample - open) ** 2;
      endedSamples += sample - open;
      open = -1;
    };
    const riseAt = (sample: number): void => {
      if (lastRise >= 0) revisitCounts[sample - lastRise]! += 1;
      lastRise = sample;
      if (firstRise < 0) firstRise = sample;
    };
    for (const stretch of stretches) {
      longest = Math.max(longest, stretch.longestGap[cell]!);
      gaps += stretch.gaps[cell]!;
      squares += stretch.gapSquares[cell]!;
      endedSamples += stretch.gapSamples[cell]!;
      rises += stretch.rises[cell]!;
      const covered = stretch.firstCovered[cell]!;
      if (covered > stretch.fromSample && open < 0) open = stretch.fromSample;
      if (covered === stretch.toSample) continue;
      if (open >= 0) {
        endGap(covered);
        if (covered === stretch.fromSample) {
          riseAt(covered);
          rises += 1;
        }
      }
      if (stretch.firstRise[cell]! >= 0) {
        riseAt(stretch.firstRise[cell]!);
        lastRise = stretch.lastRise[cell]!;
      }
      open = stretch.openSince[cell]!;
    }
    const unended = open >= 0 ? last.toSample - open : 0;
    if (unended > 0) {
      gapCounts[unended]! += 1;
      addGap(joinedGaps, cell, unended);
      longest = Math.max(longest, unended);
      unendedSamples += unended;
    }
    longestGap[cell] = longest;
    cells.gaps[cell] = gaps + (unended > 0 ? 1 : 0);
    cells.revisits[cell] = Math.max(0, rises - 1);
    cells.revisitSamples[cell] = lastRise - firstRise;
    cells.unendedSamples[cell] = unended;
    cells.waitSamples[cell] = (squares + endedSamples) / 2;
  }
  const lists = [...stretches.map((stretch) => stretch.gapList), joinedGaps];
  return {
    gapCounts,
    endedGapCounts,
    revisitCounts,
    unendedSamples,
    longestGap,
    cells,
    gapsByCell: gapsByCell(lists, cellCount),
  };
}
