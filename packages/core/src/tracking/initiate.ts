import {
  choleskyInPlace,
  invertPositiveDefinite,
  present,
  solveCholeskyInPlace,
} from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, gravityInto } from '../physics/index.ts';
import { widened } from './bias/bias-lever.ts';
import type { BiasLever } from './bias/bias-lever.ts';
import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE, COAST_SIZE } from './hypothesis.ts';
import { emptyInnovation, innovationInto } from './measure.ts';
import type { Scan } from './scan.ts';
import type { Tracklet } from './tracklets.ts';

/** A new object: where it is and moves, and the rows of the newer scan that say so. */
export interface Candidate {
  /** Position and velocity at the newer scan, inertial, m and m/s, fitted to two scans without thrust. */
  readonly state: Float64Array;
  readonly covariance: Float64Array;
  readonly elapsedS: number;
  readonly tracklets: readonly Tracklet[];
  readonly satellites: number;
  /** Where channels may point wrongly: how the fit is led astray by that. */
  readonly lever?: BiasLever;
}

/** Rays closer than this to parallel do not fix a range, rad. */
const MIN_CROSSING_RAD = 0.03;
/** Lines of sight agree when they pass within this many sigmas of one another or of the point. */
const GATE_SIGMAS = 5;
const MIN_SATELLITES = 3;
/** Objects are looked for from the ground up to here, m. */
const MAX_HEIGHT_M = 10_000_000;
/** Faster is not a missile: escape velocity with room for the error of a two-scan velocity, m/s. */
const MAX_SPEED_M_PER_S = 11_200;
/** A fit is refused beyond this many standard deviations of its chi-square. */
const FIT_SIGMAS = 5;
/** Bound on pairs of tracklets tried in one scan; reaching it is reported. */
export const MAX_PAIRS = 2_000_000;

/**
 * Starts tracks from tracklets of at least three satellites: triangulates pairs of tracklets in both scans, gathers the tracklets of other
 * satellites that point at the same two places, fits position and velocity to all of them, and keeps the best-supported fits that share
 * no detection.
 */
export function initiate(
  older: Scan,
  newer: Scan,
  tracklets: readonly Tracklet[],
): { readonly candidates: readonly Candidate[]; readonly boundReached: boolean } {
  const elapsedS = (newer.atUs - older.atUs) / 1e6;
  const fits: Fit[] = [];
  const covered = new Set<string>();
  let pairs = 0;
  for (let a = 0; a < tracklets.length; a++) {
    for (let b = a + 1; b < tracklets.length; b++) {
      const first = present(tracklets[a]);
      const second = present(tracklets[b]);
      if (first.satelliteIndex === second.satelliteIndex) continue;
      if (++pairs > MAX_PAIRS) return { candidates: withoutSharing(fits), boundReached: true };
      if (covered.has(`${a},${b}`)) continue;
      const seed = triangulatePair(older, newer, first, second, elapsedS);
      if (seed === null) continue;
      const support = supporters(older, newer, tracklets, seed, elapsedS);
      const satellites = new Set(support.map((index) => present(tracklets[index]).satelliteIndex)).size;
      if (satellites < MIN_SATELLITES) continue;
      const members = support.map((index) => present(tracklets[index]));
      const fit = fitMotion(older, newer, members, seed, elapsedS);
      if (fit === null) continue;
      for (const i of support) for (const j of support) if (i < j) covered.add(`${i},${j}`);
      fits.push({ ...fit, satellites });
    }
  }
  return { candidates: withoutSharing(fits), boundReached: false };
}

interface Fit extends Candidate {
  readonly chiSquareExcess: number;
}

/** Best-supported first, then the better fit; each detection serves once. */
function withoutSharing(fits: readonly Fit[]): readonly Candidate[] {
  const used = new Set<number>();
  const kept: Candidate[] = [];
  const ordered = fits.toSorted(
    (a, b) =>
      b.satellites - a.satellites || a.chiSquareExcess - b.chiSquareExcess || a.state[0]! - b.state[0]!,
  );
  for (const fit of ordered) {
    if (fit.tracklets.some((each) => used.has(each.row))) continue;
    for (const each of fit.tracklets) used.add(each.row);
    kept.push(fit);
  }
  return kept;
}

/** Position and velocity at the newer scan from two tracklets, or null when their rays do not meet at a place a missile can be. */
function triangulatePair(
  older: Scan,
  newer: Scan,
  first: Tracklet,
  second: Tracklet,
  elapsedS: number,
): Float64Array | null {
  const seed = new Float64Array(6);
  if (!meetInto(seed, 3, older, first.olderRow, second.olderRow)) return null;
  if (!meetInto(seed, 0, newer, first.row, second.row)) return null;
  for (let axis = 0; axis < 3; axis++) seed[3 + axis] = (seed[axis]! - seed[3 + axis]!) / elapsedS;
  const speed = Math.hypot(seed[3]!, seed[4]!, seed[5]!);
  const slack = (GATE_SIGMAS * seedSigmaM(newer, first, second, seed)) / elapsedS;
  return speed < MAX_SPEED_M_PER_S + slack ? seed : null;
}

/** Rough error of a two-ray position, m: the larger cross-range error over the sine of the crossing angle is below this. */
function seedSigmaM(scan: Scan, first: Tracklet, second: Tracklet, seed: Float64Array): number {
  let largest = 0;
  for (const each of [first, second]) {
    const s = 3 * each.satelliteIndex;
    const rangeM = Math.hypot(
      seed[0]! - scan.satellites[s]!,
      seed[1]! - scan.satellites[s + 1]!,
      seed[2]! - scan.satellites[s + 2]!,
    );
    largest = Math.max(largest, rangeM * scan.sigmaRad[each.row]!);
  }
  const a = 3 * first.row;
  const b = 3 * second.row;
  const cosine =
    scan.los[a]! * scan.los[b]! + scan.los[a + 1]! * scan.los[b + 1]! + scan.los[a + 2]! * scan.los[b + 2]!;
  return (1.5 * largest) / Math.sqrt(Math.max(1 - cosine * cosine, MIN_CROSSING_RAD ** 2));
}

/** Where two rays of one scan pass closest, into `out[offset ...]`; false when they do not meet within their noise, ahead, above ground. */
function meetInto(out: Float64Array, offset: number, scan: Scan, rowA: number, rowB: number): boolean {
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
  const missM = Math.sqrt(gx * gx + gy * gy + gz * gz);
  const sigmaM = Math.hypot(alongA * scan.sigmaRad[rowA]!, alongB * scan.sigmaRad[rowB]!);
  if (missM > GATE_SIGMAS * sigmaM + LIGHT_TIME_SLACK_M) return false;
  const x = p[sa]! + alongA * ax - gx / 2;
  const y = p[sa + 1]! + alongA * ay - gy / 2;
  const z = p[sa + 2]! + alongA * az - gz / 2;
  const heightM = Math.sqrt(x * x + y * y + z * z) - EARTH_EQUATORIAL_RADIUS_M;
  if (heightM < MIN_HEIGHT_M || heightM > MAX_HEIGHT_M) return false;
  out[offset] = x;
  out[offset + 1] = y;
  out[offset + 2] = z;
  return true;
}

/** Different satellites see the target at different past moments, up to 17 ms apart: 130 m at 8 km/s. */
const LIGHT_TIME_SLACK_M = 130;
/** The ellipsoid lies up to 21.4 km inside the equatorial sphere. */
const MIN_HEIGHT_M = -22_000;

/** Indices of the tracklets that point at the seed in both scans; the best one per channel. */
function supporters(
  older: Scan,
  newer: Scan,
  tracklets: readonly Tracklet[],
  seed: Float64Array,
  elapsedS: number,
): readonly number[] {
  const before = Float64Array.of(
    seed[0]! - seed[3]! * elapsedS,
    seed[1]! - seed[4]! * elapsedS,
    seed[2]! - seed[5]! * elapsedS,
  );
  const bestOfChannel = new Map<number, { index: number; miss: number }>();
  tracklets.forEach((each, index) => {
    const missNow = missInSigmas(newer, each.row, seed);
    if (missNow > SUPPORT_SIGMAS) return;
    const missThen = missInSigmas(older, each.olderRow, before);
    if (missThen > SUPPORT_SIGMAS) return;
    const miss = missNow + missThen;
    const known = bestOfChannel.get(each.channelIndex);
    if (known === undefined || miss < known.miss) bestOfChannel.set(each.channelIndex, { index, miss });
  });
  return [...bestOfChannel.values()].map((each) => each.index);
}

/** A two-ray seed is itself several sigmas off, so support is asked for generously and the fit decides. */
const SUPPORT_SIGMAS = 12;

/** Distance of a ray from a point ahead of it, in units of its own noise and the light-time slack. */
function missInSigmas(scan: Scan, row: number, point: Float64Array): number {
  const s = 3 * scan.satelliteIndex[row]!;
  const dx = point[0]! - scan.satellites[s]!;
  const dy = point[1]! - scan.satellites[s + 1]!;
  const dz = point[2]! - scan.satellites[s + 2]!;
  const along = dx * scan.los[3 * row]! + dy * scan.los[3 * row + 1]! + dz * scan.los[3 * row + 2]!;
  if (along <= 0) return Number.POSITIVE_INFINITY;
  const missM = Math.sqrt(Math.max(0, dx * dx + dy * dy + dz * dz - along * along));
  return missM / (along * scan.sigmaRad[row]! + LIGHT_TIME_SLACK_M / GATE_SIGMAS);
}

const innovation = emptyInnovation();
const gravity = new Float64Array(3);

/** Least squares of position and velocity (gravity, no thrust) over both scans; null when it does not fit or is no missile's motion. */
function fitMotion(
  older: Scan,
  newer: Scan,
  members: readonly Tracklet[],
  seed: Float64Array,
  elapsedS: number,
): Omit<Fit, 'satellites'> | null {
  const n = COAST_SIZE;
  const state = seed.slice();
  const normal = new Float64Array(n * n);
  const right = new Float64Array(n);
  const before = new Float64Array(n);
  let chiSquare = 0;
  for (let pass = 0; pass < 5; pass++) {
    normal.fill(0);
    right.fill(0);
    chiSquare = 0;
    gravityInto(gravity, state[0]!, state[1]!, state[2]!, 2);
    for (let axis = 0; axis < 3; axis++) {
      before[axis] = state[axis]! - state[3 + axis]! * elapsedS + 0.5 * gravity[axis]! * elapsedS * elapsedS;
      before[3 + axis] = state[3 + axis]! - gravity[axis]! * elapsedS;
    }
    for (const each of members) {
      innovationInto(
        innovation,
        state,
        newer.satellites,
        each.satelliteIndex,
        newer.los,
        each.row,
        newer.lightSpeedMPerS,
      );
      chiSquare += addRow(normal, right, innovation, newer.sigmaRad[each.row]!, 0);
      innovationInto(
        innovation,
        before,
        older.satellites,
        each.satelliteIndex,
        older.los,
        each.olderRow,
        older.lightSpeedMPerS,
      );
      chiSquare += addRow(normal, right, innovation, older.sigmaRad[each.olderRow]!, -elapsedS);
    }
    const factor = normal.slice();
    if (!choleskyInPlace(factor, n)) return null;
    solveCholeskyInPlace(factor, n, right);
    for (let i = 0; i < n; i++) state[i]! += right[i]!;
    if (Math.hypot(right[0]!, right[1]!, right[2]!) < 1) break;
  }
  const freedom = 4 * members.length - n;
  const chiSquareExcess = (chiSquare - freedom) / Math.sqrt(2 * freedom);
  if (chiSquareExcess > FIT_SIGMAS) return null;
  const covariance = invertPositiveDefinite(normal, n);
  if (covariance === null) return null;
  const sigmaSpeed = Math.sqrt(covariance[21]! + covariance[28]! + covariance[35]!);
  if (Math.hypot(state[3]!, state[4]!, state[5]!) > MAX_SPEED_M_PER_S + 3 * sigmaSpeed) return null;
  return { state, covariance, elapsedS, tracklets: members, chiSquareExcess };
}

/** Adds the two components of a line of sight to the normal equations; the position seen is `state + offsetS * velocity`. */
function addRow(
  normal: Float64Array,
  right: Float64Array,
  seen: typeof innovation,
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

/** Thrust that an object of unknown kind may have, per axis, m/s²: burnout accelerations of the generic classes lie below 100. */
const THRUST_SIGMA_M_PER_S2 = 40;
/** Below this height a rising object is almost surely under thrust and a sinking one almost surely not, m. The shares are notional. */
const ATMOSPHERE_TOP_M = 80_000;
const RISING_BOOST_PROB = 0.95;
const SINKING_BOOST_PROB = 0.02;

/**
 * The two ways to read a new object, thrusting or not, with prior weights. The fit over the last `elapsedS` seconds measured the mean
 * velocity; under thrust the velocity at its end is half an interval's acceleration further, unknown in the same measure.
 */
export function birthHypotheses(candidate: Candidate): readonly Hypothesis[] {
  const { state, covariance, elapsedS, lever } = candidate;
  const heightM = Math.hypot(state[0]!, state[1]!, state[2]!) - EARTH_EQUATORIAL_RADIUS_M;
  const rising = state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]! > 0;
  const boostProb = heightM > ATMOSPHERE_TOP_M ? 0.5 : rising ? RISING_BOOST_PROB : SINKING_BOOST_PROB;
  const n = BOOST_SIZE;
  const boostState = new Float64Array(n);
  boostState.set(state);
  const boostCovariance = new Float64Array(n * n);
  for (let i = 0; i < COAST_SIZE; i++) {
    for (let j = 0; j < COAST_SIZE; j++) boostCovariance[i * n + j] = covariance[i * COAST_SIZE + j]!;
  }
  const thrustVariance = THRUST_SIGMA_M_PER_S2 ** 2;
  const half = elapsedS / 2;
  for (let axis = 0; axis < 3; axis++) {
    const v = 3 + axis;
    const a = 6 + axis;
    boostCovariance[v * n + v]! += half * half * thrustVariance;
    boostCovariance[v * n + a] = half * thrustVariance;
    boostCovariance[a * n + v] = half * thrustVariance;
    boostCovariance[a * n + a] = thrustVariance;
  }
  return [
    {
      kind: 'boost',
      state: boostState,
      covariance: boostCovariance,
      logWeight: Math.log(boostProb),
      cutoffAtUs: null,
      ...(lever === undefined ? {} : { lever: widened(lever, n, [], 0) }),
    },
    {
      kind: 'coast',
      state,
      covariance,
      logWeight: Math.log(1 - boostProb),
      cutoffAtUs: null,
      ...(lever === undefined ? {} : { lever }),
    },
  ];
}
