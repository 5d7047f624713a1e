import {
  US_PER_S,
  choleskyInPlace,
  invertPositiveDefinite,
  solveCholeskyInPlace,
} from '../../foundation/index.ts';
import { gravityInto } from '../../physics/index.ts';
import { localAxesInto } from '../../sensors/index.ts';
import { COAST_SIZE } from '../motion/hypothesis.ts';
import { addRow, fallInto } from '../start/fit-motion.ts';
import type { Candidate } from '../start/index.ts';
import { byTurn } from './biased-look.ts';
import { emptyInnovation, innovationInto } from '../looks/measure.ts';
import type { Pointing } from './pointing.ts';

const innovation = emptyInnovation();
const gravity = new Float64Array(3);
const axes = new Float64Array(9);
const PASSES = 3;

/**
 * A start found in scans turned back by the belief, fitted again to the same detections as they came, as if every channel pointed exactly;
 * its lever says how far it may be led astray. Least squares over all scans: with rows h of weight w and derivatives c by the errors, the
 * derivative of the fit's error is −(Σ w hᵀh)⁻¹ Σ w hᵀc.
 */
export function startLedAstray(candidate: Candidate, pointing: Pointing): Candidate {
  const n = COAST_SIZE;
  const sights = candidate.sights.map(({ scan, row }) => ({ scan: scan.asMeasured ?? scan, row }));
  const channels = [...new Set(sights.map(({ scan, row }) => scan.channelIndex[row]!))].filter((channel) =>
    pointing.inDoubt(channel),
  );
  const width = 3 * channels.length;
  const state = candidate.state.slice();
  const then = new Float64Array(n);
  const normal = new Float64Array(n * n);
  const right = new Float64Array(n);
  const mixed = new Float64Array(n * width);
  for (let pass = 0; pass < PASSES; pass++) {
    normal.fill(0);
    right.fill(0);
    mixed.fill(0);
    gravityInto(gravity, state[0]!, state[1]!, state[2]!, 2);
    for (const { scan, row } of sights) {
      const offsetS = (scan.atUs - candidate.atUs) / US_PER_S;
      fallInto(then, state, gravity, offsetS);
      const satellite = scan.satelliteIndex[row]!;
      innovationInto(innovation, then, scan.satellites, satellite, scan.los, row, scan.lightSpeedMPerS);
      addRow(normal, right, innovation, scan.sigmaRad[row]!, offsetS);
      const slot = channels.indexOf(scan.channelIndex[row]!);
      if (slot < 0) continue;
      localAxesInto(axes, scan.satellites, 3 * satellite);
      addErrors(mixed, width, slot, scan.sigmaRad[row]!, offsetS);
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
  const lastLookUs = channels.map(() => candidate.atUs);
  return { ...candidate, state, covariance, lever: { channels, lastLookUs, byError } };
}

/** What the look in `innovation`, at the satellite of `axes`, mixes of the motion and its channel's errors, both components. */
function addErrors(
  mixed: Float64Array,
  width: number,
  slot: number,
  sigmaRad: number,
  offsetS: number,
): void {
  const weight = 1 / (sigmaRad * sigmaRad);
  const lever = offsetS - innovation.lightTimeS;
  for (let component = 0; component < 2; component++) {
    const h = component === 0 ? innovation.firstByPosition : innovation.secondByPosition;
    for (let axis = 0; axis < 3; axis++) {
      const byError = weight * byTurn(innovation, component, axes, axis);
      for (let i = 0; i < COAST_SIZE; i++) {
        mixed[i * width + 3 * slot + axis]! += byError * (i < 3 ? h[i]! : lever * h[i - 3]!);
      }
    }
  }
}
