import { US_PER_S, present } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { AssociatedLook, OperateEvent } from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { associate } from './associate.ts';
import { startLedAstray } from './bias/birth-lever.ts';
import { afterScan, newBiasState } from './bias/bias-state.ts';
import type { BiasState } from './bias/bias-state.ts';
import { asBelieved, channelsInUse, pointingIn, turnedBack } from './bias/pointing.ts';
import type { Pointing } from './bias/pointing.ts';
import { corrected, predictedHypotheses } from './correct.ts';
import { MAX_PAIRS, initiate } from './initiate.ts';
import { continued, isLost, trustedRows } from './reacquire.ts';
import type { Scan } from './scan.ts';
import { CONFIRM_SCANS, born, isProven, reasonToDrop, resumed, withPhase } from './track-life.ts';
import { lookAt } from './track-state.ts';
import type { TrackState } from './track-state.ts';
import { trackletsOf } from './tracklets.ts';
import type { Leftover } from './tracklets.ts';

/** Everything the tracker remembers; never changed, only replaced. */
export interface TrackerState {
  readonly atUs: SimTimeUs | null;
  readonly tracks: readonly TrackState[];
  readonly leftover: Leftover | null;
  readonly births: number;
  readonly confirmations: number;
  /** Null when every channel points exactly. */
  readonly biases: BiasState | null;
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
  biases: null,
};

/** Bound on tracks, tentative ones included; reaching it is an event. */
const MAX_TRACKS = 2_000;

/**
 * Carries all tracks to the scan, gives each its detections, starts new tracks from what is left, confirms and drops with reasons.
 *
 * @param ownSide - Which satellites carry which sensors: what an operator knows.
 */
export function track(state: TrackerState, scan: Scan, ownSide: OwnSide): TrackerStep {
  const taken = new Uint8Array(scan.detectionCount);
  const before = state.atUs === null ? newBiasState(ownSide) : state.biases;
  const pointing = before === null ? null : pointingIn(scan, before, ownSide);
  const { kept, looks } = followed(state, scan, ownSide, taken, pointing);
  const { survivors, confirmations, newLooks, events } = confirmedOrDropped(kept, state.confirmations, scan);
  const births = started(state, scan, taken, survivors, events, pointing);
  const leftover: Leftover = { scan, rows: rowsNotTaken(taken) };
  const after =
    before && pointing && afterScan(before, pointing.evidence, channelsInUse(survivors), ownSide, scan.atUs);
  return {
    state: {
      atUs: scan.atUs,
      tracks: survivors,
      leftover,
      births,
      confirmations,
      biases: after?.biases ?? null,
    },
    looks: [...looks, ...newLooks],
    events: [...events, ...(after?.events ?? [])],
  };
}

/** Every track at the time of the scan, with its detections taken: confirmed ones choose first, lost ones wait for a new start. */
function followed(
  state: TrackerState,
  scan: Scan,
  ownSide: OwnSide,
  taken: Uint8Array,
  pointing: Pointing | null,
): { readonly kept: readonly TrackState[]; readonly looks: readonly AssociatedLook[] } {
  const elapsedS = state.atUs === null ? 0 : (scan.atUs - state.atUs) / US_PER_S;
  const kept: TrackState[] = [];
  const looks: AssociatedLook[] = [];
  const lost = state.tracks.filter(isLost);
  const confirmed = state.tracks.filter((each) => each.id !== null && !isLost(each));
  const tentative = state.tracks.filter((each) => each.id === null);
  for (const group of [confirmed, tentative]) {
    const ahead = group.map((each) => predictedHypotheses(each, elapsedS));
    const expected = pointing === null ? ahead : ahead.map((each) => asBelieved(each, pointing));
    const gated = associate(expected, pointing?.scan ?? scan, taken);
    group.forEach((each, index) => {
      const inGate = present(gated[index]);
      const rows = each.id === null ? inGate : trustedRows(present(expected[index]), inGate, scan);
      if (rows.length === 0) for (const row of inGate) taken[row] = 0;
      kept.push(corrected(each, present(ahead[index]), rows, scan, ownSide, pointing));
      const { id } = each;
      if (id !== null) looks.push(...rows.map((row) => ({ trackId: id, ...lookAt(scan, row) })));
    });
  }
  for (const each of lost)
    kept.push(corrected(each, predictedHypotheses(each, elapsedS), [], scan, ownSide, null));
  return { kept, looks };
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
  pointing: Pointing | null,
): number {
  let { births } = state;
  if (state.leftover === null) return births;
  const older = pointing === null ? state.leftover : turnedBack(state.leftover, pointing);
  const newer: Leftover = { scan: pointing?.scan ?? scan, rows: rowsNotTaken(taken) };
  const found = initiate(older.scan, newer.scan, trackletsOf(older, newer));
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
    const start =
      pointing === null ? candidate : startLedAstray(candidate, state.leftover.scan, scan, pointing);
    survivors.push(born(start, state.leftover.scan, scan, births++));
    for (const each of candidate.tracklets) taken[each.row] = 1;
  }
  return births;
}

function rowsNotTaken(taken: Uint8Array): Uint32Array {
  return Uint32Array.from([...taken.keys()].filter((row) => taken[row] === 0));
}
