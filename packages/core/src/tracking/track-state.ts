import { US_PER_S } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type {
  AssociatedLook,
  InnovationSum,
  PhaseProbs,
  Track,
  TrackId,
  TrackPhase,
} from '../messages/index.ts';
import type { BiasState } from './bias/bias-state.ts';
import { believed } from './bias/believed-hypothesis.ts';
import { existenceProb } from './life/existence.ts';
import type { Existence } from './life/existence.ts';
import type { Hypothesis } from './motion/hypothesis.ts';
import { heaviest, probOf, sizeOf } from './motion/hypothesis.ts';
import type { Misfit } from './life/misfit.ts';
import { mergedAs } from './motion/mixture.ts';
import { MOTION_MODEL } from './motion/motion-model.ts';
import { predicted } from './motion/predict.ts';
import type { Scan } from './scan.ts';
import type { Standing } from './life/standing.ts';
import type { Twin } from './life/twins.ts';

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
  /** While young: how badly its detections fit. */
  readonly misfit: Misfit;
  /** Channels that gave this track its latest detections. */
  readonly lastChannels: readonly number[];
  readonly existence: Existence;
  /** Whether it is an object of its own; null once that is beyond doubt. */
  readonly standing: Standing | null;
  /** The older track that this one may be a second of; null when there is none like it. */
  readonly twin: Twin | null;
  /** How well its likeliest explanation expected what it took in this scan; null when it took nothing. */
  readonly innovation: InnovationSum | null;
}

/** May it still turn out to be pieced together from others' detections? */
export function isYoung({ id, standing }: Pick<TrackState, 'id' | 'standing'>): boolean {
  return id === null || standing !== null;
}

/** One detection of a scan as it is remembered. */
export function lookAt(scan: Scan, row: number): TentativeLook {
  return {
    channelIndex: scan.channelIndex[row]!,
    scanAtUs: scan.atUs,
    detectionIndex: scan.sourceRow[row]!,
  };
}

export function positionSigmaM(hypothesis: Hypothesis): number {
  const n = sizeOf(hypothesis);
  return Math.sqrt(
    hypothesis.covariance[0]! + hypothesis.covariance[n + 1]! + hypothesis.covariance[2 * n + 2]!,
  );
}

export function speedSigmaMPerS(hypothesis: Hypothesis): number {
  const n = sizeOf(hypothesis);
  const p = hypothesis.covariance;
  return Math.sqrt(p[3 * n + 3]! + p[4 * n + 4]! + p[5 * n + 5]!);
}

/** Manoeuvres less probable than this are not told in the covariance: their width would hide what is known. Their probabilities stand beside. */
const LEAST_TOLD_PROB: Readonly<Record<TrackPhase, number>> = {
  boost: 0.1,
  coast: 0,
  reentry: 0,
  glide: 0.01,
};

/** One Gaussian for the whole track, in the state of its phase: what the tracker knows, all explanations taken together. */
export function spokesman({ phase, hypotheses }: TrackState): Hypothesis {
  const named = hypotheses.some((each) => each.kind === phase);
  const told = hypotheses.filter(({ kind }) => probOf(hypotheses, kind) >= LEAST_TOLD_PROB[kind]);
  return mergedAs(named ? phase : heaviest(hypotheses).kind, hypotheses, told);
}

/** Probability of each phase; they add up to 1. */
export function phaseProbsOf(hypotheses: readonly Hypothesis[]): PhaseProbs {
  return {
    boost: probOf(hypotheses, 'boost'),
    coast: probOf(hypotheses, 'coast'),
    reentry: probOf(hypotheses, 'reentry'),
    glide: probOf(hypotheses, 'glide'),
  };
}

/**
 * The message others see, carried forward to an instant no earlier than the track's; the track must be confirmed.
 *
 * @param biases - Of the same state of the tracker: pointing errors believed in are taken out, doubts about them into the covariance.
 */
export function messageAt(track: TrackState, atUs: SimTimeUs, biases: BiasState | null): Track {
  const ahead = predicted(spokesman(track), (atUs - track.atUs) / US_PER_S, MOTION_MODEL);
  const speaker = biases === null ? ahead : believed(ahead, biases.belief);
  return {
    id: track.id ?? '',
    atUs,
    phase: track.phase,
    phaseProbs: phaseProbsOf(track.hypotheses),
    state: [...speaker.state],
    covariance: [...speaker.covariance],
    firstDetectedAtUs: track.firstDetectedAtUs,
    firstPositionM: track.firstPositionM,
    confirmedAtUs: track.confirmedAtUs ?? track.atUs,
    cutoffAtUs: track.phase === 'boost' ? null : speaker.cutoffAtUs,
    lastDetectedAtUs: track.lastDetectedAtUs,
    boostSeen: track.boostSeen,
    existenceProb: existenceProb(track.existence),
    ...(track.innovation === null || atUs !== track.atUs ? {} : { innovation: track.innovation }),
  };
}
