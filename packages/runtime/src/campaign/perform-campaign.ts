import { join } from 'node:path';
import { runCount } from '@cupola/core/campaign';
import { planMission } from '@cupola/core/mission';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../interruption.ts';
import { TaskPool } from '../workers/task-pool.ts';
import { campaignFiles } from './campaign-files.ts';
import { campaignFolderProblems, writeCampaignFolder } from './campaign-folder.ts';
import type { CampaignJob } from './campaign-run.ts';
import type { LoadedCampaign } from './load-campaign.ts';
import { RunLog, finishedRuns } from './run-log.ts';
import type { RunOutcome } from './run-log.ts';
import { campaignCalibrations, campaignSummary } from './campaign-summary.ts';
import type { CampaignSummary } from './campaign-summary.ts';

export interface CampaignOptions {
  /** Threads that do runs. */
  readonly workers: number;
  /** The campaign folder itself; null: `campaigns/<campaign id>`. */
  readonly folder: string | null;
  readonly interruption: Interruption;
  /** Told at the start, with `done` 0, and after each run; runs done before are not counted. */
  readonly onRun: (done: number, toDo: number, doneBefore: number) => void;
}

export interface CampaignDone {
  readonly ok: true;
  readonly summary: CampaignSummary;
  readonly timing: CampaignTiming;
  readonly folder: string;
}

/** How long it took; the only thing that differs from one sweep of the same id to the next. */
export interface CampaignTiming {
  readonly wallS: number;
  /** Processor time of all threads, s. */
  readonly cpuS: number;
  readonly workers: number;
  /** Runs done now, not before. */
  readonly runsDone: number;
}

/** Does all runs of a campaign that are not done yet, and writes its folder. */
export async function performCampaign(
  loaded: LoadedCampaign,
  options: CampaignOptions,
): Promise<CampaignDone | { readonly ok: false; readonly problems: readonly Problem[] }> {
  const folder = options.folder ?? join('campaigns', loaded.campaignId);
  const problems = [...campaignFolderProblems(folder), ...planProblems(loaded)];
  if (problems.length > 0) return { ok: false, problems };
  const startMs = performance.now();
  const before = finishedRuns(folder, loaded.campaignId);
  const log = before === null ? new RunLog(folder, loaded.campaignId) : null;
  const known = new Map((before ?? log?.open() ?? []).map((outcome) => [outcome.run, outcome]));
  const toDo = Array.from({ length: runCount(loaded.campaign) }, (_, run) => run).filter(
    (run) => !known.has(run),
  );
  await doRuns(loaded, toDo, options, (outcome, done) => {
    log?.add(outcome);
    known.set(outcome.run, outcome);
    options.onRun(done, toDo.length, known.size - done);
  });
  const outcomes = [...known.values()].toSorted((a, b) => a.run - b.run);
  const { user, system } = process.cpuUsage();
  const timing: CampaignTiming = {
    wallS: (performance.now() - startMs) / 1000,
    cpuS: (user + system) / 1e6,
    workers: options.workers,
    runsDone: toDo.length,
  };
  const calibrations = campaignCalibrations(loaded, outcomes);
  const summary = campaignSummary(loaded, outcomes, calibrations);
  const files = campaignFiles({ loaded, outcomes, calibrations, summary, timing });
  await writeCampaignFolder(folder, files, options.interruption);
  log?.remove();
  return { ok: true, summary, timing, folder };
}

async function doRuns(
  { campaign, variants }: LoadedCampaign,
  toDo: readonly number[],
  options: CampaignOptions,
  onOutcome: (outcome: RunOutcome, done: number) => void,
): Promise<void> {
  if (toDo.length === 0) return;
  const job: CampaignJob = { campaign, inputs: variants.map(({ inputs }) => inputs) };
  const pool = new TaskPool<number, RunOutcome>(
    'campaign-worker.ts',
    job,
    Math.min(options.workers, toDo.length),
  );
  let done = 0;
  try {
    await pool.perform(toDo, (outcome) => onOutcome(outcome, ++done));
  } finally {
    await pool.close();
  }
}

/** What physics or the catalogues forbid in the base scenario, before the first run. */
function planProblems({ campaignFile, variants }: LoadedCampaign): readonly Problem[] {
  for (const { inputs } of variants) {
    const outcome = planMission(inputs);
    if (!outcome.ok) return outcome.problems.map((problem) => ({ file: campaignFile, ...problem }));
  }
  return [];
}
