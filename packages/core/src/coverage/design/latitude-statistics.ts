import { present } from '../../foundation/index.ts';
import { inViewStatistics } from '../answer/in-view-statistics.ts';
import type { InViewStatistics } from '../answer/in-view-statistics.ts';
import type { RowsWithin } from './row-points.ts';
import type { RowTally } from './row-tally.ts';

/** What a row of latitude gets, over its longitudes and over time. */
export interface LatitudeRow extends InViewStatistics {
  /** Of the middle of the row, rad. */
  readonly latitudeRad: number;
  /** Share with two satellites whose lines of sight cross in the band. */
  readonly stereoFraction: number;
}

/** Rows of latitude and what they come to together. */
export interface LatitudeStatistics {
  /** From north to south. */
  readonly rows: readonly LatitudeRow[];
  /** The row with the least stereo; of equals the northernmost. */
  readonly worst: LatitudeRow;
  /** Over the area of the rows. */
  readonly meanStereoFraction: number;
  readonly meanInView: number;
}

/** @param tallyRow - Row of the tally that stands for a row of the grid. */
export function latitudeStatistics(
  { grid, rows }: RowsWithin,
  { counts, crossed, stride }: RowTally,
  tallyRow: (row: number) => number,
): LatitudeStatistics {
  const found = rows.map((row) => {
    const at = tallyRow(row);
    const histogram = counts.subarray(at * stride, (at + 1) * stride);
    const samples = histogram.reduce((sum, count) => sum + count, 0);
    return {
      latitudeRad: grid.latitudeRad[row]!,
      stereoFraction: crossed[at]! / samples,
      ...inViewStatistics(histogram),
    };
  });
  const cells = rows.map((row) => grid.firstCell[row + 1]! - grid.firstCell[row]!);
  const area = cells.reduce((sum, count) => sum + count, 0);
  const mean = (value: (row: LatitudeRow) => number): number =>
    found.reduce((sum, row, index) => sum + present(cells[index]) * value(row), 0) / area;
  const least = Math.min(...found.map(({ stereoFraction }) => stereoFraction));
  return {
    rows: found,
    worst: present(found.find(({ stereoFraction }) => stereoFraction === least)),
    meanStereoFraction: mean(({ stereoFraction }) => stereoFraction),
    meanInView: mean(({ meanInView }) => meanInView),
  };
}
