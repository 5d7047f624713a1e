import { baseRate, filledBins, meanProb } from './forecasts.ts';
import type { Forecast } from './forecasts.ts';

/** The Brier score and what it is made of: score = reliability - resolution + uncertainty + withinBins. */
export interface Brier {
  readonly score: number;
  /** How far stated probabilities are from what happens; 0 is best. */
  readonly reliability: number;
  /** How far what happens in the bins is from the base rate; `uncertainty` is best. */
  readonly resolution: number;
  /** Of the events themselves: base rate x (1 - base rate). */
  readonly uncertainty: number;
  /** What the parts miss because forecasts of one bin differ: variance minus twice the covariance with what happened, [Stephenson-2008]. */
  readonly withinBins: number;
  /** 1 - score / uncertainty: 1 is perfect, 0 as good as the base rate; null when the base rate is 0 or 1. */
  readonly skill: number | null;
  readonly baseRate: number;
}

/** Mean squared distance between what was stated and what happened [Brier-1950], with its parts [Murphy-1973]; null without forecasts. */
export function brier(forecasts: readonly Forecast[]): Brier | null {
  const count = forecasts.length;
  if (count === 0) return null;
  const score =
    forecasts.reduce((sum, { prob, happened }) => sum + (prob - Number(happened)) ** 2, 0) / count;
  const rate = baseRate(forecasts);
  const uncertainty = rate * (1 - rate);
  let reliability = 0;
  let resolution = 0;
  let withinBins = 0;
  for (const { forecasts: own } of filledBins(forecasts)) {
    const stated = meanProb(own);
    const share = baseRate(own);
    reliability += (own.length * (stated - share) ** 2) / count;
    resolution += (own.length * (share - rate) ** 2) / count;
    for (const { prob, happened } of own) {
      const off = prob - stated;
      withinBins += (off * off - 2 * off * (Number(happened) - share)) / count;
    }
  }
  const skill = uncertainty === 0 ? null : 1 - score / uncertainty;
  return { score, reliability, resolution, uncertainty, withinBins, skill, baseRate: rate };
}
