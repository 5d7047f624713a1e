import { wrapPi } from '../foundation/index.ts';
import { pointCounter } from './point-counter.ts';
import type { OnView } from './point-counter.ts';
import { rowCounter } from './row-counter.ts';
import { cellLongitudeRad, rowOfCell, rowsGrid } from './rows-grid.ts';
import { targetHeightM } from './sight.ts';
import type { Sight } from './sight.ts';
import { fibonacciLongitudeRad, fibonacciPoints } from './surface-points.ts';
import type { Surface, SurfacePoints } from './surface-points.ts';
import type { ViewCounter } from './view-counter.ts';

/** How the Earth is divided: points of a Fibonacci lattice, or equal-area cells in rows of latitude. */
export type GridKind = 'fibonacci' | 'rows';

/** A divided Earth, and who counts over it. */
export interface CoverageGrid {
  readonly cellCount: number;
  /** Of the points, for what rows cannot answer; null on rows. */
  readonly points: SurfacePoints | null;
  latitudeRad(cell: number): number;
  /** In [-π, π). */
  longitudeRad(cell: number): number;
  /** @param onView - Told who sees what; only on points. */
  counter(onView: OnView | null): ViewCounter;
}

export function coverageGrid(kind: GridKind, count: number, surface: Surface, sight: Sight): CoverageGrid {
  const heightM = targetHeightM(sight);
  if (kind === 'rows') {
    const grid = rowsGrid(count, surface, heightM);
    return {
      cellCount: grid.cellCount,
      points: null,
      latitudeRad: (cell) => grid.latitudeRad[rowOfCell(grid, cell)]!,
      longitudeRad: (cell) => wrapPi(cellLongitudeRad(grid, rowOfCell(grid, cell), cell)),
      counter: () => rowCounter(grid, sight),
    };
  }
  const points = fibonacciPoints(count, surface, heightM);
  return {
    cellCount: count,
    points,
    latitudeRad: (cell) => points.latitudeRad[cell]!,
    longitudeRad: (cell) => wrapPi(fibonacciLongitudeRad(cell)),
    counter: (onView) => pointCounter(points, sight, onView),
  };
}

/** Bands of latitude in which an answer is told, from south to north. */
export const LATITUDE_BANDS = 18;

/** Band of each cell. */
export function latitudeBands(grid: CoverageGrid): Uint8Array {
  return Uint8Array.from({ length: grid.cellCount }, (_, cell) => {
    const share = grid.latitudeRad(cell) / Math.PI + 0.5;
    return Math.min(LATITUDE_BANDS - 1, Math.floor(share * LATITUDE_BANDS));
  });
}
