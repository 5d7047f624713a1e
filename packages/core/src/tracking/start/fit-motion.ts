import { choleskyInPlace, invertPositiveDefinite, solveCholeskyInPlace } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { gravityInto } from '../../physics/index.ts';
import type { BiasLever } from '../bias/bias-lever.ts';
import { COAST_SIZE } from '../motion/hypothesis.ts';
import { emptyInnovation, innovationInto } from '../looks/measure.ts';
import type { Innovation } from '../looks/measure.ts';
import type { Scan } from '../scan.ts';
import { isMissileLike } from './physical-gates.ts';

/** One detection of one scan. */
export interface Sight {
  readonly scan: Scan;
  readonly row: number;
}

/** A new object: where it is and moves, and the detections that say so. */
export interface Candidate {
  /** Position and velocity at the newest scan, inertial, m and m/s, fitted without thrust. */
  readonly state: Float64Array;
  readonly covariance: Float64Array;
  /** Time of the newest scan. */
  readonly atUs: SimTimeUs;
  /** From the oldest to the newest scan. */
  readonly elapsedS: number;
  readonly sights: readonly Sight[];
  /** Of all sights from the fit, in sigmas. */
  readonly squaredDistance: number;
  /** Where channels may point wrongly: how the fit is led astray by that. */
  readonly lever?: BiasLever;
}

/** A fit is refused beyond this many standard deviations of its chi-square. */
const FIT_SIGMAS = 5;
const MAX_PASSES = 5;

const innovation = emptyInnovation();
const gravity = new Float64Array(3);

/**
 * Least squares of position and velocity (Gauss-Newton; gravity, light time, no thrust) over the detections of two scans; null when they do
 * not fit one motion or no missile moves so.
 *
 * @param seed - Rough position and velocity at the newest scan, `atUs`.
 */
export function fitMotion(sights: readonly Sight[], seed: Float64Array, atUs: SimTimeUs): Candidate | null {
  const n = COAST_SIZE;
  const state = seed.slice();
  const normal = new Float64Array(n * n);
  const right = new Float64Array(n);
  const then = new Float64Array(n);
  let chiSquare = 0;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    normal.fill(0);
    right.fill(0);
    chiSquare = 0;
    gravityInto(gravity, state[0]!, state[1]!, state[2]!, 2);
    for (const { scan, row } of sights) {
      const offsetS = (scan.atUs - atUs) / 1e6;
      fallInto(then, state, gravity, offsetS);
      innovationInto(
        innovation,
        then,
        scan.satellites,
        scan.satelliteIndex[row]!,
        scan.los,
        row,
        scan.lightSpeedMPerS,
      );
      chiSquare += addRow(normal, right, innovation, scan.sigmaRad[row]!, offsetS);
    }
    const factor = normal.slice();
    if (!choleskyInPlace(factor, n)) return null;
    solveCholeskyInPlace(factor, n, right);
    for (let i = 0; i < n; i++) state[i]! += right[i]!;
    if (Math.hypot(right[0]!, right[1]!, right[2]!) < 1) break;
  }
  const freedom = 2 * sights.length - n;
  if (chiSquare > freedom + FIT_SIGMAS * Math.sqrt(2 * freedom)) return null;
  const covariance = invertPositiveDefinite(normal, n);
  if (covariance === null) return null;
  const speedSigma = Math.sqrt(covariance[21]! + covariance[28]! + covariance[35]!);
  if (!isMissileLike(state, speedSigma)) return null;
  const oldestUs = Math.min(...sights.map((sight) => sight.scan.atUs));
  return {
    state,
    covariance,
    atUs,
    elapsedS: (atUs - oldestUs) / 1e6,
    sights,
    squaredDistance: chiSquare,
  };
}

/** A state a little earlier or later under one gravity. */
export function fallInto(
  then: Float64Array,
  state: Float64Array,
  constantGravity: Float64Array,
  offsetS: number,
): void {
  for (let axis = 0; axis < 3; axis++) {
    const pull = constantGravity[axis]!;
    then[axis] = state[axis]! + state[3 + axis]! * offsetS + 0.5 * pull * offsetS * offsetS;
    then[3 + axis] = state[3 + axis]! + pull * offsetS;
  }
}

/** Adds the two components of a line of sight to the normal equations; the position seen is `state + offsetS * velocity`. */
export function addRow(
  normal: Float64Array,
  right: Float64Array,
  seen: Innovation,
  sigmaRad: number,
  offsetS: number,
): number {
  const n = COAST_SIZE;
  const weight = 1 / (sigmaRad * sigmaRad);
  const lever = offsetS - seen.lightTimeS;
  for (let component = 0; component < 2; component++) {
    const h = component === 0 ? seen.firstByPosition : seen.secondByPosition;
    const residual = component === 0 ? seen.first : seen.second;
    for (let i = 0; i < n; i++) {
      const hi = i < 3 ? h[i]! : lever * h[i - 3]!;
      right[i]! += weight * hi * residual;
      for (let j = 0; j < n; j++) normal[i * n + j]! += weight * hi * (j < 3 ? h[j]! : lever * h[j - 3]!);
    }
  }
  return weight * (seen.first * seen.first + seen.second * seen.second);
}

/** How many satellites a candidate rests on. */
export function satellitesOf(sights: readonly Sight[]): readonly number[] {
  return [...new Set(sights.map(({ scan, row }) => scan.satelliteIndex[row]!))].toSorted((a, b) => a - b);
}
