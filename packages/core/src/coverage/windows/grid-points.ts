import { itrfFromGeodeticInto } from '../../physics/index.ts';
import { coverageGrid } from '../coverage-grid.ts';
import type { GridQuestion } from '../coverage-grid.ts';
import { targetHeightM } from '../sight.ts';
import type { SurfacePoints } from '../surface-points.ts';

/** Cells of a grid as single points: those from `first` to below `end`, in the order of the grid. */
export function gridPoints(question: GridQuestion, first: number, end: number): SurfacePoints {
  const { surface, sight } = question;
  const grid = coverageGrid(question);
  const heightM = targetHeightM(sight);
  const count = Math.max(0, Math.min(end, grid.cellCount) - first);
  const latitudeRad = new Float64Array(count);
  const positionsItrfM = new Float64Array(3 * count);
  const zenithsItrf = new Float64Array(3 * count);
  for (let at = 0; at < count; at++) {
    const cell = first + at;
    const latitude = grid.latitudeRad(cell);
    const longitudeRad = grid.longitudeRad(cell);
    latitudeRad[at] = latitude;
    zenithsItrf[3 * at] = Math.cos(latitude) * Math.cos(longitudeRad);
    zenithsItrf[3 * at + 1] = Math.cos(latitude) * Math.sin(longitudeRad);
    zenithsItrf[3 * at + 2] = Math.sin(latitude);
    if (surface.kind === 'wgs84') {
      itrfFromGeodeticInto(positionsItrfM, 3 * at, { latitudeRad: latitude, longitudeRad, heightM });
      continue;
    }
    for (let axis = 3 * at; axis < 3 * at + 3; axis++) {
      positionsItrfM[axis] = (surface.radiusM + heightM) * zenithsItrf[axis]!;
    }
  }
  return { surface, count, latitudeRad, positionsItrfM, zenithsItrf };
}
