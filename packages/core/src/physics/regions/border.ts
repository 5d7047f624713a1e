import { EARTH_EQUATORIAL_RADIUS_M, EARTH_POLAR_RADIUS_M } from '../earth.ts';
import type { Region } from './region.ts';

/** Every edge of some regions as three unit vectors: [edge][from x, y, z, to x, y, z, normal of its great circle x, y, z]. */
export interface Border {
  readonly edges: Float64Array;
}

const EDGE_NUMBERS = 9;
/** (2 a + b) / 3, m. */
const MEAN_RADIUS_M = (2 * EARTH_EQUATORIAL_RADIUS_M + EARTH_POLAR_RADIUS_M) / 3;

/** The borders of all regions together; edges two of them share count as border too. */
export function buildBorder(regions: readonly Region[]): Border {
  const edges: number[] = [];
  for (const region of regions) {
    for (const ring of region.polygons.flat()) {
      ring.forEach((from, index) => {
        const to = ring[(index + 1) % ring.length] ?? from;
        const a = unitVector(from[0], from[1]);
        const b = unitVector(to[0], to[1]);
        edges.push(...a, ...b, ...normalOf(a, b));
      });
    }
  }
  return { edges: Float64Array.from(edges) };
}

/**
 * Great-circle distance to the nearest point of the border, m, on a sphere of the mean radius: within half a percent of the ellipsoid.
 * Edges are taken as great circles, which for edges of a few kilometres differ from straight ones in longitude and latitude by metres.
 *
 * @returns Infinity when there is no border.
 */
export function borderDistanceM({ edges }: Border, longitudeRad: number, latitudeRad: number): number {
  if (edges.length === 0) return Number.POSITIVE_INFINITY;
  const [x, y, z] = unitVector(longitudeRad, latitudeRad);
  let nearest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < edges.length; at += EDGE_NUMBERS) {
    nearest = Math.min(nearest, chordSquaredToEdge(edges, at, x, y, z));
  }
  return 2 * MEAN_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(nearest) / 2));
}

/** Square of the straight line from a unit vector to the nearest point of an arc shorter than half a circle, on the unit sphere. */
function chordSquaredToEdge(edges: Float64Array, at: number, x: number, y: number, z: number): number {
  const ax = edges[at]!;
  const ay = edges[at + 1]!;
  const az = edges[at + 2]!;
  const bx = edges[at + 3]!;
  const by = edges[at + 4]!;
  const bz = edges[at + 5]!;
  const nx = edges[at + 6]!;
  const ny = edges[at + 7]!;
  const nz = edges[at + 8]!;
  // The foot of the perpendicular on the great circle lies on the arc when it is left of one end's meridian and right of the other's.
  const afterA = nx * (ay * z - az * y) + ny * (az * x - ax * z) + nz * (ax * y - ay * x);
  const beforeB = nx * (y * bz - z * by) + ny * (z * bx - x * bz) + nz * (x * by - y * bx);
  if (afterA > 0 && beforeB > 0) {
    const sine = x * nx + y * ny + z * nz;
    return 2 - 2 * Math.sqrt(Math.max(0, 1 - sine * sine));
  }
  const toA = (x - ax) ** 2 + (y - ay) ** 2 + (z - az) ** 2;
  const toB = (x - bx) ** 2 + (y - by) ** 2 + (z - bz) ** 2;
  return Math.min(toA, toB);
}

/** Unit vector across two others; zero when they are the same. */
function normalOf(a: readonly number[], b: readonly number[]): [number, number, number] {
  const [ax = 0, ay = 0, az = 0] = a;
  const [bx = 0, by = 0, bz = 0] = b;
  const n = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx] as const;
  const length = Math.hypot(...n);
  return length === 0 ? [0, 0, 0] : [n[0] / length, n[1] / length, n[2] / length];
}

function unitVector(longitudeRad: number, latitudeRad: number): [number, number, number] {
  const across = Math.cos(latitudeRad);
  return [across * Math.cos(longitudeRad), across * Math.sin(longitudeRad), Math.sin(latitudeRad)];
}
