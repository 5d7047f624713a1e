import type { CoverageGrid } from '../grid/coverage-grid.ts';
import { p95Of } from '../tally/gap-list.ts';
import type { GapsByCell } from '../tally/gap-list.ts';
import type { RunCounts } from '../tally/run-lengths.ts';
import { cellHistogram } from '../tally/tally.ts';
import type { Tally } from '../tally/tally.ts';

/** What each cell saw over all samples. Layout: one value per cell, in the order of the grid. */
export interface CellTable {
  readonly cellCount: number;
  /** What each cell is called in the grid of the whole Earth. */
  readonly cellNumber: Int32Array;
  readonly latitudeRad: Float64Array;
  /** In [-π, π). */
  readonly longitudeRad: Float64Array;
  readonly coveredFraction: Float64Array;
  readonly meanInView: Float64Array;
  readonly minInView: Int32Array;
  readonly longestGapS: Float64Array;
  /** Gaps and returns, and their mean lengths; 0 where there is none. */
  readonly gaps: Int32Array;
  readonly meanGapS: Float64Array;
  /** The shortest that at least 95 % of them do not exceed, and each of them, samples; null when there were too many to keep. */
  readonly p95GapS: Float64Array | null;
  readonly gapsByCell: GapsByCell | null;
  /** From sample to sample. */
  readonly stepS: number;
  readonly revisits: Int32Array;
  readonly meanRevisitS: Float64Array;
  /** Mean wait from a sample to the next covered one, samples left out after which none comes, and the share of these; 0 where none is left. */
  readonly meanResponseS: Float64Array;
  readonly unansweredFraction: Float64Array;
  /** Share of samples with a crossing in the band; null when none was looked for. */
  readonly stereoFraction: Float64Array | null;
}

/** @param stereo - Tallies of crossings; empty when none was looked for. */
export function cellTable(
  grid: CoverageGrid,
  inView: readonly Tally[],
  stereo: readonly Tally[],
  { longestGap, cells, gapsByCell }: RunCounts,
  stepS: number,
): CellTable {
  const { cellCount } = grid;
  const samples = samplesOf(inView);
  const ofCells = (value: (cell: number) => number): Float64Array =>
    Float64Array.from({ length: cellCount }, (_, cell) => value(cell));
  return {
    cellCount,
    cellNumber: Int32Array.from({ length: cellCount }, (_, cell) => grid.cellNumber(cell)),
    latitudeRad: ofCells((cell) => grid.latitudeRad(cell)),
    longitudeRad: ofCells((cell) => grid.longitudeRad(cell)),
    coveredFraction: ofCells((cell) => coveredShare(inView, cell)),
    meanInView: ofCells(
      (cell) => inView.reduce((sum, tally) => sum + seenInCell(tally, cell), 0) / samplesOf(inView),
    ),
    minInView: Int32Array.from({ length: cellCount }, (_, cell) => fewestInCell(inView, cell)),
    longestGapS: ofCells((cell) => longestGap[cell]! * stepS),
    gaps: cells.gaps,
    meanGapS: ofCells((cell) => stepS * mean(uncoveredInCell(inView, cell), cells.gaps[cell]!)),
    p95GapS:
      gapsByCell === null
        ? null
        : ofCells((cell) => {
            const { start, lengths } = gapsByCell;
            return stepS * p95Of(lengths.subarray(start[cell], start[cell + 1]));
          }),
    gapsByCell,
    stepS,
    revisits: cells.revisits,
    meanRevisitS: ofCells((cell) => stepS * mean(cells.revisitSamples[cell]!, cells.revisits[cell]!)),
    meanResponseS: ofCells(
      (cell) => stepS * mean(cells.waitSamples[cell]!, samples - cells.unendedSamples[cell]!),
    ),
    unansweredFraction: ofCells((cell) => cells.unendedSamples[cell]! / samples),
    stereoFraction: stereo.length === 0 ? null : ofCells((cell) => coveredShare(stereo, cell)),
  };
}

function mean(sum: number, count: number): number {
  return count === 0 ? 0 : sum / count;
}

export function samplesOf(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, tally) => sum + tally.inViewSum.length, 0);
}

export function uncoveredInCell(tallies: readonly Tally[], cell: number): number {
  return tallies.reduce((sum, tally) => sum + cellHistogram(tally, cell)[0]!, 0);
}

/** Satellites in view of a cell summed over samples. */
export function seenInCell(tally: Tally, cell: number): number {
  const histogram = cellHistogram(tally, cell);
  let sum = 0;
  for (let k = 1; k < histogram.length; k++) sum += k * histogram[k]!;
  return sum;
}

function coveredShare(tallies: readonly Tally[], cell: number): number {
  return 1 - uncoveredInCell(tallies, cell) / samplesOf(tallies);
}

function fewestInCell(tallies: readonly Tally[], cell: number): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (const tally of tallies) {
    const histogram = cellHistogram(tally, cell);
    let k = 0;
    while (k < histogram.length && histogram[k] === 0) k++;
    fewest = Math.min(fewest, k);
  }
  return fewest;
}
