import { TWO_PI } from '../../foundation/index.ts';
import type { CoverageGrid } from '../grid/coverage-grid.ts';
import { LATITUDE_BANDS } from '../grid/latitude-bands.ts';
import type { GroupTally } from '../tally/group-tally.ts';
import { coveredFraction, inViewStatistics } from './in-view-statistics.ts';
import type { InViewStatistics } from './in-view-statistics.ts';

export interface LatitudeAnswer extends InViewStatistics {
  readonly southRad: number;
  readonly northRad: number;
  readonly cells: number;
  readonly coveredFraction: number;
  readonly longestGapS: number;
  readonly stereoFraction: number | null;
}

/** One answer for every band that has cells, from south to north. */
export function latitudeAnswers(
  grid: CoverageGrid,
  bands: Uint8Array,
  byBand: GroupTally,
  crossedByBand: GroupTally | null,
  longestGap: Int32Array,
  stepS: number,
): readonly LatitudeAnswer[] {
  const cells = new Float64Array(LATITUDE_BANDS);
  const longest = new Float64Array(LATITUDE_BANDS);
  for (let cell = 0; cell < grid.cellCount; cell++) {
    const band = bands[cell]!;
    cells[band]! += 1;
    longest[band] = Math.max(longest[band]!, longestGap[cell]!);
  }
  return Array.from({ length: LATITUDE_BANDS }, (_, band) => band)
    .filter((band) => cells[band]! > 0)
    .map((band) => {
      const statistics = bandStatistics(byBand, band);
      return {
        southRad: (Math.PI * band) / LATITUDE_BANDS - TWO_PI / 4,
        northRad: (Math.PI * (band + 1)) / LATITUDE_BANDS - TWO_PI / 4,
        cells: cells[band]!,
        coveredFraction: coveredFraction(statistics),
        longestGapS: longest[band]! * stepS,
        stereoFraction: crossedByBand === null ? null : coveredFraction(bandStatistics(crossedByBand, band)),
        ...statistics,
      };
    });
}

function bandStatistics({ counts, stride }: GroupTally, band: number): InViewStatistics {
  return inViewStatistics(counts.subarray(band * stride, (band + 1) * stride));
}
