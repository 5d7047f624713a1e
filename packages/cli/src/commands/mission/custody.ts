import { Interruption, lossProblems, performCustody, performLosses } from '@cupola/runtime';
import type { LoadedMission, RunSummary } from '@cupola/runtime';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { workerCount } from '../worker-count.ts';
import { summaryText } from './summary-text.ts';
import { answeredAtOnce, batchOptions, loadWithFlags, requirementExit } from './mission-setup.ts';
import { lossFlagProblems, lossQuestion } from './loss-flags.ts';
import type { MissionFlags } from './mission-flags.ts';

/** `cupola custody`: the answers of a run, and nothing written. */
export async function custodyCommand(scenarioFile: string, flags: MissionFlags): Promise<ExitCode> {
  const json = flags.json === true;
  const loaded = loadWithFlags(scenarioFile, flags);
  const flagProblems = [...lossFlagProblems(flags), ...(flags.problems ?? [])];
  if (!loaded.ok) return refuse([...loaded.problems, ...flagProblems], json);
  flagProblems.push(...lossProblems(loaded.mission, lossQuestion(flags)));
  if (flagProblems.length > 0) return refuse(flagProblems, json);
  const atOnce = await answeredAtOnce(loaded.mission, flags);
  if (atOnce !== null) return atOnce;
  const interruption = new Interruption();
  interruption.listen();
  const progress = new Progress();
  const outcome = await performCustody(loaded.mission, batchOptions(flags, progress));
  progress.done();
  if (!outcome.ok) return refuse(outcome.problems, json);
  const answered = await lossesAsked(loaded.mission, flags);
  interruption.ignore();
  if (answered !== null && !answered.ok) return refuse(answered.problems, json);
  const { timing } = outcome;
  const summary: RunSummary = {
    ...outcome.summary,
    ...(answered === null ? {} : { losses: answered.losses }),
  };
  await writeOut(json ? `${JSON.stringify({ ...summary, timing }, null, 2)}\n` : summaryText(summary));
  return requirementExit(summary, flags);
}

async function lossesAsked(
  mission: LoadedMission,
  flags: MissionFlags,
): Promise<Awaited<ReturnType<typeof performLosses>> | null> {
  const question = lossQuestion(flags);
  if (question === null) return null;
  const progress = new Progress('run');
  const answered = await performLosses(mission, question, {
    workers: workerCount(flags.workers),
    onRun: (run, runs) => progress.update(run, runs),
  });
  progress.done();
  return answered;
}
