import { radians } from '../../foundation/index.ts';
import type { RegionRing } from '../../physics/index.ts';
import { areaTest } from './area.ts';
import type { Area } from './area.ts';

/** A box in degrees, sides along meridians and parallels. */
export function boxArea(southDeg: number, westDeg: number, northDeg: number, eastDeg: number): Area {
  const ring: RegionRing = [
    [radians(westDeg), radians(southDeg)],
    [radians(eastDeg), radians(southDeg)],
    [radians(eastDeg), radians(northDeg)],
    [radians(westDeg), radians(northDeg)],
  ];
  return { kind: 'regions', title: 'box', regions: [{ id: 'box', title: 'box', polygons: [[ring]] }] };
}

export function isWithin(area: Area, latDeg: number, lonDeg: number): boolean {
  return areaTest(area)(radians(latDeg), radians(lonDeg));
}
