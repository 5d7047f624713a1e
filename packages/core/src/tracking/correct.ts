import type { OwnSide } from '../sensors/index.ts';
import { surprisedBy } from './beget.ts';
import type { Hypothesis } from './hypothesis.ts';
import { heaviest, sizeOf } from './hypothesis.ts';
import { emptyInnovation, innovationInto, updateInPlace } from './measure.ts';
import { weighed } from './mixture.ts';
import { UNSEEN_THOUGH_BURNING_PROB, plumeVanished } from './plume-vanished.ts';
import type { Scan } from './scan.ts';
import { lookAt } from './track-state.ts';
import type { TrackState } from './track-state.ts';

/** Excess of a scan's squared innovations, in standard deviations of their chi-square, beyond which an unthrusting object is asked whether it moves otherwise. */
const SURPRISE_SIGMAS = 8;

const innovation = emptyInnovation();

/** The track after its detections of this scan; every hypothesis takes them all and is weighed by how well it expected them. */
export function corrected(
  each: TrackState,
  ahead: readonly Hypothesis[],
  rows: readonly number[],
  scan: Scan,
  ownSide: OwnSide,
): TrackState {
  const satellites = new Set(rows.map((row) => scan.satelliteIndex[row]!));
  const supported = satellites.size >= 2;
  const base = {
    ...each,
    atUs: scan.atUs,
    supportedScans: each.supportedScans + (supported ? 1 : 0),
    unsupportedScans: each.unsupportedScans + (supported ? 0 : 1),
    satellites:
      each.id === null
        ? [...new Set([...each.satellites, ...satellites])].toSorted((a, b) => a - b)
        : each.satellites,
    lastDetectedAtUs: rows.length > 0 ? scan.atUs : each.lastDetectedAtUs,
    tentativeLooks: each.id === null ? [...each.tentativeLooks, ...rows.map((row) => lookAt(scan, row))] : [],
    lastChannels: rows.length > 0 ? rows.map((row) => scan.channelIndex[row]!) : each.lastChannels,
  };
  if (rows.length === 0) {
    const vanished = plumeVanished(each.lastChannels, heaviest(ahead).state, scan, ownSide);
    return { ...base, hypotheses: weighed(vanished ? ahead.map(unseen) : ahead) };
  }
  let leastSquares = Number.POSITIVE_INFINITY;
  const taken = ahead.map((hypothesis) => {
    const state = hypothesis.state.slice();
    const covariance = hypothesis.covariance.slice();
    const n = sizeOf(hypothesis);
    let logWeight = hypothesis.logWeight;
    let squares = 0;
    for (const row of rows) {
      innovationInto(
        innovation,
        state,
        scan.satellites,
        scan.satelliteIndex[row]!,
        scan.los,
        row,
        scan.lightSpeedMPerS,
      );
      logWeight += updateInPlace(state, covariance, n, innovation, scan.sigmaRad[row]!);
      squares += innovation.squaredDistance;
    }
    leastSquares = Math.min(leastSquares, squares);
    return { ...hypothesis, state, covariance, logWeight };
  });
  const freedom = 2 * rows.length;
  const surprised = leastSquares > freedom + SURPRISE_SIGMAS * Math.sqrt(2 * freedom);
  const asked = surprised && supported ? surprisedBy(heaviest(taken)) : null;
  return { ...base, hypotheses: weighed(asked === null ? taken : [...taken, asked]) };
}

function unseen(hypothesis: Hypothesis): Hypothesis {
  if (hypothesis.kind !== 'boost') return hypothesis;
  return { ...hypothesis, logWeight: hypothesis.logWeight + Math.log(UNSEEN_THOUGH_BURNING_PROB) };
}
