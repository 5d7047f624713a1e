import { present } from '../../foundation/index.ts';

/** One thing a track may have done. */
export interface Option {
  /** Detection it made; -1 for none. */
  readonly detection: number;
  /** How much less likely than in the likeliest joint event, natural logarithm, 0 or more. */
  readonly lossNats: number;
}

/** Joint events less likely than the likeliest by more than this are left out, nats: a hundred times. */
export const MOST_LOSS_NATS: number = Math.log(1e2);
/** Bounds the work of one component: partial events tried. */
const MOST_STEPS = 1_000;

/**
 * Probability of each option of each track over all joint events - every detection made by one track at most - that are not left out: counted one
 * by one, best first cut off by prices ([Murty-1968] ranks them; here none needs to be found twice).
 *
 * @param options - Of each track, in order of loss.
 * @param freeLossNats - Loss when a detection stays nobody's, by detection.
 * @returns Probabilities beside `options`; null when there are too many events.
 */
export function jointEvents(
  options: readonly (readonly Option[])[],
  freeLossNats: ReadonlyMap<number, number>,
): readonly Float64Array[] | null {
  const sums = options.map((own) => new Float64Array(own.length));
  const picked = new Int32Array(options.length);
  const used = new Set<number>();
  let leftFree = 0;
  for (const loss of freeLossNats.values()) leftFree += loss;
  let total = 0;
  let steps = 0;
  const visit = (track: number, lossNats: number): void => {
    if (++steps > MOST_STEPS) return;
    if (track === options.length) {
      const whole = lossNats + leftFree;
      if (whole > MOST_LOSS_NATS) return;
      const weight = Math.exp(-whole);
      total += weight;
      for (let k = 0; k < options.length; k++) present(sums[k])[picked[k]!]! += weight;
      return;
    }
    const own = present(options[track]);
    for (let k = 0; k < own.length; k++) {
      const { detection, lossNats: loss } = present(own[k]);
      if (lossNats + loss > MOST_LOSS_NATS) break;
      if (detection >= 0 && used.has(detection)) continue;
      picked[track] = k;
      if (detection < 0) {
        visit(track + 1, lossNats + loss);
        continue;
      }
      const free = freeLossNats.get(detection) ?? 0;
      used.add(detection);
      leftFree -= free;
      visit(track + 1, lossNats + loss);
      leftFree += free;
      used.delete(detection);
    }
  };
  visit(0, 0);
  if (steps > MOST_STEPS || total === 0) return null;
  for (const own of sums) for (let k = 0; k < own.length; k++) own[k]! /= total;
  return sums;
}
