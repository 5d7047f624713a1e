import { calibration, calibrationChecks, runCount, variantSummary } from '@cupola/core/campaign';
import type { Calibration, CalibrationCheck, VariantSummary } from '@cupola/core/campaign';
import { CAMPAIGN_FILE_NAMES } from './campaign-folder.ts';
import type { LoadedCampaign } from './load-campaign.ts';
import { answersOf, failuresOf } from './run-log.ts';
import type { RunOutcome } from './run-log.ts';

/** The answers of a campaign. */
export interface CampaignSummary {
  readonly campaignId: string;
  readonly title: string;
  /** Nothing here was measured. */
  readonly simulated: true;
  readonly runs: number;
  readonly completed: number;
  readonly files: readonly string[];
  /** Runs that could not be flown, each with its reason. */
  readonly failed: readonly { readonly run: number; readonly seed: number; readonly failure: string }[];
  readonly variants: readonly VariantAnswer[];
}

/** The answers of one combination of swept values; how good its probabilities are stands in full in `calibration.json`. */
export interface VariantAnswer extends VariantSummary {
  readonly checks: readonly CalibrationCheck[];
}

export function campaignSummary(
  { campaign, campaignId, variants }: LoadedCampaign,
  outcomes: readonly RunOutcome[],
  calibrations: readonly Calibration[],
): CampaignSummary {
  const answers = answersOf(outcomes);
  return {
    campaignId,
    title: campaign.title,
    simulated: true,
    runs: runCount(campaign),
    completed: answers.length,
    files: CAMPAIGN_FILE_NAMES,
    failed: failuresOf(outcomes).map(({ run, seed, failure }) => ({ run, seed, failure })),
    variants: variants.map(({ variant }, index) => {
      const found = calibrations[index];
      const checks = found === undefined ? [] : calibrationChecks(found);
      return { ...variantSummary(variant, answers), checks };
    }),
  };
}

/** How good the stated probabilities are in each variant. */
export function campaignCalibrations(
  { campaign, variants }: LoadedCampaign,
  outcomes: readonly RunOutcome[],
): readonly Calibration[] {
  const answers = answersOf(outcomes);
  return variants.map(({ variant }) =>
    calibration(
      answers.filter((answer) => answer.variant === variant.index),
      campaign.mix,
    ),
  );
}
