import { US_PER_S } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { AssociatedLook, OperateEvent } from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { afterScan, newBiasState } from './bias/bias-state.ts';
import type { BiasState } from './bias/bias-state.ts';
import { channelsInUse, pointingIn } from './bias/pointing.ts';
import { channelRates, newChannelMemory, remembered, withRoomFor } from './association/channel-memory.ts';
import type { ChannelMemory } from './association/channel-memory.ts';
import { followed } from './follow.ts';
import { withoutTwins } from './life/merge.ts';
import { withPhase } from './life/name-phase.ts';
import { continued, isLost } from './life/reacquire.ts';
import type { Scan } from './scan.ts';
import { rowsNotTaken, started } from './started.ts';
import { leftoverOfGroup, leftoversAfter } from './start/index.ts';
import type { Leftover } from './start/index.ts';
import { reasonToDrop, resumed, startProof } from './life/track-life.ts';
import type { StartProof } from './life/track-life.ts';
import type { TrackState } from './track-state.ts';

/** Everything the tracker remembers; never changed, only replaced. */
export interface TrackerState {
  readonly atUs: SimTimeUs | null;
  readonly tracks: readonly TrackState[];
  /** Of each group of satellites that scan together, the youngest first. */
  readonly leftovers: readonly Leftover[];
  readonly births: number;
  readonly confirmations: number;
  /** What was learnt of each channel; null before the first scan. */
  readonly channels: ChannelMemory | null;
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
  leftovers: [],
  births: 0,
  confirmations: 0,
  channels: null,
  biases: null,
};

/**
 * Carries all tracks to the scan, gives each its detections, starts new tracks from what is left, confirms and drops with reasons.
 *
 * @param ownSide - Which satellites carry which sensors: what an operator knows.
 */
export function track(state: TrackerState, scan: Scan, ownSide: OwnSide): TrackerStep {
  const channelCount = ownSide.channels.length;
  const memory = withRoomFor(state.channels ?? newChannelMemory(channelCount), channelCount);
  const taken = new Uint8Array(scan.detectionCount);
  const events: OperateEvent[] = [];
  const biases = state.atUs === null ? newBiasState(ownSide) : state.biases;
  const pointing = biases === null ? null : pointingIn(scan, biases, ownSide);
  const rates = channelRates(memory, ownSide);
  const tiedTo = leftoverOfGroup(state.leftovers, scan);
  const rivals = (tiedTo?.prospects ?? []).filter(({ leads }) => leads).map((each) => each.track);
  const { kept, looks, sightings } = followed(state.tracks, scan, ownSide, rates, taken, pointing, rivals);
  const single = withoutTwins(kept, scan.atUs, events);
  const { survivors, confirmations, newLooks } = confirmedOrDropped(
    single,
    state.confirmations,
    scan,
    events,
  );
  const view = { scan, ownSide, rates, pointing };
  const { births, before, prospects } = started(state.births, tiedTo, view, taken, survivors, events);
  const newest: Leftover = { scan: pointing?.scan ?? scan, rows: rowsNotTaken(taken), before, prospects };
  const channels = remembered(memory, scan, taken, sightings);
  const learnt = biases && pointing && afterScan(biases, pointing, channelsInUse(survivors), ownSide);
  if (learnt !== null) events.push(...learnt.events);
  return {
    state: {
      atUs: scan.atUs,
      tracks: survivors,
      leftovers: leftoversAfter(state.leftovers, tiedTo, newest),
      births,
      confirmations,
      channels,
      biases: learnt?.biases ?? null,
    },
    looks: [...looks, ...newLooks],
    events,
  };
}

/** Drops with reasons; gives a proven tentative track an id of its own, or that of the lost track it continues. */
function confirmedOrDropped(
  kept: readonly TrackState[],
  confirmationsBefore: number,
  scan: Scan,
  events: OperateEvent[],
): {
  readonly survivors: TrackState[];
  readonly confirmations: number;
  readonly newLooks: readonly AssociatedLook[];
} {
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
    const proof = startProof(each, current);
    if (proof === null) continue;
    const former = continued(current.filter(isLost), each);
    const id = former?.id ?? `T${String(++confirmations).padStart(4, '0')}`;
    const named = former === null ? { ...each, id, confirmedAtUs: scan.atUs } : resumed(former, each, id);
    current = current.flatMap((other) => (other === each ? [named] : other === former ? [] : [other]));
    newLooks.push(...each.tentativeLooks.map((look) => ({ trackId: id, ...look })));
    events.push(startEvent(each, former, id, scan, proof));
  }
  return { survivors: current.map((each) => withPhase(each, events)), confirmations, newLooks };
}

function startEvent(
  found: TrackState,
  former: TrackState | null,
  id: string,
  scan: Scan,
  { confirmedBy, scans }: StartProof,
): OperateEvent {
  const satellites = found.satellites.length;
  const agreement = `${satellites} satellites agree on one motion in ${scans} scans`;
  if (former === null) {
    const alone = confirmedBy === 'two-sensor' ? ', and nothing else is near it' : '';
    return {
      kind: 'track-confirmed',
      atUs: scan.atUs,
      trackId: id,
      satellites,
      confirmedBy,
      phase: found.phase,
      reason: `${confirmedBy} start: ${agreement}${alone}`,
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
