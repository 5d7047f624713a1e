import type { RowsGrid } from '../grid/rows-grid.ts';
import { rowSight } from '../sight/row-sight.ts';
import type { Sight } from '../sight/sight.ts';
import { addIntervals, emptyRaster, takeCountsInto } from './row-raster.ts';
import type { ViewCounter } from './view-counter.ts';

const NO_COSINES: Float64Array = new Float64Array(0);

/**
 * Counts by rows: what a satellite sees of a row is one interval of longitude, whatever the row's shape. Caps are nested: of a shell, those
 * above the horizon are all less those below.
 */
export function rowCounter(grid: RowsGrid, sight: Sight): ViewCounter {
  const all = emptyRaster(grid);
  const underneath = sight.kind === 'shell' ? emptyRaster(grid) : null;
  const rows = rowSight(grid, sight, {
    seen: all.cosHalfWidth,
    below: underneath?.cosHalfWidth ?? NO_COSINES,
  });
  return {
    countInto(inView: Uint16Array, below: Uint16Array, satellites: Float64Array): void {
      for (let at = 0; at < satellites.length; at += 3) {
        const x = satellites[at]!;
        const y = satellites[at + 1]!;
        const longitude = Math.atan2(y, x);
        rows.turnTo(x, y, satellites[at + 2]!);
        addIntervals(all, rows.fromRow, rows.untilRow, longitude);
        if (underneath !== null) addIntervals(underneath, rows.fromRow, rows.untilRow, longitude);
      }
      takeCountsInto(inView, all);
      if (underneath !== null) takeCountsInto(below, underneath);
    },
  };
}
