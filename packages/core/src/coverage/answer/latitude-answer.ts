import { TWO_PI } from '../../foundation/index.ts';
import { LATITUDE_BANDS } from '../grid/latitude-bands.ts';
import type { GroupTally } from '../tally/group-tally.ts';
import { coveredFraction, inViewStatistics } from './in-view-statistics.ts';
import type { InViewStatistics } from './in-view-statistics.ts';
import type { CellTable } from './cell-table.ts';
import { runMeans } from './run-means.ts';
import type { RunMeans } from './run-means.ts';

export interface LatitudeAnswer extends InViewStatistics, RunMeans {
  readonly southRad: number;
  readonly northRad: number;
  readonly cells: number;
  readonly coveredFraction: number;
  readonly longestGapS: number;
  readonly stereoFraction: number | null;
}

/**
 * One answer for every band that has cells, from south to north.
 *
 * @param bands - Band of each cell.
 */
export function latitudeAnswers(
  table: CellTable,
  bands: Uint8Array,
  byBand: GroupTally,
  crossedByBand: GroupTally | null,
): readonly LatitudeAnswer[] {
  const cells = Array.from({ length: LATITUDE_BANDS }, (): number[] => []);
  bands.forEach((band, cell) => cells[band]!.push(cell));
  return Array.from({ length: LATITUDE_BANDS }, (_, band) => band)
    .filter((band) => cells[band]!.length > 0)
    .map((band) => {
      const statistics = bandStatistics(byBand, band);
      return {
        southRad: (Math.PI * band) / LATITUDE_BANDS - TWO_PI / 4,
        northRad: (Math.PI * (band + 1)) / LATITUDE_BANDS - TWO_PI / 4,
        cells: cells[band]!.length,
        coveredFraction: coveredFraction(statistics),
        longestGapS: cells[band]!.reduce((most, cell) => Math.max(most, table.longestGapS[cell]!), 0),
        ...runMeans(table, cells[band]!),
        stereoFraction: crossedByBand === null ? null : coveredFraction(bandStatistics(crossedByBand, band)),
        ...statistics,
      };
    });
}

function bandStatistics({ counts, stride }: GroupTally, band: number): InViewStatistics {
  return inViewStatistics(counts.subarray(band * stride, (band + 1) * stride));
}
