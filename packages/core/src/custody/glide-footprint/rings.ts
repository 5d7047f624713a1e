import { TWO_PI, wrapPi } from '../../foundation/index.ts';
import type { GroundOutline } from '../../messages/index.ts';
import type { RegionRing } from '../../physics/index.ts';

type Corner = readonly [longitudeRad: number, latitudeRad: number];

/**
 * An outline as rings that map files can hold: longitudes within ±180°, an outline across the 180° meridian cut there in two, one round a pole led along
 * that meridian to the pole and back. [RFC-7946] §3.1.9.
 */
export function ringsOf(outline: GroundOutline): readonly RegionRing[] {
  const unrolled = unrolledOf(outline);
  const first = unrolled[0];
  const last = unrolled.at(-1);
  if (first === undefined || last === undefined) return [];
  const turned = last[0] - first[0];
  const corners =
    Math.abs(turned) > Math.PI
      ? aroundPole(unrolled, Math.sign(meanLatitude(outline)))
      : unrolled.slice(0, -1);
  const west = Math.floor((Math.min(...corners.map(([longitude]) => longitude)) + Math.PI) / TWO_PI);
  const east = Math.ceil((Math.max(...corners.map(([longitude]) => longitude)) + Math.PI) / TWO_PI);
  return Array.from({ length: Math.max(1, east - west) }, (_, k) => {
    const shift = (west + k) * TWO_PI;
    const moved = corners.map(([longitude, latitude]): Corner => [longitude - shift, latitude]);
    return clipped(clipped(moved, 1), -1);
  }).filter((ring) => ring.length > 2);
}

/** Corners with longitudes that run on without jumps, the first again at the end. */
function unrolledOf(outline: GroundOutline): readonly Corner[] {
  const corners: Corner[] = [];
  let longitude = wrapPi(outline[0]?.[0] ?? 0);
  outline.forEach(([raw, latitude]) => {
    longitude += wrapPi(raw - longitude);
    corners.push([longitude, latitude]);
  });
  const first = corners[0];
  if (first !== undefined) corners.push([longitude + wrapPi(first[0] - longitude), first[1]]);
  return corners;
}

/** Sides along a pole, so that none is longer than half a turn. */
const POLE_SIDES = 4;

/** Once round: the open way closed along the pole. */
function aroundPole(unrolled: readonly Corner[], north: number): readonly Corner[] {
  const pole = ((north < 0 ? -1 : 1) * Math.PI) / 2;
  const [from, to] = [unrolled.at(-1)![0], unrolled[0]![0]];
  const along = Array.from({ length: POLE_SIDES + 1 }, (_, k): Corner => [
    from + (k / POLE_SIDES) * (to - from),
    pole,
  ]);
  return [...unrolled, ...along];
}

function meanLatitude(outline: GroundOutline): number {
  return outline.reduce((sum, [, latitude]) => sum + latitude, 0) / outline.length;
}

/** What of a ring lies west of 180° east (side 1) or east of 180° west (side -1): [Sutherland-1974]. */
function clipped(ring: readonly Corner[], side: 1 | -1): readonly Corner[] {
  const inside = ([longitude]: Corner): boolean => side * longitude <= Math.PI;
  return ring.flatMap((corner, k) => {
    const next = ring[(k + 1) % ring.length]!;
    const kept: Corner[] = inside(corner) ? [corner] : [];
    if (inside(corner) !== inside(next)) {
      const share = (side * Math.PI - corner[0]) / (next[0] - corner[0]);
      kept.push([side * Math.PI, corner[1] + share * (next[1] - corner[1])]);
    }
    return kept;
  });
}
