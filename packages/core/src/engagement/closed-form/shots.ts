import { assert } from '../../foundation/index.ts';
import { wholeAbove } from './absentee.ts';

/**
 * P(killed) by n shots of probability p each: P_track (1 - (1 - p)ⁿ). Relation R7.
 *
 * Shots fail independently of each other; what all share (the track, the kind) fails once, with probability 1 - `commonProb`. Shots may
 * be fractional.
 *
 * @see [Wilkening-1998].
 */
export function compositeKillProb(killProb: number, shots: number, commonProb = 1): number {
  return commonProb * (1 - (1 - killProb) ** shots);
}

/**
 * Fewest shots at one target for a wanted probability, at least 1: ⌈ln(1 - P/P_track) / ln(1 - p)⌉. R7. Infinite when no number of shots
 * reaches it.
 *
 * @see [Harrison-2025] for the ceiling.
 */
export function shotsFor(wantedProb: number, killProb: number, commonProb = 1): number {
  return Math.max(1, wholeAbove(fractionalShotsFor(wantedProb, killProb, commonProb)));
}

/** The same without rounding, as [Wilkening-1998] keeps it. */
export function fractionalShotsFor(wantedProb: number, killProb: number, commonProb = 1): number {
  assert(wantedProb >= 0 && wantedProb < 1, 'the wanted probability is below 1');
  if (wantedProb >= commonProb || killProb <= 0) return Number.POSITIVE_INFINITY;
  return killProb >= 1 ? 0 : Math.log(1 - wantedProb / commonProb) / Math.log(1 - killProb);
}

/** What a defence against several warheads is asked for. */
export interface NoLeak {
  readonly warheads: number;
  /** Probability that none of them leaks. */
  readonly confidence: number;
  readonly killProb: number;
  /** Probability that a warhead is tracked at all. */
  readonly trackProb: number;
}

/** Interceptors in reach that let no warhead through, fractional shots kept: W n with K = c^(1/W). @see [Wilkening-1998]. */
export function interceptorsForNoLeak({ warheads, confidence, killProb, trackProb }: NoLeak): number {
  return warheads * fractionalShotsFor(confidence ** (1 / warheads), killProb, trackProb);
}
