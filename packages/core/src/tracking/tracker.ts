import { present, US_PER_S } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { AssociatedLook, OperateEvent, TrackPhase } from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { associate } from './associate.ts';
import { CUTOFF_RATE_PER_S, cutoffWithin } from './cutoff.ts';
import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE, COAST_SIZE, heaviest, mergedCoast, normalised, probOf, sizeOf } from './hypothesis.ts';
import { MAX_PAIRS, birthHypotheses, initiate } from './initiate.ts';
import type { Candidate } from './initiate.ts';
import { emptyInnovation, innovationInto, updateInPlace } from './measure.ts';
import { UNSEEN_THOUGH_BURNING_PROB, plumeVanished } from './plume-vanished.ts';
import { MOTION_MODEL, predicted } from './predict.ts';
import type { Scan } from './scan.ts';
import { heightM, isSinking, positionSigmaM, spokesman } from './track-state.ts';
import type { TentativeLook, TrackState } from './track-state.ts';
import { continued, isLost, trustedRows } from './reacquire.ts';
import { trackletsOf } from './tracklets.ts';
import type { Leftover } from './tracklets.ts';

/** Everything the tracker remembers; never changed, only replaced. */
export interface TrackerState {
  readonly atUs: SimTimeUs | null;
  readonly tracks: readonly TrackState[];
  readonly leftover: Leftover | null;
  readonly births: number;
  readonly confirmations: number;
}

export interface TrackerStep {
  readonly state: TrackerState;
  /** Detections that confirmed tracks took in this scan. */
  readonly looks: readonly AssociatedLook[];
  readonly events: readonly OperateEvent[];
}

export const EMPTY_TRACKER: TrackerState = {
  atUs: null,
  tracks: [],
  leftover: null,
  births: 0,
  confirmations: 0,
};

/** Bound on tracks, tentative ones included; reaching it is an event. */
const MAX_TRACKS = 2_000;
/** A tentative track is confirmed after this many supported scans beyond its birth, ... */
const CONFIRM_SCANS = 2;
/** ... and given up after this many unsupported ones. */
const GIVE_UP_SCANS = 2;
const MIN_SATELLITES = 3;
/** A confirmed track that starves young was put together from pieces of others: this many unsupported scans before as many supported ones. */
const STARVED_SCANS = 5;
/** A phase is named when its probability passes this. */
const PHASE_PROB = 0.99;
/** Coast hypotheses become one when the thrusting one weighs less than this. */
const THRUST_FORGOTTEN_PROB = 1e-4;
const SMALLEST_WEIGHT = 1e-7;
const MOST_HYPOTHESES = 8;
/** No cut-off is looked for before the thrust itself is known: its size over its sigma. */
const THRUST_KNOWN_SIGMAS = 3;
/** Below this height a falling object is in re-entry, m. */
const REENTRY_HEIGHT_M = 100_000;
/** A confirmed track is dropped when its position is known no better than this, m. */
const DROP_SIGMA_M = 100_000;
/** Excess of a scan's squared innovations, in standard deviations of their chi-square, beyond which an unthrusting object is asked whether it burns again. */
const SURPRISE_SIGMAS = 8;
/** Velocity and thrust opened for that question, m/s and m/s². */
const RELIGHT_VELOCITY_SIGMA_M_PER_S = 30;
const RELIGHT_THRUST_SIGMA_M_PER_S2 = 40;
const RELIGHT_PROB = 0.01;

/**
 * Carries all tracks to the scan, gives each its detections, starts new tracks from what is left, confirms and drops with reasons.
 *
 * @param ownSide - Which satellites carry which sensors: what an operator knows.
 */
export function track(state: TrackerState, scan: Scan, ownSide: OwnSide): TrackerStep {
  const taken = new Uint8Array(scan.detectionCount);
  const { kept, looks } = followed(state, scan, ownSide, taken);
  const { survivors, confirmations, newLooks, events } = confirmedOrDropped(kept, state.confirmations, scan);
  const births = started(state, scan, taken, survivors, events);
  const leftover: Leftover = { scan, rows: rowsNotTaken(taken) };
  return {
    state: { atUs: scan.atUs, tracks: survivors, leftover, births, confirmations },
    looks: [...looks, ...newLooks],
    events,
  };
}

/** Every track at the time of the scan, with its detections taken: confirmed ones choose first, lost ones wait for a new start. */
function followed(
  state: TrackerState,
  scan: Scan,
  ownSide: OwnSide,
  taken: Uint8Array,
): { readonly kept: readonly TrackState[]; readonly looks: readonly AssociatedLook[] } {
  const elapsedS = state.atUs === null ? 0 : (scan.atUs - state.atUs) / US_PER_S;
  const kept: TrackState[] = [];
  const looks: AssociatedLook[] = [];
  const lost = state.tracks.filter(isLost);
  const confirmed = state.tracks.filter((each) => each.id !== null && !isLost(each));
  const tentative = state.tracks.filter((each) => each.id === null);
  for (const group of [confirmed, tentative]) {
    const ahead = group.map((each) => predictedHypotheses(each, elapsedS));
    const gated = associate(ahead, scan, taken);
    group.forEach((each, index) => {
      const inGate = present(gated[index]);
      const rows = each.id === null ? inGate : trustedRows(present(ahead[index]), inGate, scan);
      if (rows.length === 0) for (const row of inGate) taken[row] = 0;
      kept.push(corrected(each, present(ahead[index]), rows, scan, ownSide));
      const { id } = each;
      if (id !== null) looks.push(...rows.map((row) => ({ trackId: id, ...lookAt(scan, row) })));
    });
  }
  for (const each of lost) kept.push(corrected(each, predictedHypotheses(each, elapsedS), [], scan, ownSide));
  return { kept, looks };
}

function lookAt(scan: Scan, row: number): TentativeLook {
  return {
    channelIndex: scan.channelIndex[row]!,
    scanAtUs: scan.atUs,
    detectionIndex: scan.sourceRow[row]!,
  };
}

/** Drops with reasons; gives a proven tentative track an id of its own, or that of the lost track it continues. */
function confirmedOrDropped(
  kept: readonly TrackState[],
  confirmationsBefore: number,
  scan: Scan,
): {
  readonly survivors: TrackState[];
  readonly confirmations: number;
  readonly newLooks: readonly AssociatedLook[];
  readonly events: OperateEvent[];
} {
  const events: OperateEvent[] = [];
  const newLooks: AssociatedLook[] = [];
  let confirmations = confirmationsBefore;
  let current = kept.filter((each) => {
    const reason = reasonToDrop(each);
    if (reason !== null && each.id !== null) {
      events.push({ kind: 'track-dropped', atUs: scan.atUs, trackId: each.id, reason });
    }
    return reason === null;
  });
  for (const each of current) {
    if (!isProven(each)) continue;
    const former = continued(current.filter(isLost), each);
    const id = former?.id ?? `T${String(++confirmations).padStart(4, '0')}`;
    const named = former === null ? { ...each, id, confirmedAtUs: scan.atUs } : resumed(former, each, id);
    current = current.flatMap((other) => (other === each ? [named] : other === former ? [] : [other]));
    newLooks.push(...each.tentativeLooks.map((look) => ({ trackId: id, ...look })));
    events.push(startEvent(each, former, id, scan));
  }
  return { survivors: current.map((each) => withPhase(each, events)), confirmations, newLooks, events };
}

function isProven(each: TrackState): boolean {
  return each.id === null && each.supportedScans >= CONFIRM_SCANS && each.satellites.length >= MIN_SATELLITES;
}

/** A lost track carried on by a new start: the new motion under the old name and history. */
function resumed(former: TrackState, found: TrackState, id: string): TrackState {
  return {
    ...found,
    id,
    firstDetectedAtUs: former.firstDetectedAtUs,
    firstPositionM: former.firstPositionM,
    confirmedAtUs: former.confirmedAtUs,
    boostSeen: former.boostSeen || found.boostSeen,
    hypotheses: found.hypotheses.map((each) =>
      each.kind === 'coast' ? { ...each, cutoffAtUs: each.cutoffAtUs ?? formerCutoff(former) } : each,
    ),
  };
}

function formerCutoff(former: TrackState): SimTimeUs | null {
  return heaviest(former.hypotheses).cutoffAtUs;
}

function startEvent(found: TrackState, former: TrackState | null, id: string, scan: Scan): OperateEvent {
  const satellites = found.satellites.length;
  const agreement = `${satellites} satellites agree on one motion in ${CONFIRM_SCANS + 2} scans`;
  if (former === null) {
    return {
      kind: 'track-confirmed',
      atUs: scan.atUs,
      trackId: id,
      satellites,
      phase: found.phase,
      reason: `three-sensor start: ${agreement}`,
    };
  }
  const darkS = Math.round((scan.atUs - former.lastDetectedAtUs) / US_PER_S);
  return {
    kind: 'track-reacquired',
    atUs: scan.atUs,
    trackId: id,
    satellites,
    reason: `${agreement}, where this track was expected after ${darkS} s without a look`,
  };
}

/** Starts tentative tracks from what is left, into `survivors`; returns the number of births so far. */
function started(
  state: TrackerState,
  scan: Scan,
  taken: Uint8Array,
  survivors: TrackState[],
  events: OperateEvent[],
): number {
  let { births } = state;
  if (state.leftover === null) return births;
  const newer: Leftover = { scan, rows: rowsNotTaken(taken) };
  const found = initiate(state.leftover.scan, scan, trackletsOf(state.leftover, newer));
  if (found.boundReached) {
    events.push({
      kind: 'bound-reached',
      atUs: scan.atUs,
      bound: 'pairs of tracklets in one scan',
      limit: MAX_PAIRS,
      reason: 'the rest of this scan started no tracks',
    });
  }
  for (const candidate of found.candidates) {
    if (survivors.length >= MAX_TRACKS) {
      events.push({
        kind: 'bound-reached',
        atUs: scan.atUs,
        bound: 'tracks',
        limit: MAX_TRACKS,
        reason: 'further new objects are not followed until a track ends',
      });
      break;
    }
    survivors.push(born(candidate, present(state.leftover).scan, scan, births++));
    for (const each of candidate.tracklets) taken[each.row] = 1;
  }
  return births;
}

function rowsNotTaken(taken: Uint8Array): Uint32Array {
  return Uint32Array.from([...taken.keys()].filter((row) => taken[row] === 0));
}

/** All explanations of a track at the new time, with the one that thrust ended on the way. */
function predictedHypotheses(each: TrackState, elapsedS: number): readonly Hypothesis[] {
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
function corrected(
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
    const weighed = vanished ? ahead.map(unseen) : ahead;
    return { ...base, hypotheses: normalised(weighed, SMALLEST_WEIGHT, MOST_HYPOTHESES) };
  }
  let surprised = false;
  const weighed = ahead.map((hypothesis) => {
    const state = hypothesis.state.slice();
    const covariance = hypothesis.covariance.slice();
    const n = sizeOf(hypothesis);
    let logWeight = hypothesis.logWeight;
    let squares = 0;
    for (const row of rows) {
      innovationInto(innovation, state, scan.satellites, scan.satelliteIndex[row]!, scan.los, row);
      logWeight += updateInPlace(state, covariance, n, innovation, scan.sigmaRad[row]!);
      squares += innovation.squaredDistance;
    }
    const freedom = 2 * rows.length;
    if (ahead.length === 1) surprised = squares > freedom + SURPRISE_SIGMAS * Math.sqrt(2 * freedom);
    return { ...hypothesis, state, covariance, logWeight };
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
  };
}

function reasonToDrop(each: TrackState): string | null {
  const best = heaviest(each.hypotheses);
  if (each.id === null) {
    return each.unsupportedScans >= GIVE_UP_SCANS ? 'tentative: not seen again by two satellites' : null;
  }
  if (each.unsupportedScans >= STARVED_SCANS && each.supportedScans < STARVED_SCANS) {
    return `starved: two satellites saw it in ${each.supportedScans} of its first ${each.supportedScans + each.unsupportedScans} scans only`;
  }
  const sigmaM = positionSigmaM(best);
  if (!Number.isFinite(sigmaM)) return 'numerical: the covariance is not finite';
  if (sigmaM > DROP_SIGMA_M) {
    return `position known to ${Math.round(sigmaM / 1000)} km only, ${Math.round((each.atUs - each.lastDetectedAtUs) / US_PER_S)} s after the last look`;
  }
  if (
    heightM(best.state) < -25_000 ||
    (heightM(best.state) < 0 && isSinking(best.state) && isBelowGround(best.state))
  ) {
    return `came down ${Math.round((each.atUs - each.lastDetectedAtUs) / US_PER_S)} s after the last look`;
  }
  return null;
}

/** Below the ellipsoid, told on the sphere of the local radius. */
function isBelowGround(state: Float64Array): boolean {
  const r2 = state[0]! ** 2 + state[1]! ** 2 + state[2]! ** 2;
  const sine2 = state[2]! ** 2 / r2;
  return heightM(state) < -21_385 * sine2;
}

function withPhase(each: TrackState, events: OperateEvent[]): TrackState {
  const boostProb = probOf(each.hypotheses, 'boost');
  let phase: TrackPhase = each.phase;
  if (boostProb > PHASE_PROB) phase = 'boost';
  else if (boostProb < 1 - PHASE_PROB) {
    const speaker = spokesman({ ...each, phase: 'coast' });
    phase = isSinking(speaker.state) && heightM(speaker.state) < REENTRY_HEIGHT_M ? 'reentry' : 'coast';
  }
  const boostSeen = each.boostSeen || boostProb > PHASE_PROB;
  if (phase === each.phase) return boostSeen === each.boostSeen ? each : { ...each, boostSeen };
  const prob = phase === 'boost' ? boostProb : 1 - boostProb;
  if (each.id !== null) {
    events.push({
      kind: 'phase-changed',
      atUs: each.atUs,
      trackId: each.id,
      from: each.phase,
      to: phase,
      prob,
      reason: phaseReason(phase, prob, each),
    });
  }
  return { ...each, phase, boostSeen };
}

function phaseReason(phase: TrackPhase, prob: number, each: TrackState): string {
  const percent = (100 * prob).toFixed(2);
  if (phase === 'boost') return `it accelerates beyond gravity with probability ${percent} %`;
  if (phase === 'reentry') return `it falls through ${REENTRY_HEIGHT_M / 1000} km`;
  const cutoffAtUs = spokesman({ ...each, phase }).cutoffAtUs;
  const when = cutoffAtUs === null ? '' : ` since ${(cutoffAtUs / US_PER_S).toFixed(1)} s`;
  return `it has moved under gravity alone${when} with probability ${percent} %`;
}

function born(candidate: Candidate, older: Scan, scan: Scan, birth: number): TrackState {
  const hypotheses = birthHypotheses(candidate);
  const satellites = [...new Set(candidate.tracklets.map((each) => each.satelliteIndex))].toSorted(
    (a, b) => a - b,
  );
  const phase: TrackPhase = probOf(hypotheses, 'boost') > 0.9 ? 'boost' : 'coast';
  return {
    birth,
    id: null,
    atUs: scan.atUs,
    hypotheses,
    phase,
    firstDetectedAtUs: scan.atUs - Math.round(candidate.elapsedS * US_PER_S),
    firstPositionM: [candidate.state[0]!, candidate.state[1]!, candidate.state[2]!],
    confirmedAtUs: null,
    lastDetectedAtUs: scan.atUs,
    boostSeen: false,
    supportedScans: 0,
    unsupportedScans: 0,
    satellites,
    tentativeLooks: candidate.tracklets.flatMap((each) => [
      lookAt(older, each.olderRow),
      lookAt(scan, each.row),
    ]),
    lastChannels: candidate.tracklets.map((each) => each.channelIndex),
  };
}
