import { expectedOf, takeEvidence } from '../bias/biased-look.ts';
import type { BiasedLook } from '../bias/biased-look.ts';

/**
 * One line of sight against a predicted state, in the tangent plane of the predicted direction (never in azimuth and elevation, whose
 * noise grows towards the pole of that frame). The target is where it was one light time earlier, which is not at all when light is
 * taken as infinitely fast.
 */
export interface Innovation {
  /** Components of the measured direction across the predicted one, rad. */
  first: number;
  second: number;
  /** Derivatives of the two predicted components by position, 1/m: along these two unit vectors over the range. */
  readonly firstByPosition: Float64Array;
  readonly secondByPosition: Float64Array;
  lightTimeS: number;
  rangeM: number;
  /** Squared distance of the measurement in its own predicted sigmas, set by `updateInPlace`; chi-square of two degrees. */
  squaredDistance: number;
}

export function emptyInnovation(): Innovation {
  return {
    first: 0,
    second: 0,
    firstByPosition: new Float64Array(3),
    secondByPosition: new Float64Array(3),
    lightTimeS: 0,
    rangeM: 0,
    squaredDistance: 0,
  };
}

/** Fills `out` for a detection `row` of `los` seen from `satellite`; positions inertial, m; `lightSpeedMPerS` as the scan has it. */
export function innovationInto(
  out: Innovation,
  state: Float64Array,
  satellites: Float64Array,
  satellite: number,
  los: Float64Array,
  row: number,
  lightSpeedMPerS: number,
): void {
  const sx = satellites[3 * satellite]!;
  const sy = satellites[3 * satellite + 1]!;
  const sz = satellites[3 * satellite + 2]!;
  let dx = state[0]! - sx;
  let dy = state[1]! - sy;
  let dz = state[2]! - sz;
  const lightTimeS = Math.sqrt(dx * dx + dy * dy + dz * dz) / lightSpeedMPerS;
  dx -= state[3]! * lightTimeS;
  dy -= state[4]! * lightTimeS;
  dz -= state[5]! * lightTimeS;
  const rangeM = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const ux = dx / rangeM;
  const uy = dy / rangeM;
  const uz = dz / rangeM;
  // A first axis across u, from the coordinate axis least aligned with it; the second completes the triad.
  const useZ = Math.abs(uz) < 0.9;
  let ax = useZ ? uy : 0;
  let ay = useZ ? -ux : uz;
  let az = useZ ? 0 : -uy;
  const length = Math.sqrt(ax * ax + ay * ay + az * az);
  ax /= length;
  ay /= length;
  az /= length;
  const bx = uy * az - uz * ay;
  const by = uz * ax - ux * az;
  const bz = ux * ay - uy * ax;
  const zx = los[3 * row]!;
  const zy = los[3 * row + 1]!;
  const zz = los[3 * row + 2]!;
  out.first = ax * zx + ay * zy + az * zz;
  out.second = bx * zx + by * zy + bz * zz;
  out.firstByPosition[0] = ax / rangeM;
  out.firstByPosition[1] = ay / rangeM;
  out.firstByPosition[2] = az / rangeM;
  out.secondByPosition[0] = bx / rangeM;
  out.secondByPosition[1] = by / rangeM;
  out.secondByPosition[2] = bz / rangeM;
  out.lightTimeS = lightTimeS;
  out.rangeM = rangeM;
}

/** Covariance of the predicted components, rad²: first-first, first-second, second-second, noise included. */
export function innovationCovarianceInto(
  out: Float64Array,
  innovation: Innovation,
  covariance: Float64Array,
  n: number,
  sigmaRad: number,
): void {
  let ff = 0;
  let fs = 0;
  let ss = 0;
  for (let i = 0; i < 3; i++) {
    let byFirst = 0;
    let bySecond = 0;
    for (let j = 0; j < 3; j++) {
      byFirst += covariance[i * n + j]! * innovation.firstByPosition[j]!;
      bySecond += covariance[i * n + j]! * innovation.secondByPosition[j]!;
    }
    ff += innovation.firstByPosition[i]! * byFirst;
    fs += innovation.firstByPosition[i]! * bySecond;
    ss += innovation.secondByPosition[i]! * bySecond;
  }
  out[0] = ff + sigmaRad * sigmaRad;
  out[1] = fs;
  out[2] = ss + sigmaRad * sigmaRad;
}

/** Squared Mahalanobis distance of the innovation, chi-square of two degrees, by the covariance of `innovationCovarianceInto`. */
export function squaredDistanceBy({ first, second }: Innovation, spread: Float64Array): number {
  return (
    (spread[2]! * first * first - 2 * spread[1]! * first * second + spread[0]! * second * second) /
    determinantOf(spread)
  );
}

export function determinantOf(spread: Float64Array): number {
  return spread[0]! * spread[2]! - spread[1]! * spread[1]!;
}

const gain = new Float64Array(9);

/**
 * No look is taken to tell a position better than this share of the variance along its worst-known axis, per look: 0.3 m when that is 100 km.
 * A rank-one correction loses some twelve of the sixteen figures of a double there, and the covariance stays positive definite; no real
 * sensor comes near (docs/models/tracking.md).
 */
const LEAST_VARIANCE_SHARE = 1e-11;

/**
 * Extended Kalman update by one line of sight, in place: its two components one after the other, each with a symmetric rank-one
 * correction. The state is corrected along with the linearisation point.
 *
 * @param biased - Given when the pointing of the look's channel is in doubt: the state goes on as if it were not, the lever keeps account of
 *   what that does to it, and the likelihood is that of an innovation led astray as far as is believed.
 * @returns Natural logarithm of the likelihood of the measurement, density per steradian.
 */
export function updateInPlace(
  state: Float64Array,
  covariance: Float64Array,
  n: number,
  innovation: Innovation,
  sigmaRad: number,
  biased: BiasedLook | null = null,
): number {
  const worst = Math.max(covariance[0]!, covariance[n + 1]!, covariance[2 * n + 2]!);
  const least = (LEAST_VARIANCE_SHARE * worst) / (innovation.rangeM * innovation.rangeM);
  const variance = Math.max(sigmaRad * sigmaRad, least);
  const before0 = state[0]!;
  const before1 = state[1]!;
  const before2 = state[2]!;
  const before3 = state[3]!;
  const before4 = state[4]!;
  const before5 = state[5]!;
  let logLikelihood = 0;
  innovation.squaredDistance = 0;
  for (let component = 0; component < 2; component++) {
    const h = component === 0 ? innovation.firstByPosition : innovation.secondByPosition;
    const t = innovation.lightTimeS;
    let predictedVariance = variance;
    for (let i = 0; i < n; i++) {
      const row = i * n;
      gain[i] =
        h[0]! * (covariance[row]! - t * covariance[row + 3]!) +
        h[1]! * (covariance[row + 1]! - t * covariance[row + 4]!) +
        h[2]! * (covariance[row + 2]! - t * covariance[row + 5]!);
    }
    for (let i = 0; i < 3; i++) predictedVariance += h[i]! * (gain[i]! - t * gain[i + 3]!);
    const moved =
      h[0]! * (state[0]! - before0 - t * (state[3]! - before3)) +
      h[1]! * (state[1]! - before1 - t * (state[4]! - before4)) +
      h[2]! * (state[2]! - before2 - t * (state[5]! - before5));
    const residual = (component === 0 ? innovation.first : innovation.second) - moved;
    const expected = biased === null ? null : expectedOf(biased, innovation, component);
    const surprise = expected === null ? residual : residual - expected.expectedRad;
    const spread = expected === null ? predictedVariance : predictedVariance + expected.doubtRad2;
    const square = (surprise * surprise) / spread;
    innovation.squaredDistance += square;
    logLikelihood -= 0.5 * (square + Math.log(2 * Math.PI * spread));
    if (biased !== null && expected !== null) {
      takeEvidence(biased, expected.derivative, gain, n, residual, predictedVariance);
    }
    for (let i = 0; i < n; i++) {
      const scaled = gain[i]! / predictedVariance;
      state[i]! += scaled * residual;
      for (let j = 0; j <= i; j++) {
        const value = covariance[i * n + j]! - scaled * gain[j]!;
        covariance[i * n + j] = value;
        covariance[j * n + i] = value;
      }
    }
  }
  return logLikelihood;
}
