import { join } from 'node:path';
import { layerAcquisitionSummary, performLayerAcquisition } from './acquisition/layer-acquisition.ts';
import type { Interruption } from './interruption.ts';
import { performLosses } from './losses/perform-losses.ts';
import type { LossQuestion } from './losses/loss-question.ts';
import { shortDigest } from './mission/digest.ts';
import type { LoadedMission } from './mission/mission-with.ts';
import { cupolaVersion } from './mission/source-hash.ts';
import { performCustody } from './perform-custody.ts';
import type { BatchOptions, CustodyDone, Refused } from './perform-custody.ts';
import type { Manifest } from './run-folder/manifest.ts';
import { runFiles } from './run-folder/run-files.ts';
import { RUN_FILE_NAMES, runFolderProblems, writeRunFolder } from './run-folder/run-folder.ts';
import type { RunSummary } from './summary/summary.ts';

export interface RunOptions extends BatchOptions {
  /** The run folder itself; null: `runs/<run id>`. */
  readonly folder: string | null;
  readonly interruption: Interruption;
  /** What is asked about lost satellites besides; null when nothing is. */
  readonly losses: LossQuestion | null;
  readonly onLossRun: (run: number, runs: number) => void;
}

export interface RunDone extends CustodyDone {
  readonly folder: string;
}

/** Runs a mission to its run folder. */
export async function performRun(mission: LoadedMission, options: RunOptions): Promise<RunDone | Refused> {
  const { losses: question } = options;
  // The question adds to what the folder holds, so it is part of the id.
  const runId = question === null ? mission.runId : shortDigest([mission.runId, JSON.stringify(question)]);
  const folder = options.folder ?? join('runs', runId);
  const folderProblems = runFolderProblems(folder);
  if (folderProblems.length > 0) return { ok: false, problems: folderProblems };
  const done = await performCustody(mission, options);
  if (!done.ok) return done;
  const answered =
    question === null
      ? null
      : await performLosses(mission, question, { workers: options.workers, onRun: options.onLossRun });
  if (answered !== null && !answered.ok) return answered;
  const layer =
    mission.acquisitionFile === null
      ? null
      : await performLayerAcquisition(mission.acquisitionFile, options.workers);
  if (layer !== null && !layer.ok) return layer;
  const acquisition = layer?.acquisition ?? null;
  const { scenario, regions } = mission.inputs;
  const summary: RunSummary = {
    ...done.summary,
    runId,
    ...(answered === null ? {} : { losses: answered.losses }),
    ...(acquisition === null ? {} : { acquisition: layerAcquisitionSummary(acquisition) }),
    files: RUN_FILE_NAMES,
  };
  const manifest: Manifest = {
    cupola: cupolaVersion(),
    simulated: true,
    runId,
    title: scenario.title,
    scenarioHash: mission.scenarioHash,
    seed: scenario.seed,
    sourceHash: mission.sourceHash,
    ...(question === null ? {} : { losses: question }),
    data: mission.data,
  };
  const { record, timing } = done;
  const files = runFiles({ scenario, regions, manifest, record, summary, acquisition, timing });
  await writeRunFolder(folder, files, options.interruption);
  return { ...done, summary, folder };
}
