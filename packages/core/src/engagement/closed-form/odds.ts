import { assert } from '../../foundation/index.ts';

/*
 * Relation R6: "always at least k in reach" needs more than "k on average". How many are in reach at a random moment: spread like rain drops
 * (Poisson), independently but limited in number (binomial), or as the real orbits have it (the reach folder).
 */

/** P(at least k) of a Poisson number. In logarithms: of a large mean the first term is below the smallest double. */
export function poissonAtLeast(mean: number, k: number): number {
  if (k <= 0) return 1;
  if (!(mean > 0)) return 0;
  const logMean = Math.log(mean);
  let logTerm = -mean;
  let below = Math.exp(logTerm);
  for (let count = 1; count < k; count++) {
    logTerm += logMean - Math.log(count);
    below += Math.exp(logTerm);
  }
  return Math.max(0, 1 - below);
}

/** P(at least k) of `count` independent interceptors, each in reach with probability `share`. */
export function binomialAtLeast(count: number, share: number, k: number): number {
  if (k <= 0) return 1;
  if (k > count || share <= 0) return 0;
  if (share >= 1) return 1;
  const rest = Math.log1p(-share);
  const odds = Math.log(share) - rest;
  let logTerm = count * rest;
  let below = Math.exp(logTerm);
  for (let one = 1; one < k; one++) {
    logTerm += Math.log((count - one + 1) / one) + odds;
    below += Math.exp(logTerm);
  }
  return Math.max(0, 1 - below);
}

/** Largest number that is looked for. */
const MOST = 1e9;

/** Fewest independent interceptors of which at least k are in reach with probability `confidence`; null above a thousand million. */
export function binomialCountFor(share: number, k: number, confidence: number): number | null {
  assert(confidence >= 0 && confidence < 1, 'nothing random is certain');
  return leastCount(k, (count) => binomialAtLeast(count, share, k) >= confidence);
}

/** The same with Poisson odds. */
export function poissonCountFor(share: number, k: number, confidence: number): number | null {
  assert(confidence >= 0 && confidence < 1, 'nothing random is certain');
  // Drops may fall twice on one interceptor, so that fewer than k may be enough.
  return leastCount(1, (count) => poissonAtLeast(count * share, k) >= confidence);
}

function leastCount(from: number, isEnough: (count: number) => boolean): number | null {
  let enough = Math.max(1, from);
  while (!isEnough(enough)) {
    enough *= 2;
    if (enough > MOST) return null;
  }
  let short = Math.max(0, from - 1);
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}
