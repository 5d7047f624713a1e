import { TWO_PI, wrapPi } from '../../foundation/index.ts';
import { coverageGrid } from './coverage-grid.ts';
import type { CoverageGrid, GridQuestion } from './coverage-grid.ts';
import { rowEdgeRad, rowsGrid } from './rows-grid.ts';
import { fibonacciPoints } from './surface-points.ts';
import type { Surface } from './surface.ts';
import type { SurfacePoints } from './surface-points.ts';

/** Sides of a cell of rows, rad. `eastRad` is above `westRad` and may pass π. */
export interface CellSides {
  readonly southRad: number;
  readonly northRad: number;
  /** In [-π, π). */
  readonly westRad: number;
  readonly eastRad: number;
}

/** Which cell a place belongs to, and where a cell ends. */
export interface CellPlaces {
  /** The cell that holds a place, of points the nearest by the angle between verticals; -1 where the grid has none. */
  cellAt(latitudeRad: number, longitudeRad: number): number;
  /** Of a cell of rows; null for a point, which has no sides. */
  sides(cell: number): CellSides | null;
}

export function cellPlaces(question: GridQuestion): CellPlaces {
  const { grid: kind, cellCount, surface } = question;
  const whole =
    kind === 'rows' ? rowPlaces(cellCount, surface) : pointPlaces(fibonacciPoints(cellCount, surface));
  return question.area === undefined ? whole : placesWithin(whole, coverageGrid(question));
}

/** The same cells by their places in a grid that has some of them. */
function placesWithin(whole: CellPlaces, grid: CoverageGrid): CellPlaces {
  const cellOf = new Map(Array.from({ length: grid.cellCount }, (_, cell) => [grid.cellNumber(cell), cell]));
  return {
    cellAt: (latitudeRad, longitudeRad) => cellOf.get(whole.cellAt(latitudeRad, longitudeRad)) ?? -1,
    sides: (cell) => whole.sides(grid.cellNumber(cell)),
  };
}

function rowPlaces(count: number, surface: Surface): CellPlaces {
  const { rowCount, firstCell, ...grid } = rowsGrid(count, surface);
  const edges = Float64Array.from({ length: rowCount + 1 }, (_, row) =>
    rowEdgeRad({ ...grid, rowCount, firstCell }, row),
  );
  const rowWhere = (below: (row: number) => boolean): number => {
    let low = 0;
    let high = rowCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (below(middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    cellAt(latitudeRad, longitudeRad) {
      const row = rowWhere((candidate) => edges[candidate]! >= latitudeRad);
      const cells = firstCell[row + 1]! - firstCell[row]!;
      const share = (wrapPi(longitudeRad) + TWO_PI) / TWO_PI;
      return firstCell[row]! + (Math.floor(share * cells) % cells);
    },
    sides(cell) {
      const row = rowWhere((candidate) => firstCell[candidate]! <= cell);
      const widthRad = TWO_PI / (firstCell[row + 1]! - firstCell[row]!);
      const westRad = wrapPi((cell - firstCell[row]!) * widthRad);
      return { southRad: edges[row + 1]!, northRad: edges[row]!, westRad, eastRad: westRad + widthRad };
    },
  };
}

/** Bins are this many mean distances of points wide, so that the nearest point lies in the bin of a place or beside it. */
const BIN_DISTANCES = 1.5;

function pointPlaces(points: SurfacePoints): CellPlaces {
  const { count, latitudeRad, zenithsItrf } = points;
  const wantedRad = BIN_DISTANCES * Math.sqrt((2 * TWO_PI) / count);
  const rows = Math.max(1, Math.floor(Math.PI / wantedRad));
  const rowOf = (latitude: number): number =>
    Math.max(0, Math.min(rows - 1, Math.floor((latitude / Math.PI + 0.5) * rows)));
  // Near a pole, where a row is short, all of it is one bin.
  const columns = Int32Array.from({ length: rows }, (_, row) => {
    const poleward = Math.PI * Math.max(Math.abs(row / rows - 0.5), Math.abs((row + 1) / rows - 0.5));
    return Math.max(1, Math.floor((TWO_PI * Math.cos(poleward)) / wantedRad));
  });
  const columnOf = (row: number, longitude: number): number =>
    Math.floor(((wrapPi(longitude) + Math.PI) / TWO_PI) * columns[row]!) % columns[row]!;
  const bins: number[][][] = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns[row]! }, () => []),
  );
  for (let point = 0; point < count; point++) {
    const row = rowOf(latitudeRad[point]!);
    const longitude = Math.atan2(zenithsItrf[3 * point + 1]!, zenithsItrf[3 * point]!);
    bins[row]?.[columnOf(row, longitude)]?.push(point);
  }
  return {
    cellAt(latitude, longitude) {
      const x = Math.cos(latitude) * Math.cos(longitude);
      const y = Math.cos(latitude) * Math.sin(longitude);
      const z = Math.sin(latitude);
      let nearest = 0;
      let cosine = -2;
      const tryBin = (bin: readonly number[]): void => {
        for (const point of bin) {
          const at = 3 * point;
          const found = x * zenithsItrf[at]! + y * zenithsItrf[at + 1]! + z * zenithsItrf[at + 2]!;
          if (found <= cosine) continue;
          nearest = point;
          cosine = found;
        }
      };
      const home = rowOf(latitude);
      for (let row = Math.max(0, home - 1); row <= Math.min(rows - 1, home + 1); row++) {
        const inRow = bins[row] ?? [];
        const column = columnOf(row, longitude);
        if (inRow.length <= 3) inRow.forEach(tryBin);
        else for (const step of [-1, 0, 1]) tryBin(inRow.at((column + step) % inRow.length) ?? []);
      }
      return nearest;
    },
    sides: () => null,
  };
}
