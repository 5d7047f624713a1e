import { TWO_PI, assert } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../earth.ts';
import type { RegionRing } from './region.ts';

/** One corner of a ring whose longitudes run on without jumps, rad. */
export type Corner = readonly [longitudeRad: number, latitudeRad: number];

/**
 * The corners of a ring, longitudes made continuous. A ring that goes once round the Earth is closed over the pole on its side of the equator.
 *
 * @returns null when it goes round the Earth and over the equator: which side it bounds is not said.
 */
export function continuousRing(ring: RegionRing): readonly Corner[] | null {
  const corners: Corner[] = [];
  let previous: Corner | null = null;
  for (const [longitudeRad, latitudeRad] of ring) {
    assert(
      Number.isFinite(longitudeRad) && Math.abs(latitudeRad) <= Math.PI / 2,
      `a ring holds longitude ${longitudeRad} and latitude ${latitudeRad} rad`,
    );
    const longitude: number = previous === null ? longitudeRad : longitudeAfter(previous, longitudeRad);
    corners.push([longitude, latitudeRad]);
    previous = [longitude, latitudeRad];
  }
  const first = corners[0];
  assert(first !== undefined && previous !== null, 'a ring has corners');
  const closing = longitudeAfter(previous, first[0]);
  if (Math.abs(closing - first[0]) < 1) return corners;
  const side = Math.sign(first[1]);
  if (side === 0 || corners.some(([, latitude]) => Math.sign(latitude) !== side)) return null;
  const pole = (side * Math.PI) / 2;
  return [...corners, [closing, first[1]], [closing, pole], [first[0], pole]];
}

/** Is it said which side of the ring is meant? Not of one that goes round the Earth and over the equator. */
export function isClosedRing(ring: RegionRing): boolean {
  return ring.length > 0 && continuousRing(ring) !== null;
}

/**
 * Area inside a ring whose edges are straight in longitude and latitude, m², to a few per cent: on the map, scaled by the middle latitude. Nothing for corners on one
 * line.
 */
export function roughAreaM2(ring: RegionRing): number {
  const corners = continuousRing(ring) ?? [];
  let doubled = 0;
  let latitudes = 0;
  corners.forEach(([longitude, latitude], i) => {
    const [nextLongitude, nextLatitude] = corners[(i + 1) % corners.length] ?? [longitude, latitude];
    doubled += longitude * nextLatitude - nextLongitude * latitude;
    latitudes += latitude;
  });
  const scale = EARTH_EQUATORIAL_RADIUS_M ** 2 * Math.cos(latitudes / corners.length);
  return Math.abs(doubled / 2) * scale;
}

const POLE_RAD: number = Math.PI / 2 - 1e-9;
const FULL_TURN_RAD: number = TWO_PI - 1e-9;

/**
 * The nearest longitude to the one before, by whole turns, so that a corner told twice is the same number twice; along a pole a full turn is meant as
 * it stands.
 */
function longitudeAfter([before, latitudeRad]: Corner, longitudeRad: number): number {
  const isAlongPole = Math.abs(latitudeRad) > POLE_RAD && Math.abs(longitudeRad - before) > FULL_TURN_RAD;
  return isAlongPole ? longitudeRad : longitudeRad + TWO_PI * Math.round((before - longitudeRad) / TWO_PI);
}
