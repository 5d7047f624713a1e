import { p95Of } from '../tally/gap-list.ts';
import type { GapsByCell } from '../tally/gap-list.ts';
import type { CellTable } from './cell-table.ts';

/** Gaps, returns and waits of some cells together. Means are 0 where there is nothing to take them of. */
export interface RunMeans {
  readonly gaps: number;
  readonly meanGapS: number;
  /** The shortest that at least 95 % of the gaps do not exceed; null when there were too many to keep. */
  readonly p95GapS: number | null;
  readonly revisits: number;
  readonly meanRevisitS: number;
  /** From a sample to the next covered one, samples left out after which none comes in the window; their share. */
  readonly meanResponseS: number;
  readonly unansweredFraction: number;
}

/** Every gap, every return and every answered sample of these cells counts once. */
export function runMeans(table: CellTable, cells: readonly number[]): RunMeans {
  const { gaps, revisits, unansweredFraction } = table;
  const sum = (value: (cell: number) => number): number =>
    cells.reduce((total, cell) => total + value(cell), 0);
  const weighted = (values: Float64Array, weight: (cell: number) => number): number => {
    const weights = sum(weight);
    return weights === 0 ? 0 : sum((cell) => values[cell]! * weight(cell)) / weights;
  };
  return {
    gaps: sum((cell) => gaps[cell]!),
    meanGapS: weighted(table.meanGapS, (cell) => gaps[cell]!),
    p95GapS: table.gapsByCell === null ? null : table.stepS * p95OfCells(table.gapsByCell, cells),
    revisits: sum((cell) => revisits[cell]!),
    meanRevisitS: weighted(table.meanRevisitS, (cell) => revisits[cell]!),
    meanResponseS: weighted(table.meanResponseS, (cell) => 1 - unansweredFraction[cell]!),
    unansweredFraction: weighted(unansweredFraction, () => 1),
  };
}

function p95OfCells({ start, lengths }: GapsByCell, cells: readonly number[]): number {
  const together = new Int32Array(cells.reduce((sum, cell) => sum + start[cell + 1]! - start[cell]!, 0));
  let at = 0;
  for (const cell of cells) {
    const own = lengths.subarray(start[cell], start[cell + 1]);
    together.set(own, at);
    at += own.length;
  }
  return p95Of(together.toSorted());
}
