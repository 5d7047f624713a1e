import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import type { Scan } from '../scan.ts';
import { GATE_SIGMAS, LIGHT_TIME_SLACK_M, MAX_HEIGHT_M, MIN_HEIGHT_M, isBehindGround } from './rays.ts';

/** Rays closer than this to parallel do not fix a range, rad. */
export const MIN_CROSSING_RAD = 0.03;

/** Where two rays pass one another. */
export interface Passing {
  /** Half-way between the nearest points of the two, inertial, m. */
  x: number;
  y: number;
  z: number;
  alongFirstM: number;
  alongSecondM: number;
  /** Sigma of the distance along either ray, m. */
  alongSigmaM: number;
}

export function emptyPassing(): Passing {
  return { x: 0, y: 0, z: 0, alongFirstM: 0, alongSecondM: 0, alongSigmaM: 0 };
}

/** Fills `out` with where two rays of one scan pass closest; false when they do not meet within their noise, ahead, before the ground, in the shell where targets are. */
export function meetInto(out: Passing, scan: Scan, rowA: number, rowB: number): boolean {
  const sa = 3 * scan.satelliteIndex[rowA]!;
  const sb = 3 * scan.satelliteIndex[rowB]!;
  const p = scan.satellites;
  const l = scan.los;
  const wx = p[sa]! - p[sb]!;
  const wy = p[sa + 1]! - p[sb + 1]!;
  const wz = p[sa + 2]! - p[sb + 2]!;
  const ax = l[3 * rowA]!;
  const ay = l[3 * rowA + 1]!;
  const az = l[3 * rowA + 2]!;
  const bx = l[3 * rowB]!;
  const by = l[3 * rowB + 1]!;
  const bz = l[3 * rowB + 2]!;
  const cosine = ax * bx + ay * by + az * bz;
  const sine2 = 1 - cosine * cosine;
  if (sine2 < MIN_CROSSING_RAD * MIN_CROSSING_RAD) return false;
  const aw = ax * wx + ay * wy + az * wz;
  const bw = bx * wx + by * wy + bz * wz;
  const alongA = (cosine * bw - aw) / sine2;
  const alongB = (bw - cosine * aw) / sine2;
  if (alongA <= 0 || alongB <= 0) return false;
  const gx = wx + alongA * ax - alongB * bx;
  const gy = wy + alongA * ay - alongB * by;
  const gz = wz + alongA * az - alongB * bz;
  const miss2 = gx * gx + gy * gy + gz * gz;
  const acrossA = alongA * scan.sigmaRad[rowA]!;
  const acrossB = alongB * scan.sigmaRad[rowB]!;
  const sigmaM = Math.sqrt(acrossA * acrossA + acrossB * acrossB);
  const allowedM = GATE_SIGMAS * sigmaM + LIGHT_TIME_SLACK_M;
  if (miss2 > allowedM * allowedM) return false;
  const x = p[sa]! + alongA * ax - gx / 2;
  const y = p[sa + 1]! + alongA * ay - gy / 2;
  const z = p[sa + 2]! + alongA * az - gz / 2;
  const heightM = Math.sqrt(x * x + y * y + z * z) - EARTH_EQUATORIAL_RADIUS_M;
  if (heightM < MIN_HEIGHT_M || heightM > MAX_HEIGHT_M) return false;
  if (isBehindGround(scan, rowA, alongA) || isBehindGround(scan, rowB, alongB)) return false;
  out.x = x;
  out.y = y;
  out.z = z;
  out.alongFirstM = alongA;
  out.alongSecondM = alongB;
  out.alongSigmaM = (sigmaM + LIGHT_TIME_SLACK_M / GATE_SIGMAS) / Math.sqrt(sine2);
  return true;
}
