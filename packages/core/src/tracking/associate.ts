import { assign, present } from '../foundation/index.ts';
import type { Hypothesis } from './hypothesis.ts';
import { sizeOf } from './hypothesis.ts';
import { emptyInnovation, innovationCovarianceInto, innovationInto } from './measure.ts';
import type { Scan } from './scan.ts';

/** Squared Mahalanobis distance beyond which a detection is not a track's: 1 in 270,000 true ones is refused (two degrees of freedom). */
const GATE = 25;

/**
 * Which detection of each channel belongs to which of the given (predicted) tracks: gated by every hypothesis of the track, then the
 * cheapest one-to-one assignment inside each channel. Detections already `taken` are not offered; those chosen are marked taken.
 *
 * @param tracks - The predicted hypotheses of each track.
 * @returns Rows of the scan for each track, in order of channel.
 */
export function associate(
  tracks: readonly (readonly Hypothesis[])[],
  scan: Scan,
  taken: Uint8Array,
): readonly (readonly number[])[] {
  const chosen: number[][] = tracks.map(() => []);
  const gates = tracks.map((hypotheses) => coarseGate(hypotheses));
  const candidates: number[] = [];
  for (let block = 0; block < scan.blockChannel.length; block++) {
    const from = scan.blockStart[block]!;
    const until = scan.blockStart[block + 1]!;
    candidates.length = 0;
    for (let track = 0; track < tracks.length; track++) {
      if (nearAny(present(gates[track]), scan, from, until, taken)) candidates.push(track);
    }
    if (candidates.length === 0) continue;
    const columns = until - from;
    const cost = new Float64Array(candidates.length * columns);
    candidates.forEach((track, row) => {
      for (let column = 0; column < columns; column++) {
        const detection = from + column;
        cost[row * columns + column] =
          taken[detection] === 1 ? Infinity : distanceSquared(present(tracks[track]), scan, detection);
      }
    });
    const columnOfRow = assign(cost, candidates.length, columns, GATE);
    candidates.forEach((track, row) => {
      const column = columnOfRow[row]!;
      if (column < 0) return;
      present(chosen[track]).push(from + column);
      taken[from + column] = 1;
    });
  }
  return chosen;
}

/** A ball around all hypotheses of a track that surely holds the gate of each. */
interface CoarseGate {
  readonly state: Float64Array;
  readonly radiusM: number;
}

function coarseGate(hypotheses: readonly Hypothesis[]): CoarseGate {
  const centre = present(hypotheses[0]).state;
  let radiusM = 0;
  for (const each of hypotheses) {
    const n = sizeOf(each);
    const trace = each.covariance[0]! + each.covariance[n + 1]! + each.covariance[2 * n + 2]!;
    const apart = Math.hypot(
      each.state[0]! - centre[0]!,
      each.state[1]! - centre[1]!,
      each.state[2]! - centre[2]!,
    );
    radiusM = Math.max(radiusM, apart + Math.sqrt(GATE * trace));
  }
  return { state: centre, radiusM };
}

/** Light takes at most this long to a satellite, s; the target moves less than 200 m in it. */
const LIGHT_TIME_SLACK_M = 200;

function nearAny(gate: CoarseGate, scan: Scan, from: number, until: number, taken: Uint8Array): boolean {
  const satellite = 3 * scan.satelliteIndex[from]!;
  const dx = gate.state[0]! - scan.satellites[satellite]!;
  const dy = gate.state[1]! - scan.satellites[satellite + 1]!;
  const dz = gate.state[2]! - scan.satellites[satellite + 2]!;
  const range2 = dx * dx + dy * dy + dz * dz;
  const rangeM = Math.sqrt(range2);
  const slack = (gate.radiusM + LIGHT_TIME_SLACK_M) / rangeM;
  for (let row = from; row < until; row++) {
    if (taken[row] === 1) continue;
    const angle = slack + 5 * scan.sigmaRad[row]!;
    if (angle >= 1) return true;
    const cosine =
      (dx * scan.los[3 * row]! + dy * scan.los[3 * row + 1]! + dz * scan.los[3 * row + 2]!) / rangeM;
    if (cosine > 1 - angle * angle) return true;
  }
  return false;
}

const innovation = emptyInnovation();
const spread = new Float64Array(3);

/** Least squared Mahalanobis distance of a detection to any hypothesis; infinite beyond the gate. */
function distanceSquared(hypotheses: readonly Hypothesis[], scan: Scan, detection: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const each of hypotheses) {
    innovationInto(
      innovation,
      each.state,
      scan.satellites,
      scan.satelliteIndex[detection]!,
      scan.los,
      detection,
      scan.lightSpeedMPerS,
    );
    innovationCovarianceInto(spread, innovation, each.covariance, sizeOf(each), scan.sigmaRad[detection]!);
    const determinant = spread[0]! * spread[2]! - spread[1]! * spread[1]!;
    const squared =
      (spread[2]! * innovation.first * innovation.first -
        2 * spread[1]! * innovation.first * innovation.second +
        spread[0]! * innovation.second * innovation.second) /
      determinant;
    const ahead =
      (each.state[0]! - scan.satellites[3 * scan.satelliteIndex[detection]!]!) * scan.los[3 * detection]! +
      (each.state[1]! - scan.satellites[3 * scan.satelliteIndex[detection]! + 1]!) *
        scan.los[3 * detection + 1]! +
      (each.state[2]! - scan.satellites[3 * scan.satelliteIndex[detection]! + 2]!) *
        scan.los[3 * detection + 2]!;
    if (ahead > 0 && squared < least) least = squared;
  }
  return least <= GATE ? least : Number.POSITIVE_INFINITY;
}
