import { wrapPi } from '../../foundation/index.ts';
import type { SensorView } from '../../sensors/index.ts';
import { cellsCounter } from '../counters/area-counter.ts';
import { cellsWithin } from './area.ts';
import type { Area } from './area.ts';
import type { CellCentres } from './grid-points.ts';
import { pointCounter } from '../counters/point-counter.ts';
import type { OnView } from '../counters/point-counter.ts';
import { rowCounter } from '../counters/row-counter.ts';
import { cellLongitudeRad, rowOfCell, rowsGrid } from './rows-grid.ts';
import type { RowsGrid } from './rows-grid.ts';
import { sensorPoints } from '../counters/sensor-point-counter.ts';
import { sensorRows } from '../counters/sensor-row-counter.ts';
import { targetHeightM } from '../sight/sight.ts';
import type { Sight } from '../sight/sight.ts';
import { fibonacciLongitudeRad, fibonacciPoints, somePoints } from './surface-points.ts';
import type { Surface, SurfacePoints } from './surface-points.ts';
import type { ViewCounter } from '../counters/view-counter.ts';

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

/** The cells of a divided Earth that are asked about, and who counts over them. */
export interface CoverageGrid extends CellCentres {
  /** Of the points, for what rows cannot answer; null on rows. */
  readonly points: SurfacePoints | null;
  /** What the cell is called in the grid of the whole Earth; rising. */
  cellNumber(cell: number): number;
  /** @param onView - Told who sees what; only on points. */
  counter(onView: OnView | null): ViewCounter;
}

export function coverageGrid(question: GridQuestion): CoverageGrid {
  return question.grid === 'rows' ? gridOfRows(question) : gridOfPoints(question);
}

function gridOfRows({ cellCount, surface, sight, sensor, area }: GridQuestion): CoverageGrid {
  const heightM = targetHeightM(sight);
  const whole = rowsGrid(cellCount, surface, heightM);
  const latitudeRad = (cell: number): number => whole.latitudeRad[rowOfCell(whole, cell)]!;
  const longitudeRad = (cell: number): number =>
    wrapPi(cellLongitudeRad(whole, rowOfCell(whole, cell), cell));
  const counterOver = (rows: RowsGrid): ViewCounter =>
    sensor === undefined ? rowCounter(rows, sight) : sensorRows(rows, sight, sensor);
  const numbers = area === undefined ? null : cellsWithin(area, whole.cellCount, latitudeRad, longitudeRad);
  const cells =
    numbers === null
      ? { cellCount: whole.cellCount, cellNumber: itself, latitudeRad, longitudeRad }
      : someCells(numbers, latitudeRad, longitudeRad);
  return {
    ...cells,
    points: null,
    counter: () => (numbers === null ? counterOver(whole) : cellsCounter(whole, numbers, counterOver)),
  };
}

function gridOfPoints({ cellCount, surface, sight, sensor, area }: GridQuestion): CoverageGrid {
  const whole = fibonacciPoints(cellCount, surface, targetHeightM(sight));
  const latitudeRad = (cell: number): number => whole.latitudeRad[cell]!;
  const numbers = area === undefined ? null : cellsWithin(area, cellCount, latitudeRad, pointLongitudeRad);
  const points = numbers === null ? whole : somePoints(whole, numbers);
  return {
    ...(numbers === null
      ? { cellCount, cellNumber: itself, latitudeRad, longitudeRad: pointLongitudeRad }
      : someCells(numbers, latitudeRad, pointLongitudeRad)),
    points,
    counter: (onView) =>
      sensor === undefined
        ? pointCounter(points, sight, onView)
        : sensorPoints(points, sight, sensor, onView),
  };
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

/** Bands of latitude in which an answer is told, from south to north. */
export const LATITUDE_BANDS = 18;

/** Band of each cell. */
export function latitudeBands(grid: CoverageGrid): Uint8Array {
  return Uint8Array.from({ length: grid.cellCount }, (_, cell) => {
    const share = grid.latitudeRad(cell) / Math.PI + 0.5;
    return Math.min(LATITUDE_BANDS - 1, Math.floor(share * LATITUDE_BANDS));
  });
}
