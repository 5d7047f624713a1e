import { invertPositiveDefinite } from '../../foundation/index.ts';
import type { Scan } from '../scan.ts';
import { GATE_SIGMAS, LIGHT_TIME_SLACK_M } from './rays.ts';

/** The place that some rays of one scan point at. */
export interface PointFit {
  /** Inertial, m; of the target as it was about one light time before the scan. */
  readonly positionM: Float64Array;
  /** 3 x 3, row by row, m². */
  readonly covariance: Float64Array;
  /** Sum of squared distances of the rays in their sigmas; chi-square of 2 rays - 3 degrees of freedom. */
  readonly squaredDistance: number;
}

/** Sigma of what the motion during the differing light times adds to a ray, m. */
const LIGHT_TIME_SIGMA_M = LIGHT_TIME_SLACK_M / GATE_SIGMAS;

/** Inverse variance of the distance of a target from a ray, 1/m², at a distance along it; none behind the satellite. */
export function rayWeight(alongM: number, sigmaRad: number): number {
  return alongM > 0 ? 1 / ((alongM * sigmaRad) ** 2 + LIGHT_TIME_SIGMA_M ** 2) : 0;
}

/** Squared distance of a place from a ray in sigmas of the ray there; infinite behind the satellite. */
export function squaredMiss(scan: Scan, row: number, x: number, y: number, z: number): number {
  const s = 3 * scan.satelliteIndex[row]!;
  const dx = x - scan.satellites[s]!;
  const dy = y - scan.satellites[s + 1]!;
  const dz = z - scan.satellites[s + 2]!;
  const along = dx * scan.los[3 * row]! + dy * scan.los[3 * row + 1]! + dz * scan.los[3 * row + 2]!;
  if (along <= 0) return Number.POSITIVE_INFINITY;
  const across2 = Math.max(0, dx * dx + dy * dy + dz * dz - along * along);
  return across2 * rayWeight(along, scan.sigmaRad[row]!);
}

const normal = new Float64Array(9);

/** Least squares of a place over rays, each weighed by its noise at the range of `start`; null when the rays do not fix a place. */
export function fitPoint(scan: Scan, rows: readonly number[], start: ArrayLike<number>): PointFit | null {
  normal.fill(0);
  const p = scan.satellites;
  let rightX = 0;
  let rightY = 0;
  let rightZ = 0;
  for (const row of rows) {
    const s = 3 * scan.satelliteIndex[row]!;
    const lx = scan.los[3 * row]!;
    const ly = scan.los[3 * row + 1]!;
    const lz = scan.los[3 * row + 2]!;
    // Relative to the start, so that no digits are lost.
    const dx = p[s]! - start[0]!;
    const dy = p[s + 1]! - start[1]!;
    const dz = p[s + 2]! - start[2]!;
    const along = dx * lx + dy * ly + dz * lz;
    const w = rayWeight(-along, scan.sigmaRad[row]!);
    normal[0]! += w * (1 - lx * lx);
    normal[1]! -= w * lx * ly;
    normal[2]! -= w * lx * lz;
    normal[4]! += w * (1 - ly * ly);
    normal[5]! -= w * ly * lz;
    normal[8]! += w * (1 - lz * lz);
    rightX += w * (dx - along * lx);
    rightY += w * (dy - along * ly);
    rightZ += w * (dz - along * lz);
  }
  normal[3] = normal[1]!;
  normal[6] = normal[2]!;
  normal[7] = normal[5]!;
  const covariance = invertPositiveDefinite(normal, 3);
  if (covariance === null) return null;
  const c = covariance;
  const x = start[0]! + c[0]! * rightX + c[1]! * rightY + c[2]! * rightZ;
  const y = start[1]! + c[3]! * rightX + c[4]! * rightY + c[5]! * rightZ;
  const z = start[2]! + c[6]! * rightX + c[7]! * rightY + c[8]! * rightZ;
  let squaredDistance = 0;
  for (const row of rows) squaredDistance += squaredMiss(scan, row, x, y, z);
  return { positionM: Float64Array.of(x, y, z), covariance, squaredDistance };
}
