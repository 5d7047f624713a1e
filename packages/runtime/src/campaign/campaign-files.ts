import type { Calibration } from '@cupola/core/campaign';
import { cupolaVersion } from '../mission/source-hash.ts';
import type { FolderFile } from '../whole-folder.ts';
import type { CampaignSummary } from './campaign-summary.ts';
import { objectsTable, runsTable } from './campaign-tables.ts';
import type { LoadedCampaign } from './load-campaign.ts';
import type { CampaignTiming } from './perform-campaign.ts';
import { renderCalibration } from './page/render-calibration.ts';
import { renderCampaign } from './page/render-campaign.ts';
import { RUNS_FILE, answersOf, runsText } from './run-log.ts';
import type { RunOutcome } from './run-log.ts';

export interface CampaignResults {
  readonly loaded: LoadedCampaign;
  readonly outcomes: readonly RunOutcome[];
  /** By variant. */
  readonly calibrations: readonly Calibration[];
  readonly summary: CampaignSummary;
  readonly timing: CampaignTiming;
}

/** What a campaign leaves behind. The same id means the same bytes, `timing.json` excepted. */
export function campaignFiles({
  loaded,
  outcomes,
  calibrations,
  summary,
  timing,
}: CampaignResults): readonly FolderFile[] {
  const { campaign, campaignId, text, variants, sourceHash, data } = loaded;
  const answers = answersOf(outcomes);
  const combinations = variants.map(({ variant }) => variant);
  const manifest = {
    cupola: cupolaVersion(),
    simulated: true,
    campaignId,
    title: campaign.title,
    seeds: campaign.seeds,
    sourceHash,
    data,
  };
  return [
    { name: 'manifest.json', content: () => json(manifest) },
    { name: 'campaign.yaml', content: () => text },
    { name: 'summary.json', content: () => json(summary) },
    { name: 'calibration.json', content: () => json(calibrations) },
    { name: 'calibration.html', content: () => renderCalibration({ loaded, calibrations, summary }) },
    { name: RUNS_FILE, content: () => runsText(outcomes) },
    { name: 'runs.parquet', content: () => runsTable(answers, combinations) },
    { name: 'objects.parquet', content: () => objectsTable(answers, combinations) },
    {
      name: 'campaign.html',
      content: () => renderCampaign({ campaign, variants: combinations, summary, answers, text, manifest }),
    },
    { name: 'timing.json', content: () => json(timing) },
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
