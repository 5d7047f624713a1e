import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import type { Scan } from '../scan.ts';

/** Lines of sight of one scan that may belong to new objects, in order of satellite and then of row; a ray is known by its place in `rows`. */
export interface Rays {
  readonly scan: Scan;
  readonly rows: Uint32Array;
}

/** The ellipsoid lies up to 21.4 km inside the equatorial sphere, m. */
export const MIN_HEIGHT_M = -22_000;
/** Objects are looked for from the ground up to here, m. */
export const MAX_HEIGHT_M = 10_000_000;
/** A coarser ray crosses too many others to start a track, rad. */
export const COARSEST_SIGMA_RAD = 5e-3;
/** Different satellites see the target at different past moments, up to 17 ms apart: 130 m at 8 km/s. */
export const LIGHT_TIME_SLACK_M = 130;
/** Lines of sight agree when they pass within this many sigmas of one another. */
export const GATE_SIGMAS = 5;

export function raysOf(scan: Scan, rows: Uint32Array): Rays {
  const fine = rows.filter((row) => scan.sigmaRad[row]! <= COARSEST_SIGMA_RAD);
  return {
    scan,
    rows: fine.toSorted((a, b) => scan.satelliteIndex[a]! - scan.satelliteIndex[b]! || a - b),
  };
}

/** How far from their rays the targets of a scan may be thought, m: half the widest gap that two rays of it may leave. */
export function tubeRadiusM({ scan, rows }: Rays): number {
  let widestM = 0;
  for (const row of rows) {
    const s = 3 * scan.satelliteIndex[row]!;
    const p = scan.satellites;
    const radiusM = Math.hypot(p[s]!, p[s + 1]!, p[s + 2]!);
    const farthestM = radiusM + EARTH_EQUATORIAL_RADIUS_M + MAX_HEIGHT_M;
    widestM = Math.max(widestM, farthestM * scan.sigmaRad[row]!);
  }
  return (GATE_SIGMAS * Math.SQRT2 * widestM + LIGHT_TIME_SLACK_M) / 2;
}

/**
 * The part of a ray on which a target can be: ahead of the satellite, below the top of the shell, not behind the ground; both spheres
 * are moved out of the way by the radius of the tube.
 *
 * @param out - Nearest and farthest distance along the ray, m.
 * @returns false when there is no such part.
 */
export function spanInto(out: Float64Array, { scan, rows }: Rays, ray: number, tubeM: number): boolean {
  const row = rows[ray]!;
  const s = 3 * scan.satelliteIndex[row]!;
  const p = scan.satellites;
  const l = scan.los;
  const along = p[s]! * l[3 * row]! + p[s + 1]! * l[3 * row + 1]! + p[s + 2]! * l[3 * row + 2]!;
  const square = p[s]! ** 2 + p[s + 1]! ** 2 + p[s + 2]! ** 2;
  const topM = EARTH_EQUATORIAL_RADIUS_M + MAX_HEIGHT_M + tubeM;
  const reach = along * along - square + topM * topM;
  if (!(reach > 0)) return false;
  const root = Math.sqrt(reach);
  out[0] = Math.max(0, -along - root);
  out[1] = -along + root;
  if (out[1] <= 0) return false;
  out[1] = Math.min(out[1], groundM(along, square, EARTH_EQUATORIAL_RADIUS_M + MIN_HEIGHT_M - tubeM));
  return out[1] > out[0];
}

/** Is a place so far along a ray hidden by the Earth? */
export function isBehindGround(scan: Scan, row: number, alongM: number): boolean {
  const s = 3 * scan.satelliteIndex[row]!;
  const p = scan.satellites;
  const l = scan.los;
  const along = p[s]! * l[3 * row]! + p[s + 1]! * l[3 * row + 1]! + p[s + 2]! * l[3 * row + 2]!;
  const square = p[s]! ** 2 + p[s + 1]! ** 2 + p[s + 2]! ** 2;
  return alongM > groundM(along, square, EARTH_EQUATORIAL_RADIUS_M + MIN_HEIGHT_M);
}

/** Distance along a ray to a sphere around the Earth's centre, m; infinite when it passes by. */
function groundM(along: number, square: number, radiusM: number): number {
  const depth = along * along - square + radiusM * radiusM;
  if (depth <= 0) return Number.POSITIVE_INFINITY;
  const hitM = -along - Math.sqrt(depth);
  return hitM > 0 ? hitM : Number.POSITIVE_INFINITY;
}
