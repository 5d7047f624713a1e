import { writeSync } from 'node:fs';
import { Interruption, campaignFolderProblems, loadCampaign, performCampaign } from '@cupola/runtime';
import type { ExitCode } from '../../exit-code.ts';
import { EXIT } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { workerCount } from '../worker-count.ts';
import { campaignText } from './campaign-text.ts';

export interface SweepFlags {
  readonly set: readonly string[];
  readonly seed?: number;
  readonly out?: string;
  readonly workers?: number;
  readonly json?: true;
}

const STDERR = 2;

/** `cupola sweep`: a campaign to its folder. Stopped, it keeps the runs it has done and goes on from them when it is called again. */
export async function sweepCommand(campaignFile: string, flags: SweepFlags): Promise<ExitCode> {
  const json = flags.json === true;
  const settings = [...flags.set, ...(flags.seed === undefined ? [] : [`seeds.from=${flags.seed}`])];
  const load = loadCampaign(campaignFile, settings);
  const outProblems = flags.out === undefined ? [] : campaignFolderProblems(flags.out);
  if (!load.ok) return refuse([...load.problems, ...outProblems], json);
  if (outProblems.length > 0) return refuse(outProblems, json);

  const interruption = new Interruption();
  let kept = 0;
  const untold = interruption.undo(() => {
    writeSync(STDERR, `\nStopped. ${kept} runs are kept; the same command goes on from them.\n`);
  });
  interruption.listen();
  const progress = new Progress('run');
  const outcome = await performCampaign(load.loaded, {
    workers: workerCount(flags.workers),
    folder: flags.out ?? null,
    interruption,
    onRun: (done, toDo, doneBefore) => {
      kept = done + doneBefore;
      progress.update(done, toDo);
    },
  });
  progress.done();
  untold();
  interruption.ignore();
  if (!outcome.ok) return refuse(outcome.problems, json);
  const { summary, timing, folder } = outcome;
  await writeOut(
    json
      ? `${JSON.stringify({ ...summary, folder, timing }, null, 2)}\n`
      : campaignText(summary, timing, folder),
  );
  return EXIT.done;
}
