import type { Hypothesis } from '../motion/hypothesis.ts';
import { heaviest } from '../motion/hypothesis.ts';
import { positionSigmaM } from '../track-state.ts';
import type { TrackState } from '../track-state.ts';
import { motionApartSquared } from './twins.ts';

/** A track known worse than this is told from a false alarm only by two satellites that agree in one scan, m. */
const PAIR_SIGMA_M = 300;
/** Worse than this its gate holds false alarms all the time: it waits for a new start that fits it, m. */
const SEARCH_SIGMA_M = 3_000;
/** Squared distance of a new start to a lost track beyond which they are two objects: 1 in 20,000 of six degrees of freedom. */
const SAME_OBJECT_SQUARED = 30;

export function isLost(track: TrackState): boolean {
  return track.id !== null && positionSigmaM(heaviest(track.hypotheses)) > SEARCH_SIGMA_M;
}

/** May a track take what these satellites have in its gate: always, or only where two agree when its own uncertainty lets one false alarm pass for it. */
export function isTrusted(ahead: readonly Hypothesis[], satellites: number): boolean {
  return satellites >= 2 || positionSigmaM(heaviest(ahead)) < PAIR_SIGMA_M;
}

/** The lost track that a new one continues: the nearest in position and velocity together, if it is near enough. */
export function continued(lost: readonly TrackState[], found: TrackState): TrackState | null {
  let nearest: TrackState | null = null;
  let least = SAME_OBJECT_SQUARED;
  for (const each of lost) {
    const squared = motionApartSquared(heaviest(each.hypotheses), heaviest(found.hypotheses));
    if (squared < least) {
      least = squared;
      nearest = each;
    }
  }
  return nearest;
}
