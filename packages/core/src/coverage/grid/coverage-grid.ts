import { wrapPi } from '../../foundation/index.ts';
import type { SensorView } from '../../sensors/index.ts';
import { targetHeightM } from '../sight/sight.ts';
import type { Sight } from '../sight/sight.ts';
import { cellsWithin } from './area.ts';
import type { Area } from './area.ts';
import type { CellCentres } from './grid-points.ts';
import { cellLongitudeRad, rowOfCell, rowsGrid } from './rows-grid.ts';
import type { RowsGrid } from './rows-grid.ts';
import { fibonacciLongitudeRad, fibonacciPoints, somePoints } from './surface-points.ts';
import type { Surface } from './surface.ts';
import type { SurfacePoints } from './surface-points.ts';

/** How the Earth is divided: points of a Fibonacci lattice, or equal-area cells in rows of latitude. */
export type GridKind = 'fibonacci' | 'rows';

/** Which grid, and what counts as seeing its cells. Plain data. */
export interface GridQuestion {
  readonly surface: Surface;
  readonly grid: GridKind;
  /** Cells of the whole Earth asked for; rows give about as many. */
  readonly cellCount: number;
  /** Only cells whose centres lie here; the whole Earth when absent. */
  readonly area?: Area;
  readonly sight: Sight;
  /** What the satellites carry; whatever is in line of sight is seen when absent. */
  readonly sensor?: SensorView;
}

/** The cells of a divided Earth that are asked about. */
export interface CoverageGrid extends CellCentres {
  /** The cells themselves where they are points; null on rows. */
  readonly points: SurfacePoints | null;
  /** Rows of the whole Earth that hold the cells; null on points. */
  readonly rows: RowsGrid | null;
  /** What the cell is called in the grid of the whole Earth; rising. */
  cellNumber(cell: number): number;
}

export function coverageGrid(question: GridQuestion): CoverageGrid {
  return question.grid === 'rows' ? gridOfRows(question) : gridOfPoints(question);
}

function gridOfRows({ cellCount, surface, sight, area }: GridQuestion): CoverageGrid {
  const rows = rowsGrid(cellCount, surface, targetHeightM(sight));
  const latitudeRad = (cell: number): number => rows.latitudeRad[rowOfCell(rows, cell)]!;
  const longitudeRad = (cell: number): number => wrapPi(cellLongitudeRad(rows, rowOfCell(rows, cell), cell));
  const cells =
    area === undefined
      ? { cellCount: rows.cellCount, cellNumber: itself, latitudeRad, longitudeRad }
      : someCells(cellsWithin(area, rows.cellCount, latitudeRad, longitudeRad), latitudeRad, longitudeRad);
  return { ...cells, points: null, rows };
}

function gridOfPoints({ cellCount, surface, sight, area }: GridQuestion): CoverageGrid {
  const whole = fibonacciPoints(cellCount, surface, targetHeightM(sight));
  const latitudeRad = (cell: number): number => whole.latitudeRad[cell]!;
  const longitudeRad = pointLongitudeRad;
  if (area === undefined)
    return { cellCount, cellNumber: itself, latitudeRad, longitudeRad, points: whole, rows: null };
  const numbers = cellsWithin(area, cellCount, latitudeRad, longitudeRad);
  return { ...someCells(numbers, latitudeRad, longitudeRad), points: somePoints(whole, numbers), rows: null };
}

function pointLongitudeRad(point: number): number {
  return wrapPi(fibonacciLongitudeRad(point));
}

function someCells(
  numbers: Int32Array,
  latitudeRad: (cell: number) => number,
  longitudeRad: (cell: number) => number,
): Pick<CoverageGrid, 'cellCount' | 'cellNumber' | 'latitudeRad' | 'longitudeRad'> {
  return {
    cellCount: numbers.length,
    cellNumber: (cell) => numbers[cell]!,
    latitudeRad: (cell) => latitudeRad(numbers[cell]!),
    longitudeRad: (cell) => longitudeRad(numbers[cell]!),
  };
}

function itself(cell: number): number {
  return cell;
}
