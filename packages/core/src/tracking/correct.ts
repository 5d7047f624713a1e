import { present } from '../foundation/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { widened } from './bias/bias-lever.ts';
import { folded } from './bias/believed-hypothesis.ts';
import { biasedLooks } from './bias/pointing.ts';
import type { Pointing } from './bias/pointing.ts';
import { CUTOFF_RATE_PER_S, cutoffWithin } from './cutoff.ts';
import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE, COAST_SIZE, heaviest, mergedCoast, normalised, probOf, sizeOf } from './hypothesis.ts';
import { emptyInnovation, innovationInto, updateInPlace } from './measure.ts';
import { UNSEEN_THOUGH_BURNING_PROB, plumeVanished } from './plume-vanished.ts';
import { MOTION_MODEL, predicted } from './predict.ts';
import type { Scan } from './scan.ts';
import { REENTRY_HEIGHT_M, heightM, isSinking, lookAt } from './track-state.ts';
import type { TrackState } from './track-state.ts';

/** Coast hypotheses become one when the thrusting one weighs less than this. */
const THRUST_FORGOTTEN_PROB = 1e-4;
const SMALLEST_WEIGHT = 1e-7;
const MOST_HYPOTHESES = 8;
/** No cut-off is looked for before the thrust itself is known: its size over its sigma. */
const THRUST_KNOWN_SIGMAS = 3;
/** Excess of a scan's squared innovations, in standard deviations of their chi-square, beyond which an unthrusting object is asked whether it burns again. */
const SURPRISE_SIGMAS = 8;
/** Velocity and thrust opened for that question, m/s and m/s². */
const RELIGHT_VELOCITY_SIGMA_M_PER_S = 30;
const RELIGHT_THRUST_SIGMA_M_PER_S2 = 40;
const RELIGHT_PROB = 0.01;

/** All explanations of a track at the new time, with the one that thrust ended on the way. */
export function predictedHypotheses(each: TrackState, elapsedS: number): readonly Hypothesis[] {
  if (elapsedS === 0) return each.hypotheses;
  const ahead: Hypothesis[] = [];
  const cutoffProb = 1 - Math.exp(-CUTOFF_RATE_PER_S * elapsedS);
  for (const hypothesis of each.hypotheses) {
    const next = predicted(hypothesis, elapsedS, MOTION_MODEL);
    if (hypothesis.kind === 'boost' && thrustIsKnown(hypothesis)) {
      const ended = cutoffWithin(hypothesis, each.atUs, elapsedS, MOTION_MODEL);
      ahead.push({ ...next, logWeight: next.logWeight + Math.log1p(-cutoffProb) });
      ahead.push({ ...ended, logWeight: ended.logWeight + Math.log(cutoffProb) });
    } else {
      ahead.push(next);
    }
  }
  return ahead;
}

function thrustIsKnown(boost: Hypothesis): boolean {
  const a = boost.state;
  const n = BOOST_SIZE;
  const size2 = a[6]! * a[6]! + a[7]! * a[7]! + a[8]! * a[8]!;
  const variance = boost.covariance[6 * n + 6]! + boost.covariance[7 * n + 7]! + boost.covariance[8 * n + 8]!;
  return size2 > THRUST_KNOWN_SIGMAS ** 2 * variance;
}

const innovation = emptyInnovation();

/** The track after its detections of this scan; every hypothesis takes them all and is weighed by how well it expected them. */
export function corrected(
  each: TrackState,
  ahead: readonly Hypothesis[],
  rows: readonly number[],
  scan: Scan,
  ownSide: OwnSide,
  pointing: Pointing | null,
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
    const weighed = vanished ? ahead.map(unseen) : ahead;
    return { ...base, hypotheses: normalised(weighed, SMALLEST_WEIGHT, MOST_HYPOTHESES) };
  }
  let surprised = false;
  const isEvidence = each.id !== null && ahead.length === 1 && ahead[0]?.kind === 'coast';
  const weighed = ahead.map((hypothesis) => {
    const state = hypothesis.state.slice();
    const covariance = hypothesis.covariance.slice();
    const n = sizeOf(hypothesis);
    let logWeight = hypothesis.logWeight;
    let squares = 0;
    const looks = pointing && biasedLooks(pointing, hypothesis, rows, scan, isEvidence);
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
    const freedom = 2 * rows.length;
    if (ahead.length === 1) surprised = squares > freedom + SURPRISE_SIGMAS * Math.sqrt(2 * freedom);
    const updated = { ...hypothesis, state, covariance, logWeight };
    return pointing === null || looks === null
      ? updated
      : folded({ ...updated, lever: looks.lever }, pointing.belief, scan.atUs);
  });
  const only = present(weighed[0]);
  if (
    surprised &&
    supported &&
    only.kind === 'coast' &&
    !(isSinking(only.state) && heightM(only.state) < REENTRY_HEIGHT_M)
  ) {
    return { ...base, hypotheses: normalised([only, relit(only)], SMALLEST_WEIGHT, MOST_HYPOTHESES) };
  }
  const hypotheses = normalised(weighed, SMALLEST_WEIGHT, MOST_HYPOTHESES);
  const coasting = hypotheses.filter((hypothesis) => hypothesis.kind === 'coast');
  if (coasting.length > 0 && probOf(hypotheses, 'boost') < THRUST_FORGOTTEN_PROB) {
    return { ...base, hypotheses: [{ ...mergedCoast(coasting), logWeight: 0 }] };
  }
  return { ...base, hypotheses };
}

function unseen(hypothesis: Hypothesis): Hypothesis {
  if (hypothesis.kind === 'coast') return hypothesis;
  return { ...hypothesis, logWeight: hypothesis.logWeight + Math.log(UNSEEN_THOUGH_BURNING_PROB) };
}

/** The question whether an unthrusting object burns again: its state with velocity and thrust opened. */
function relit(coast: Hypothesis): Hypothesis {
  const n = BOOST_SIZE;
  const state = new Float64Array(n);
  state.set(coast.state);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < COAST_SIZE; i++) {
    for (let j = 0; j < COAST_SIZE; j++) covariance[i * n + j] = coast.covariance[i * COAST_SIZE + j]!;
  }
  for (let axis = 0; axis < 3; axis++) {
    covariance[(3 + axis) * n + 3 + axis]! += RELIGHT_VELOCITY_SIGMA_M_PER_S ** 2;
    covariance[(6 + axis) * n + 6 + axis] = RELIGHT_THRUST_SIGMA_M_PER_S2 ** 2;
  }
  return {
    kind: 'boost',
    state,
    covariance,
    logWeight: coast.logWeight + Math.log(RELIGHT_PROB),
    cutoffAtUs: null,
    ...(coast.lever === undefined ? {} : { lever: widened(coast.lever, n, [], 0) }),
  };
}
