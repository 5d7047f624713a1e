import type { CoverageGrid } from './coverage-grid.ts';

/** Bands of latitude in which an answer is told, from south to north. */
export const LATITUDE_BANDS = 18;

/** Band of each cell. */
export function latitudeBands(grid: CoverageGrid): Uint8Array {
  return Uint8Array.from({ length: grid.cellCount }, (_, cell) => {
    const share = grid.latitudeRad(cell) / Math.PI + 0.5;
    return Math.min(LATITUDE_BANDS - 1, Math.floor(share * LATITUDE_BANDS));
  });
}
