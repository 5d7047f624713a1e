import { present } from '../../foundation/index.ts';
import type { InnovationSum } from '../../messages/index.ts';
import type { OwnSide } from '../../sensors/index.ts';
import { surprisedBy } from '../motion/beget.ts';
import { folded } from '../bias/believed-hypothesis.ts';
import { biasedLooks } from '../bias/pointing.ts';
import type { Pointing } from '../bias/pointing.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { heaviest, sizeOf } from '../motion/hypothesis.ts';
import { NO_MISFIT, misfitAfter } from '../life/misfit.ts';
import { emptyInnovation, innovationInto, updateInPlace } from './measure.ts';
import { normalised, weighed } from '../motion/mixture.ts';
import { UNSEEN_THOUGH_BURNING_PROB, plumeVanished } from './plume-vanished.ts';
import type { Scan } from '../scan.ts';
import { isYoung, lookAt } from '../track-state.ts';
import type { TrackState } from '../track-state.ts';

/** Excess of a scan's squared innovations, in standard deviations of their chi-square, beyond which an unthrusting object is asked whether it moves otherwise. */
const SURPRISE_SIGMAS = 8;

const innovation = emptyInnovation();

/** What the looks of a scan made of a track's hypotheses. */
export interface Seen {
  readonly hypotheses: readonly Hypothesis[];
  /** How well the likeliest of them expected the looks. */
  readonly innovation: InnovationSum;
  /** Least sum of squared innovations under any hypothesis. */
  readonly leastSquares: number;
}

/**
 * Every hypothesis takes all these rows and is weighed by how well it expected them.
 *
 * @param pointing - Null when every channel points exactly.
 * @param isEvidence - Are the looks to tell of pointing errors too? Only those of a confirmed object in free flight do.
 */
export function seenIn(
  ahead: readonly Hypothesis[],
  rows: readonly number[],
  scan: Scan,
  pointing: Pointing | null,
  isEvidence: boolean,
): Seen {
  let leastSquares = Number.POSITIVE_INFINITY;
  let likeliestSquares = 0;
  const likeliest = heaviest(ahead);
  const hypotheses = ahead.map((hypothesis) => {
    const state = hypothesis.state.slice();
    const covariance = hypothesis.covariance.slice();
    const n = sizeOf(hypothesis);
    let logWeight = hypothesis.logWeight;
    let squares = 0;
    const told = isEvidence && ahead.length === 1 && hypothesis.kind === 'coast';
    const looks = pointing && biasedLooks(pointing, hypothesis, rows, scan, told);
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
      const biased = looks && looks.at(row);
      logWeight += updateInPlace(state, covariance, n, innovation, scan.sigmaRad[row]!, biased);
      squares += innovation.squaredDistance;
    }
    if (hypothesis === likeliest) likeliestSquares = squares;
    leastSquares = Math.min(leastSquares, squares);
    const updated = { ...hypothesis, state, covariance, logWeight };
    return pointing === null || looks === null
      ? updated
      : folded({ ...updated, lever: looks.lever }, pointing.belief, scan.atUs);
  });
  const innovationSum = { squares: likeliestSquares, freedom: 2 * rows.length };
  return { hypotheses, innovation: innovationSum, leastSquares };
}

/**
 * The track after this scan.
 *
 * @param ahead - Its hypotheses at the time of the scan, before any look.
 * @param rows - Detections that are its own, or most likely are.
 * @param seen - What they made of its hypotheses.
 */
export function corrected(
  each: TrackState,
  ahead: readonly Hypothesis[],
  rows: readonly number[],
  scan: Scan,
  ownSide: OwnSide,
  seen: Seen = seenIn(ahead, rows, scan, null, false),
): TrackState {
  const satellites = new Set(rows.map((row) => scan.satelliteIndex[row]!));
  const supported = satellites.size >= 2;
  const base = {
    ...each,
    atUs: scan.atUs,
    supportedScans: each.supportedScans + (supported ? 1 : 0),
    unsupportedScans: each.unsupportedScans + (supported || cannotSupport(each, scan, ownSide) ? 0 : 1),
    satellites:
      each.id === null
        ? [...new Set([...each.satellites, ...satellites])].toSorted((a, b) => a - b)
        : each.satellites,
    lastDetectedAtUs: rows.length > 0 ? scan.atUs : each.lastDetectedAtUs,
    tentativeLooks: each.id === null ? [...each.tentativeLooks, ...rows.map((row) => lookAt(scan, row))] : [],
    lastChannels: rows.length > 0 ? rows.map((row) => scan.channelIndex[row]!) : each.lastChannels,
    innovation: null,
  };
  const { freedom } = seen.innovation;
  if (freedom === 0) {
    const vanished = plumeVanished(each.lastChannels, heaviest(ahead).state, scan, ownSide);
    return { ...base, hypotheses: normalised(vanished ? ahead.map(unseen) : ahead) };
  }
  const surprised = seen.leastSquares > freedom + SURPRISE_SIGMAS * Math.sqrt(2 * freedom);
  const asked = surprised && supported ? surprisedBy(heaviest(seen.hypotheses)) : null;
  const misfit = isYoung(each) ? misfitAfter(each.misfit, seen.leastSquares, freedom) : NO_MISFIT;
  const hypotheses = weighed(asked === null ? seen.hypotheses : [...seen.hypotheses, asked]);
  return { ...base, innovation: seen.innovation, misfit, hypotheses };
}

/** A satellite that scans at an instant of its own says nothing against what three others agree on. */
function cannotSupport({ satellites }: TrackState, { reported }: Scan, { channels }: OwnSide): boolean {
  if (satellites.length < 3) return false;
  let first = -1;
  for (let channel = 0; channel < reported.length; channel++) {
    if (reported[channel] !== 1) continue;
    const { satelliteIndex } = present(channels[channel]);
    if (first !== -1 && satelliteIndex !== first) return false;
    first = satelliteIndex;
  }
  return true;
}

function unseen(hypothesis: Hypothesis): Hypothesis {
  if (hypothesis.kind !== 'boost') return hypothesis;
  return { ...hypothesis, logWeight: hypothesis.logWeight + Math.log(UNSEEN_THOUGH_BURNING_PROB) };
}
