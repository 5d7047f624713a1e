import { assert } from '../../foundation/index.ts';
import type { CoverageGrid, GridQuestion } from '../grid/coverage-grid.ts';
import type { RowsGrid } from '../grid/rows-grid.ts';
import { areaCounter } from './area-counter.ts';
import { pointCounter } from './point-counter.ts';
import type { OnView } from './point-counter.ts';
import { rowCounter } from './row-counter.ts';
import { sensorPointCounter } from './sensor-point-counter.ts';
import { sensorRowCounter } from './sensor-row-counter.ts';
import type { ViewCounter } from './view-counter.ts';

/**
 * Who counts over the cells of a question.
 *
 * @param grid - That of the question.
 * @param onView - Told who sees what; only on points.
 */
export function gridCounter(
  grid: CoverageGrid,
  { sight, sensor }: Pick<GridQuestion, 'sight' | 'sensor'>,
  onView: OnView | null = null,
): ViewCounter {
  const { points, rows } = grid;
  if (points !== null)
    return sensor === undefined
      ? pointCounter(points, sight, onView)
      : sensorPointCounter(points, sight, sensor, onView);
  assert(rows !== null, 'a grid has points or rows');
  const counterOver = (some: RowsGrid): ViewCounter =>
    sensor === undefined ? rowCounter(some, sight) : sensorRowCounter(some, sight, sensor);
  if (grid.cellCount === rows.cellCount) return counterOver(rows);
  const numbers = Int32Array.from({ length: grid.cellCount }, (_, cell) => grid.cellNumber(cell));
  return areaCounter(rows, numbers, counterOver);
}
