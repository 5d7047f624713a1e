import { clopperPearson, sidakConfidence } from './binomial-interval.ts';
import { baseRate, filledBins, meanProb } from './forecasts.ts';
import type { Forecast } from './forecasts.ts';

/** One bin of the reliability diagram. */
export interface ReliabilityBin {
  readonly fromProb: number;
  readonly toProb: number;
  readonly forecasts: number;
  readonly happened: number;
  readonly meanProb: number;
  readonly happenedShare: number;
  /** For the share that happened: [Clopper-1934], 95 % for all filled bins together. */
  readonly interval: readonly [low: number, high: number];
  /** Does the interval hold the mean stated probability? */
  readonly inside: boolean;
}

export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Mean distance between stated and happened, by bins weighed with their forecasts; null without forecasts. */
  readonly expectedCalibrationError: number | null;
  /** Mean, over forecasts, of the squared distance of the stated probability from the base rate: 0 says nothing, base rate x (1 - base rate) everything. */
  readonly sharpness: number | null;
  /** Confidence of each bin's interval. */
  readonly binConfidence: number;
}

const CONFIDENCE = 0.95;

/**
 * Is what was stated with p what happens in a share p of the cases?
 *
 * A program that states true probabilities has all bins inside in at least 95 % of campaigns: the interval of Clopper and Pearson is for equal
 * probabilities, and unequal ones of the same mean scatter less ([Hoeffding-1956]).
 */
export function reliability(forecasts: readonly Forecast[]): Reliability {
  const filled = filledBins(forecasts);
  const binConfidence = sidakConfidence(CONFIDENCE, filled.length);
  const bins = filled.map(({ fromProb, toProb, forecasts: own }): ReliabilityBin => {
    const happened = own.filter((forecast) => forecast.happened).length;
    const stated = meanProb(own);
    const interval = clopperPearson(happened, own.length, binConfidence);
    return {
      fromProb,
      toProb,
      forecasts: own.length,
      happened,
      meanProb: stated,
      happenedShare: happened / own.length,
      interval,
      inside: stated >= interval[0] && stated <= interval[1],
    };
  });
  if (forecasts.length === 0) return { bins, expectedCalibrationError: null, sharpness: null, binConfidence };
  const error = bins.reduce(
    (sum, bin) => sum + bin.forecasts * Math.abs(bin.meanProb - bin.happenedShare),
    0,
  );
  const rate = baseRate(forecasts);
  const spread = forecasts.reduce((sum, { prob }) => sum + (prob - rate) ** 2, 0);
  return {
    bins,
    expectedCalibrationError: error / forecasts.length,
    sharpness: spread / forecasts.length,
    binConfidence,
  };
}
