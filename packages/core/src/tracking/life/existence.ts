/**
 * Is there an object behind a track: three cases, there and to be seen, there but hidden (dark, behind a cloud, out of every field), and not
 * there (the rest of 1). Markov chain two of integrated probabilistic data association, [Musicki-1994].
 */
export interface Existence {
  readonly seenProb: number;
  readonly hiddenProb: number;
}

/** A track is born from three satellites that agree in two scans; what is new is doubted all the same. Notional. */
export const NEW_EXISTENCE: Existence = { seenProb: 0.5, hiddenProb: 0 };
/** Rates at which an object goes dark or out of sight, and comes back, 1/s: as often as thrust ends, and as slowly. Notional. */
const HIDING_RATE_PER_S = 0.005;
const RETURN_RATE_PER_S = 0.005;
/** Misses of one scan have common causes: together they speak no louder than this when nothing was seen at all. Notional. */
const ALL_MISSED_PROB = 0.1;
/** Evidence of one scan is believed up to here, natural logarithm. */
const MOST_EVIDENCE = 20;
/** Some doubt always stays, so that it can grow again. */
const LEAST_DOUBT = 1e-9;

export function existenceProb({ seenProb, hiddenProb }: Existence): number {
  return Math.min(1, seenProb + hiddenProb);
}

/**
 * After a scan.
 *
 * @param logOdds - Of the detections taken: how much more likely they are with an object to be seen than as false alarms.
 * @param missedProb - How likely those channels that looked and saw nothing would do so with an object to be seen.
 * @param anySeen - Did any channel see it?
 */
export function existenceAfter(
  before: Existence,
  elapsedS: number,
  logOdds: number,
  missedProb: number,
  anySeen: boolean,
): Existence {
  const hiding = before.seenProb * (1 - Math.exp(-HIDING_RATE_PER_S * elapsedS));
  const returning = before.hiddenProb * (1 - Math.exp(-RETURN_RATE_PER_S * elapsedS));
  const none = Math.max(LEAST_DOUBT, 1 - before.seenProb - before.hiddenProb);
  const hidden = before.hiddenProb + hiding - returning;
  const ratio =
    Math.exp(Math.min(logOdds, MOST_EVIDENCE)) *
    (anySeen ? missedProb : Math.max(missedProb, ALL_MISSED_PROB));
  const seen = (before.seenProb - hiding + returning) * ratio;
  const sum = seen + hidden + none;
  return { seenProb: seen / sum, hiddenProb: hidden / sum };
}

/** Away from 0 and 1, where odds end. */
export function boundedProb(prob: number): number {
  return Math.min(Math.max(prob, LEAST_DOUBT), 1 - LEAST_DOUBT);
}
