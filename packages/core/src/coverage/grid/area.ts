import { assert } from '../../foundation/index.ts';
import { buildRegionIndex, isInAnyRegion } from '../../physics/index.ts';
import type { Region } from '../../physics/index.ts';
import { corridorTest } from './corridor.ts';
import type { Corridor } from './corridor.ts';

/** The part of the Earth that a grid is of. Plain data, so that a worker can make the same grid of it. */
export type Area = RegionsArea | CorridorArea;

/** All places in any of the regions. */
export interface RegionsArea {
  readonly kind: 'regions';
  /** What people call it, as in "of the cells in ..."; so of the other. */
  readonly title: string;
  readonly regions: readonly Region[];
}

/** All places on the way from one place to another, and beside it. */
export interface CorridorArea {
  readonly kind: 'corridor';
  readonly title: string;
  readonly corridor: Corridor;
}

/** Does a place lie in the area? Latitude and longitude in rad, geodetic. */
export type AreaTest = (latitudeRad: number, longitudeRad: number) => boolean;

export function areaTest(area: Area): AreaTest {
  if (area.kind === 'corridor') return corridorTest(area.corridor);
  assert(area.regions.length > 0, 'an area has a region');
  const index = buildRegionIndex(area.regions);
  return (latitudeRad, longitudeRad) => isInAnyRegion(index, longitudeRad, latitudeRad);
}

/** Numbers of the cells, of so many, whose centres lie in the area; rising. */
export function cellsWithin(
  area: Area,
  cellCount: number,
  latitudeRad: (cell: number) => number,
  longitudeRad: (cell: number) => number,
): Int32Array {
  const isWithin = areaTest(area);
  const found: number[] = [];
  for (let cell = 0; cell < cellCount; cell++) {
    if (isWithin(latitudeRad(cell), longitudeRad(cell))) found.push(cell);
  }
  return Int32Array.from(found);
}
