import { runCount, variantSummary } from '@cupola/core/campaign';
import type { VariantSummary } from '@cupola/core/campaign';
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
  readonly variants: readonly VariantSummary[];
}

export function campaignSummary(
  { campaign, campaignId, variants }: LoadedCampaign,
  outcomes: readonly RunOutcome[],
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
    variants: variants.map(({ variant }) => variantSummary(variant, answers)),
  };
}
