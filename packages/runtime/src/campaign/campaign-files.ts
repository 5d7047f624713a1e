import { cupolaVersion } from '../mission/source-hash.ts';
import type { FolderFile } from '../whole-folder.ts';
import type { CampaignSummary } from './campaign-summary.ts';
import { objectsTable, runsTable } from './campaign-tables.ts';
import type { LoadedCampaign } from './load-campaign.ts';
import type { CampaignTiming } from './perform-campaign.ts';
import { renderCampaign } from './page/render-campaign.ts';
import { RUNS_FILE, answersOf, runsText } from './run-log.ts';
import type { RunOutcome } from './run-log.ts';

/** What a campaign leaves behind. The same id means the same bytes, `timing.json` excepted. */
export function campaignFiles(
  { campaign, campaignId, text, variants, sourceHash, data }: LoadedCampaign,
  outcomes: readonly RunOutcome[],
  summary: CampaignSummary,
  timing: CampaignTiming,
): readonly FolderFile[] {
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
