import { assert } from '../../foundation/index.ts';
import type { CoverageGrid } from '../grid/coverage-grid.ts';
import type { RunCounts } from '../tally/run-lengths.ts';
import type { Tally } from '../tally/tally.ts';
import { samplesOf, seenInCell, uncoveredInCell } from './cell-table.ts';

export interface CellAnswer {
  readonly latitudeRad: number;
  /** In [-π, π). */
  readonly longitudeRad: number;
  readonly coveredFraction: number;
  readonly meanInView: number;
  readonly longestGapS: number;
}

export interface SampleAnswer {
  /** Since the first sample. */
  readonly atS: number;
  readonly coveredFraction: number;
  readonly meanInView: number;
}

/** Least covered; of equals the one with the longest gap, then with the fewest in view. */
export function worstCell(
  grid: CoverageGrid,
  tallies: readonly Tally[],
  { longestGap }: RunCounts,
  stepS: number,
): CellAnswer {
  let worst = { cell: -1, uncovered: -1, gap: -1, sum: 0 };
  for (let cell = 0; cell < grid.cellCount; cell++) {
    const uncovered = uncoveredInCell(tallies, cell);
    const gap = longestGap[cell]!;
    if (uncovered < worst.uncovered || (uncovered === worst.uncovered && gap < worst.gap)) continue;
    const sum = tallies.reduce((all, tally) => all + seenInCell(tally, cell), 0);
    if (uncovered > worst.uncovered || gap > worst.gap || sum < worst.sum)
      worst = { cell, uncovered, gap, sum };
  }
  assert(worst.cell >= 0, 'a grid has a cell');
  const samples = samplesOf(tallies);
  return {
    latitudeRad: grid.latitudeRad(worst.cell),
    longitudeRad: grid.longitudeRad(worst.cell),
    coveredFraction: 1 - worst.uncovered / samples,
    meanInView: worst.sum / samples,
    longestGapS: worst.gap * stepS,
  };
}

/** Least covered; of equals the one with the fewest in view. */
export function worstSample(tallies: readonly Tally[], cellCount: number, stepS: number): SampleAnswer {
  let worst = { sample: 0, covered: Number.POSITIVE_INFINITY, sum: Number.POSITIVE_INFINITY };
  for (const { fromSample, coveredCells, inViewSum } of tallies) {
    coveredCells.forEach((covered, index) => {
      const sum = inViewSum[index]!;
      if (covered < worst.covered || (covered === worst.covered && sum < worst.sum))
        worst = { sample: fromSample + index, covered, sum };
    });
  }
  return {
    atS: worst.sample * stepS,
    coveredFraction: worst.covered / cellCount,
    meanInView: worst.sum / cellCount,
  };
}
