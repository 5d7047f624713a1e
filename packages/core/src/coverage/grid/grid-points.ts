import { itrfFromGeodeticInto } from '../../physics/index.ts';
import type { Surface } from './surface.ts';
import type { SurfacePoints } from './surface-points.ts';

/** Cells by their centres. */
export interface CellCentres {
  readonly cellCount: number;
  latitudeRad(cell: number): number;
  /** In [-π, π). */
  longitudeRad(cell: number): number;
}

/** Cells of a grid as single points: those from `first` to below `end`, in the order of the grid. */
export function gridPoints(
  grid: CellCentres,
  surface: Surface,
  heightM: number,
  first = 0,
  end: number = grid.cellCount,
): SurfacePoints {
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
