import { runMeans } from '@cupola/core/coverage';
import type { CellTable, RunMeans } from '@cupola/core/coverage';
import { degrees } from '@cupola/core/foundation';

/** What the cells of a band of latitude saw. */
export interface LatitudeRow extends RunMeans {
  readonly southDeg: number;
  readonly northDeg: number;
  readonly cells: number;
  readonly coveredFraction: number;
  readonly meanInView: number;
  readonly minInView: number;
  readonly longestGapS: number;
  readonly stereoFraction: number | null;
}

/** Bands are no narrower than what so many cells fill: fewer cells, wider bands, deg. */
const BAND_WIDTHS = [
  { cells: 5000, widthDeg: 2.5 },
  { cells: 1000, widthDeg: 5 },
  { cells: 0, widthDeg: 10 },
] as const;

/** Bands from south to north; those without a cell are left out. */
export function latitudeProfile(table: CellTable): readonly LatitudeRow[] {
  const { cellCount } = table;
  const widthDeg = BAND_WIDTHS.find(({ cells }) => cellCount >= cells)?.widthDeg ?? 10;
  const bands: number[][] = Array.from({ length: 180 / widthDeg }, () => []);
  for (let cell = 0; cell < cellCount; cell++) {
    const band = Math.floor((degrees(table.latitudeRad[cell] ?? 0) + 90) / widthDeg + 1e-9);
    bands[Math.min(bands.length - 1, band)]?.push(cell);
  }
  return bands.flatMap((cells, band) => {
    if (cells.length === 0) return [];
    const mean = (values: Float64Array): number =>
      cells.reduce((sum, cell) => sum + (values[cell] ?? 0), 0) / cells.length;
    return {
      southDeg: band * widthDeg - 90,
      northDeg: (band + 1) * widthDeg - 90,
      cells: cells.length,
      coveredFraction: mean(table.coveredFraction),
      meanInView: mean(table.meanInView),
      minInView: cells.reduce((least, cell) => Math.min(least, table.minInView[cell] ?? 0), Infinity),
      longestGapS: cells.reduce((most, cell) => Math.max(most, table.longestGapS[cell] ?? 0), 0),
      ...runMeans(table, cells),
      stereoFraction: table.stereoFraction === null ? null : mean(table.stereoFraction),
    };
  });
}
