import { join } from 'node:path';
import { variantsOf } from '@cupola/core/campaign';
import type { Campaign, RunAnswer, Variant } from '@cupola/core/campaign';
import type { Problem } from '@cupola/core/scenario';
import { readCampaign } from '@cupola/contract';
import { KNOWN_IDS } from '../known-ids.ts';
import { inFile, missingFile, textOf } from '../mission/load-scenario.ts';
import { RUNS_FILE, answersOf, outcomesOf } from './run-log.ts';

export type CampaignFolder =
  | {
      readonly ok: true;
      readonly campaign: Campaign;
      readonly variants: readonly Variant[];
      readonly answers: readonly RunAnswer[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a campaign left behind, read again: what was swept, and what each run answered. */
export function readCampaignFolder(folder: string): CampaignFolder {
  const files = [join(folder, 'campaign.yaml'), join(folder, RUNS_FILE)];
  const [text = null, runs = null] = files.map(textOf);
  if (text === null || runs === null) {
    const missing = files.filter((_, index) => [text, runs][index] === null);
    const expected = 'the folder of a finished `cupola sweep`';
    return {
      ok: false,
      problems: missing.map((file) => ({ ...missingFile(file), path: '--campaign', expected })),
    };
  }
  const outcome = readCampaign(text, KNOWN_IDS);
  if (!outcome.ok) return { ok: false, problems: inFile(outcome.problems, files[0] ?? folder) };
  const { campaign } = outcome;
  try {
    return { ok: true, campaign, variants: variantsOf(campaign), answers: answersOf(outcomesOf(runs)) };
  } catch {
    const message = 'its runs cannot be read';
    const expected = 'one run in JSON on each line';
    return {
      ok: false,
      problems: [{ path: '--campaign', value: folder, expected, message, file: files[1] ?? folder }],
    };
  }
}
