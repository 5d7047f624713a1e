import { present } from '../../foundation/index.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { sizeOf } from '../motion/hypothesis.ts';
import {
  emptyInnovation,
  innovationCovarianceInto,
  innovationInto,
  squaredDistanceBy,
} from '../looks/measure.ts';
import type { Scan } from '../scan.ts';

/** Squared Mahalanobis distance beyond which a detection is not a track's: 1 in 270,000 true ones is refused (two degrees of freedom). */
export const GATE = 25;

/** Light takes at most this long to a satellite, s; the target moves less than 200 m in it. */
const LIGHT_TIME_SLACK_M = 200;

/** Balls around all hypotheses of each track that surely hold the gate of each. */
export interface CoarseGates {
  readonly count: number;
  /** [track][x, y, z], m. */
  readonly centresM: Float64Array;
  readonly radiiM: Float64Array;
}

export function coarseGates(tracks: readonly (readonly Hypothesis[])[]): CoarseGates {
  const centresM = new Float64Array(3 * tracks.length);
  const radiiM = new Float64Array(tracks.length);
  tracks.forEach((hypotheses, track) => {
    const centre = present(hypotheses[0]).state;
    let radiusM = 0;
    for (const each of hypotheses) {
      const n = sizeOf(each);
      const trace = each.covariance[0]! + each.covariance[n + 1]! + each.covariance[2 * n + 2]!;
      const dx = each.state[0]! - centre[0]!;
      const dy = each.state[1]! - centre[1]!;
      const dz = each.state[2]! - centre[2]!;
      radiusM = Math.max(radiusM, Math.sqrt(dx * dx + dy * dy + dz * dz) + Math.sqrt(GATE * trace));
    }
    for (let axis = 0; axis < 3; axis++) centresM[3 * track + axis] = centre[axis]!;
    radiiM[track] = radiusM + LIGHT_TIME_SLACK_M;
  });
  return { count: tracks.length, centresM, radiiM };
}

const innovation = emptyInnovation();
const spread = new Float64Array(3);

/** Least squared Mahalanobis distance of a detection to any hypothesis; infinite beyond the gate. */
export function distanceSquared(hypotheses: readonly Hypothesis[], scan: Scan, detection: number): number {
  let least = Number.POSITIVE_INFINITY;
  const satellite = scan.satelliteIndex[detection]!;
  for (const each of hypotheses) {
    innovationInto(
      innovation,
      each.state,
      scan.satellites,
      satellite,
      scan.los,
      detection,
      scan.lightSpeedMPerS,
    );
    innovationCovarianceInto(spread, innovation, each.covariance, sizeOf(each), scan.sigmaRad[detection]!);
    const squared = squaredDistanceBy(innovation, spread);
    if (squared < least && isAhead(each.state, scan, satellite, detection)) least = squared;
  }
  return least <= GATE ? least : Number.POSITIVE_INFINITY;
}

function isAhead(state: Float64Array, scan: Scan, satellite: number, detection: number): boolean {
  const ahead =
    (state[0]! - scan.satellites[3 * satellite]!) * scan.los[3 * detection]! +
    (state[1]! - scan.satellites[3 * satellite + 1]!) * scan.los[3 * detection + 1]! +
    (state[2]! - scan.satellites[3 * satellite + 2]!) * scan.los[3 * detection + 2]!;
  return ahead > 0;
}
