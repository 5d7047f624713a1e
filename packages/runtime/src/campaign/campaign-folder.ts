import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../interruption.ts';
import { folderOfAll, wholeFolderProblems, writeWholeFolder } from '../whole-folder.ts';
import type { FolderFile } from '../whole-folder.ts';
import { RUNS_FILE } from './run-log.ts';

export const CAMPAIGN_FILE_NAMES: readonly string[] = [
  'manifest.json',
  'campaign.yaml',
  'summary.json',
  'calibration.json',
  'calibration.html',
  RUNS_FILE,
  'runs.parquet',
  'objects.parquet',
  'campaign.html',
  'timing.json',
];

const CAMPAIGN_FOLDER = folderOfAll('campaign folder', CAMPAIGN_FILE_NAMES);

/** May the campaign folder be put here? A former one or an empty folder is replaced; anything else is left alone and is a problem. */
export function campaignFolderProblems(folder: string): Problem[] {
  return wholeFolderProblems(folder, CAMPAIGN_FOLDER);
}

export async function writeCampaignFolder(
  folder: string,
  files: readonly FolderFile[],
  interruption: Interruption,
): Promise<void> {
  await writeWholeFolder(CAMPAIGN_FOLDER, folder, files, interruption);
}
