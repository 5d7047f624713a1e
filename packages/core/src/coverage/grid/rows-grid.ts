import { TWO_PI, assert } from '../../foundation/index.ts';
import { EARTH_ECCENTRICITY_SQUARED, itrfFromGeodeticInto } from '../../physics/index.ts';
import type { Surface } from './surface.ts';

/** Equal-area cells in rows of latitude, from north to south. In a row of n the centre of cell j has longitude (j + 1/2) 2π/n. */
export interface RowsGrid {
  readonly surface: Surface;
  readonly rowCount: number;
  readonly cellCount: number;
  /** Index of the first cell of each row, and one past the last cell: rowCount + 1 values. */
  readonly firstCell: Int32Array;
  /** Of the cell centres, falling, rad; geodetic on `wgs84`. */
  readonly latitudeRad: Float64Array;
  /** Of the cell centres from the Earth's axis, m. */
  readonly axisDistanceM: Float64Array;
  /** Of the cell centres from the plane of the equator, m. */
  readonly zM: Float64Array;
}

/** A row round the pole has at least this many cells. */
const ROW_CELLS_MIN = 3;

/**
 * About `count` cells, nearly square. The number of cells of a row is chosen first and its edges follow from the area of all cells north of
 * it, so that every cell has the same area: on `wgs84` the same area of the ellipsoid.
 *
 * @param heightM - Of the cell centres above the surface, m.
 */
export function rowsGrid(count: number, surface: Surface, heightM = 0): RowsGrid {
  assert(count >= 1, 'a grid has a cell');
  const cellsOfRow = rowSizes(count);
  const rowCount = cellsOfRow.length;
  const cellCount = cellsOfRow.reduce((sum, cells) => sum + cells, 0);
  const firstCell = new Int32Array(rowCount + 1);
  const latitudeRad = new Float64Array(rowCount);
  const axisDistanceM = new Float64Array(rowCount);
  const zM = new Float64Array(rowCount);
  const centre = new Float64Array(3);
  cellsOfRow.forEach((cells, row) => {
    const before = firstCell[row]!;
    firstCell[row + 1] = before + cells;
    const areaLatitude = Math.asin(1 - (2 * before + cells) / cellCount);
    const latitude = surface.kind === 'sphere' ? areaLatitude : geodeticFromAuthalicRad(areaLatitude);
    latitudeRad[row] = latitude;
    if (surface.kind === 'sphere') {
      axisDistanceM[row] = (surface.radiusM + heightM) * Math.cos(latitude);
      zM[row] = (surface.radiusM + heightM) * Math.sin(latitude);
    } else {
      itrfFromGeodeticInto(centre, 0, { latitudeRad: latitude, longitudeRad: 0, heightM });
      axisDistanceM[row] = centre[0]!;
      zM[row] = centre[2]!;
    }
  });
  return { surface, rowCount, cellCount, firstCell, latitudeRad, axisDistanceM, zM };
}

function rowSizes(count: number): readonly number[] {
  const rows = Math.max(1, Math.round(Math.sqrt((Math.PI * count) / 4)));
  return Array.from({ length: rows }, (_, row) => {
    const share = (Math.cos((Math.PI * row) / rows) - Math.cos((Math.PI * (row + 1)) / rows)) / 2;
    return Math.max(Math.min(ROW_CELLS_MIN, count), Math.round(count * share));
  });
}

/** Geodetic latitude of the parallel that cuts off the same share of the ellipsoid as `authalicRad` does of a sphere. [Snyder-1987] eq. 3-18. */
function geodeticFromAuthalicRad(authalicRad: number): number {
  const e2 = EARTH_ECCENTRICITY_SQUARED;
  const e4 = e2 * e2;
  const e6 = e4 * e2;
  return (
    authalicRad +
    (e2 / 3 + (31 * e4) / 180 + (517 * e6) / 5040) * Math.sin(2 * authalicRad) +
    ((23 * e4) / 360 + (251 * e6) / 3780) * Math.sin(4 * authalicRad) +
    ((761 * e6) / 45_360) * Math.sin(6 * authalicRad)
  );
}

/** Latitude of the northern edge of a row, rad; of `rowCount` the southern end of the last. Geodetic on `wgs84`. */
export function rowEdgeRad(grid: RowsGrid, row: number): number {
  const areaLatitude = Math.asin(1 - (2 * grid.firstCell[row]!) / grid.cellCount);
  return grid.surface.kind === 'sphere' ? areaLatitude : geodeticFromAuthalicRad(areaLatitude);
}

/**
 * The first row whose cell centres do not lie north of a latitude; `rowCount` when all do. Rows stand almost evenly, so that a guess and a
 * few steps find it.
 */
export function firstRowNotAbove({ latitudeRad, rowCount }: RowsGrid, limitRad: number): number {
  const north = latitudeRad[0]!;
  const rowsPerRad = (rowCount - 1) / (north - latitudeRad[rowCount - 1]!);
  let row = Math.max(0, Math.min(rowCount, ((north - limitRad) * rowsPerRad) | 0));
  while (row > 0 && latitudeRad[row - 1]! <= limitRad) row--;
  while (row < rowCount && latitudeRad[row]! > limitRad) row++;
  return row;
}

/** Row of a cell. */
export function rowOfCell(grid: RowsGrid, cell: number): number {
  let low = 0;
  let high = grid.rowCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (grid.firstCell[middle]! <= cell) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Longitude of a cell's centre, rad in [0, 2π). */
export function cellLongitudeRad(grid: RowsGrid, row: number, cell: number): number {
  const first = grid.firstCell[row]!;
  return (TWO_PI * (cell - first + 0.5)) / (grid.firstCell[row + 1]! - first);
}

/** The rows from one to below another as a grid of its own, cells of which are numbered from 0. */
export function someRows(grid: RowsGrid, fromRow: number, toRow: number): RowsGrid {
  const first = grid.firstCell[fromRow]!;
  const firstCell = grid.firstCell.slice(fromRow, toRow + 1).map((cell) => cell - first);
  return {
    surface: grid.surface,
    rowCount: toRow - fromRow,
    cellCount: firstCell[toRow - fromRow]!,
    firstCell,
    latitudeRad: grid.latitudeRad.slice(fromRow, toRow),
    axisDistanceM: grid.axisDistanceM.slice(fromRow, toRow),
    zM: grid.zM.slice(fromRow, toRow),
  };
}
