import { US_PER_S } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { AssociatedLook, Track, TrackId, TrackPhase } from '../messages/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../physics/index.ts';
import type { BiasState } from './bias/bias-state.ts';
import { believed } from './bias/believed-hypothesis.ts';
import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE, COAST_SIZE, heaviest, mergedCoast, probOf } from './hypothesis.ts';
import { MOTION_MODEL, predicted } from './predict.ts';
import type { Scan } from './scan.ts';

/** A detection of a track that has no id yet. */
export type TentativeLook = Omit<AssociatedLook, 'trackId'>;

/** One track inside the tracker; replaced, never changed, so that an earlier state of the tracker stays whole. */
export interface TrackState {
  /** Order of birth, for a total order; confirmed tracks have an id of their own beside it. */
  readonly birth: number;
  readonly id: TrackId | null;
  readonly atUs: SimTimeUs;
  readonly hypotheses: readonly Hypothesis[];
  readonly phase: TrackPhase;
  readonly firstDetectedAtUs: SimTimeUs;
  readonly firstPositionM: readonly [number, number, number];
  readonly confirmedAtUs: SimTimeUs | null;
  readonly lastDetectedAtUs: SimTimeUs;
  readonly boostSeen: boolean;
  /** Scans since birth with detections from at least two satellites, and without. */
  readonly supportedScans: number;
  readonly unsupportedScans: number;
  /** Distinct satellites that contributed while tentative. */
  readonly satellites: readonly number[];
  /** Detections taken while tentative; they become the track's looks when it is confirmed. */
  readonly tentativeLooks: readonly TentativeLook[];
  /** Channels that gave this track its latest detections. */
  readonly lastChannels: readonly number[];
}

/** Below this height a falling object is in re-entry, m. */
export const REENTRY_HEIGHT_M = 100_000;

/** One detection of a scan as it is remembered. */
export function lookAt(scan: Scan, row: number): TentativeLook {
  return {
    channelIndex: scan.channelIndex[row]!,
    scanAtUs: scan.atUs,
    detectionIndex: scan.sourceRow[row]!,
  };
}

export function heightM(state: Float64Array): number {
  return Math.hypot(state[0]!, state[1]!, state[2]!) - EARTH_EQUATORIAL_RADIUS_M;
}

export function isSinking(state: Float64Array): boolean {
  return state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]! < 0;
}

export function positionSigmaM(hypothesis: Hypothesis): number {
  const n = hypothesis.kind === 'boost' ? BOOST_SIZE : COAST_SIZE;
  return Math.sqrt(
    hypothesis.covariance[0]! + hypothesis.covariance[n + 1]! + hypothesis.covariance[2 * n + 2]!,
  );
}

/** The hypothesis that speaks for the track: the thrusting one in boost, all the others as one Gaussian otherwise. */
export function spokesman(track: TrackState): Hypothesis {
  if (track.phase === 'boost') return heaviest(track.hypotheses);
  const coasting = track.hypotheses.filter((each) => each.kind === 'coast');
  if (coasting.length === 0) return heaviest(track.hypotheses);
  return coasting.length === 1 ? heaviest(coasting) : mergedCoast(coasting);
}

/**
 * The message others see, carried forward to an instant no earlier than the track's; the track must be confirmed.
 *
 * @param biases - Of the same state of the tracker: pointing errors believed in are taken out, doubts about them into the covariance.
 */
export function messageAt(track: TrackState, atUs: SimTimeUs, biases: BiasState | null): Track {
  const ahead = predicted(spokesman(track), (atUs - track.atUs) / US_PER_S, MOTION_MODEL);
  const speaker = biases === null ? ahead : believed(ahead, biases.belief);
  const boostProb = probOf(track.hypotheses, 'boost');
  return {
    id: track.id ?? '',
    atUs,
    phase: track.phase,
    phaseProb: track.phase === 'boost' ? boostProb : 1 - boostProb,
    state: [...speaker.state],
    covariance: [...speaker.covariance],
    firstDetectedAtUs: track.firstDetectedAtUs,
    firstPositionM: track.firstPositionM,
    confirmedAtUs: track.confirmedAtUs ?? track.atUs,
    cutoffAtUs: track.phase === 'boost' ? null : speaker.cutoffAtUs,
    lastDetectedAtUs: track.lastDetectedAtUs,
    boostSeen: track.boostSeen,
  };
}
