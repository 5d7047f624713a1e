import { cellLongitudeRad, rowsGrid } from '../grid/rows-grid.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import { targetHeightM } from '../sight/sight.ts';
import type { Sight } from '../sight/sight.ts';
import type { Surface } from '../grid/surface.ts';
import type { SurfacePoints } from '../grid/surface-points.ts';

/** Rows of latitude whose coverage matters, by the latitude of their middle, ends included, rad. */
export interface LatitudeSpan {
  readonly southRad: number;
  readonly northRad: number;
}

/** Some rows of a grid. */
export interface RowsWithin {
  readonly grid: RowsGrid;
  /** Indices into the rows of the grid, rising; may be empty. */
  readonly rows: readonly number[];
}

export function rowsWithin(
  cellCount: number,
  surface: Surface,
  sight: Sight,
  { southRad, northRad }: LatitudeSpan,
): RowsWithin {
  const grid = rowsGrid(cellCount, surface, targetHeightM(sight));
  const rows = [...grid.latitudeRad.keys()].filter((row) => {
    const latitude = grid.latitudeRad[row]!;
    return latitude >= southRad && latitude <= northRad;
  });
  return { grid, rows };
}

/** Places that each belong to a row. */
export interface RowPoints {
  readonly points: SurfacePoints;
  /** Position in the list of rows, by point. */
  readonly rowOfPoint: Int32Array;
}

/** The centres of all cells of some rows. */
export function cellPoints(grid: RowsGrid, rows: readonly number[]): RowPoints {
  return pointsOf(grid, rows, (row) =>
    Array.from({ length: grid.firstCell[row + 1]! - grid.firstCell[row]! }, (_, column) =>
      cellLongitudeRad(grid, row, grid.firstCell[row]! + column),
    ),
  );
}

/** One place in each of some rows, all on the same meridian. */
export function meridianPoints(grid: RowsGrid, rows: readonly number[]): RowPoints {
  return pointsOf(grid, rows, () => [0]);
}

function pointsOf(
  grid: RowsGrid,
  rows: readonly number[],
  longitudesRad: (row: number) => readonly number[],
): RowPoints {
  const places = rows.flatMap((row, at) =>
    longitudesRad(row).map((longitudeRad) => ({ row, at, longitudeRad })),
  );
  const positionsItrfM = new Float64Array(3 * places.length);
  const zenithsItrf = new Float64Array(3 * places.length);
  places.forEach(({ row, longitudeRad }, point) => {
    const latitude = grid.latitudeRad[row]!;
    const across = [Math.cos(longitudeRad), Math.sin(longitudeRad)] as const;
    positionsItrfM.set([...across.map((part) => part * grid.axisDistanceM[row]!), grid.zM[row]!], 3 * point);
    zenithsItrf.set([...across.map((part) => part * Math.cos(latitude)), Math.sin(latitude)], 3 * point);
  });
  return {
    points: {
      surface: grid.surface,
      count: places.length,
      latitudeRad: Float64Array.from(places, ({ row }) => grid.latitudeRad[row]!),
      positionsItrfM,
      zenithsItrf,
    },
    rowOfPoint: Int32Array.from(places, ({ at }) => at),
  };
}
