import { assert } from '../../foundation/index.ts';

/**
 * Probability of at most `successes` in `trials` independent trials. Terms are counted relative to the largest one and divided by their sum,
 * so nothing under- or overflows that matters.
 */
export function binomialCdf(successes: number, trials: number, prob: number): number {
  if (successes < 0) return 0;
  if (successes >= trials || prob === 0) return 1;
  if (prob === 1) return 0;
  const odds = prob / (1 - prob);
  const mode = Math.min(trials, Math.floor((trials + 1) * prob));
  let below = 0;
  let all = 0;
  let term = 1;
  for (let k = mode; k >= 0 && term > 0; k--) {
    all += term;
    if (k <= successes) below += term;
    term *= k / (trials - k + 1) / odds;
  }
  term = 1;
  for (let k = mode + 1; k <= trials && term > 0; k++) {
    term *= ((trials - k + 1) / k) * odds;
    all += term;
    if (k <= successes) below += term;
  }
  return below / all;
}

/**
 * Exact interval for a share, [Clopper-1934]: it holds the true one in at least `confidence` of all cases, whatever it is. With no success its upper
 * end is the exact form of the rule of three.
 *
 * @param confidence - Of the two-sided interval, (0, 1).
 * @returns [0, 1] without trials.
 */
export function clopperPearson(
  successes: number,
  trials: number,
  confidence: number,
): readonly [low: number, high: number] {
  assert(successes >= 0 && successes <= trials, 'there are no more successes than trials');
  if (trials === 0) return [0, 1];
  const tail = (1 - confidence) / 2;
  const low = successes === 0 ? 0 : rootOf((p) => 1 - binomialCdf(successes - 1, trials, p) - tail);
  const high = successes === trials ? 1 : rootOf((p) => tail - binomialCdf(successes, trials, p));
  return [low, high];
}

/** Largest share that so few successes leave possible: they, or fewer, would then come with 1 - `confidence`. One-sided. */
export function upperBound(successes: number, trials: number, confidence: number): number {
  if (trials === 0 || successes === trials) return 1;
  return rootOf((p) => 1 - confidence - binomialCdf(successes, trials, p));
}

/** Confidence of each of several intervals, so that all of them together hold with `confidence` if they are independent. [Sidak-1967]. */
export function sidakConfidence(confidence: number, intervals: number): number {
  return intervals === 0 ? confidence : confidence ** (1 / intervals);
}

/** Where a rising function of a share is zero. */
function rootOf(rising: (p: number) => number): number {
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
