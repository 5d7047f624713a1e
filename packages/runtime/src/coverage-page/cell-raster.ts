import type { CellPlaces } from '@cupola/core/coverage';
import { radians } from '@cupola/core/foundation';

/** Which cell each pixel of a world map shows. Rows from the north, columns from 180 degrees west. */
export interface CellRaster {
  readonly widthPx: number;
  readonly heightPx: number;
  /** [row][column] */
  readonly cells: Int32Array;
}

const FEWEST_ROWS = 180;
const MOST_ROWS = 720;
/** Pixels per cell that show its shape. */
const PIXELS_PER_CELL = 6;

/** A raster fine enough for so many cells: 1 degree, down to a quarter. The middle of a pixel decides. */
export function cellRaster(places: CellPlaces, cellCount: number): CellRaster {
  let heightPx = FEWEST_ROWS;
  while (heightPx < MOST_ROWS && 2 * heightPx * heightPx < PIXELS_PER_CELL * cellCount) heightPx *= 2;
  const widthPx = 2 * heightPx;
  const pixelDeg = 180 / heightPx;
  const cells = new Int32Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row++) {
    const latitudeRad = radians(90 - (row + 0.5) * pixelDeg);
    for (let column = 0; column < widthPx; column++) {
      const longitudeRad = radians((column + 0.5) * pixelDeg - 180);
      cells[row * widthPx + column] = places.cellAt(latitudeRad, longitudeRad);
    }
  }
  return { widthPx, heightPx, cells };
}
