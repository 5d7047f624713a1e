import {
  choleskyInPlace,
  invertPositiveDefinite,
  present,
  solveCholeskyInPlace,
} from '../../foundation/index.ts';
import { gravityInto } from '../../physics/index.ts';
import { COAST_SIZE } from '../hypothesis.ts';
import type { Candidate } from '../initiate.ts';
import { byTurn } from './biased-look.ts';
import { emptyInnovation, innovationInto } from '../measure.ts';
import type { Scan } from '../scan.ts';
import type { Pointing } from './pointing.ts';

const innovation = emptyInnovation();
const gravity = new Float64Array(3);
const PASSES = 3;

/**
 * A start found in scans turned back by the belief, fitted again to the same detections as they came, as if every channel pointed exactly;
 * its lever says how far it may be led astray. Least squares over both scans: with rows h of weight w and derivatives c by the errors, the
 * derivative of the fit's error is −(Σ w hᵀh)⁻¹ Σ w hᵀc.
 */
export function startLedAstray(
  candidate: Candidate,
  older: Scan,
  newer: Scan,
  pointing: Pointing,
): Candidate {
  const n = COAST_SIZE;
  const channels = [...new Set(candidate.tracklets.map((each) => each.channelIndex))].filter((channel) =>
    pointing.inDoubt(channel),
  );
  const width = 3 * channels.length;
  const state = candidate.state.slice();
  const before = new Float64Array(n);
  const normal = new Float64Array(n * n);
  const right = new Float64Array(n);
  const mixed = new Float64Array(n * width);
  for (let pass = 0; pass < PASSES; pass++) {
    normal.fill(0);
    right.fill(0);
    mixed.fill(0);
    const back = candidate.elapsedS;
    gravityInto(gravity, state[0]!, state[1]!, state[2]!, 2);
    for (let axis = 0; axis < 3; axis++) {
      before[axis] = state[axis]! - state[3 + axis]! * back + 0.5 * gravity[axis]! * back * back;
      before[3 + axis] = state[3 + axis]! - gravity[axis]! * back;
    }
    for (const { channelIndex, satelliteIndex, row, olderRow } of candidate.tracklets) {
      const slot = channels.indexOf(channelIndex);
      const axes = present(pointing.axes.get(channelIndex));
      for (const [scan, seenRow, at, offsetS] of [
        [newer, row, state, 0],
        [older, olderRow, before, -back],
      ] as const) {
        const { satellites, los, lightSpeedMPerS } = scan;
        innovationInto(innovation, at, satellites, satelliteIndex, los, seenRow, lightSpeedMPerS);
        addLook(normal, right, mixed, width, slot, axes, scan.sigmaRad[seenRow]!, offsetS);
      }
    }
    const factor = normal.slice();
    if (!choleskyInPlace(factor, n)) return candidate;
    solveCholeskyInPlace(factor, n, right);
    for (let i = 0; i < n; i++) state[i]! += right[i]!;
  }
  const covariance = invertPositiveDefinite(normal, n);
  if (covariance === null) return candidate;
  const byError = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j++) {
      for (let k = 0; k < n; k++) byError[i * width + j]! -= covariance[i * n + k]! * mixed[k * width + j]!;
    }
  }
  const lastLookUs = channels.map(() => newer.atUs);
  return { ...candidate, state, covariance, lever: { channels, lastLookUs, byError } };
}

/** Both components of the look in `innovation` into the sums. */
function addLook(
  normal: Float64Array,
  right: Float64Array,
  mixed: Float64Array,
  width: number,
  slot: number,
  axes: Float64Array,
  sigmaRad: number,
  offsetS: number,
): void {
  const n = COAST_SIZE;
  const weight = 1 / (sigmaRad * sigmaRad);
  const lever = offsetS - innovation.lightTimeS;
  for (let component = 0; component < 2; component++) {
    const h = component === 0 ? innovation.firstByPosition : innovation.secondByPosition;
    const residual = component === 0 ? innovation.first : innovation.second;
    for (let i = 0; i < n; i++) {
      const hi = weight * (i < 3 ? h[i]! : lever * h[i - 3]!);
      right[i]! += hi * residual;
      for (let j = 0; j < n; j++) normal[i * n + j]! += hi * (j < 3 ? h[j]! : lever * h[j - 3]!);
      if (slot < 0) continue;
      for (let axis = 0; axis < 3; axis++) {
        mixed[i * width + 3 * slot + axis]! += hi * byTurn(innovation, component, axes, axis);
      }
    }
  }
}
