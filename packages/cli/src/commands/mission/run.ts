import { Interruption, lossProblems, performRun, runFolderProblems, serveFolder } from '@cupola/runtime';
import type { ExitCode } from '../../exit-code.ts';
import { writeError, writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { summaryText } from './summary-text.ts';
import { answeredAtOnce, batchOptions, loadWithFlags, requirementExit } from './mission-setup.ts';
import { lossFlagProblems, lossQuestion } from './loss-flags.ts';
import type { MissionFlags } from './mission-flags.ts';

/** `cupola run`: a scenario to its run folder. */
export async function runCommand(scenarioFile: string, flags: MissionFlags): Promise<ExitCode> {
  const json = flags.json === true;
  const loaded = loadWithFlags(scenarioFile, flags);
  const outProblems = [
    ...(flags.out === undefined ? [] : runFolderProblems(flags.out)),
    ...lossFlagProblems(flags),
    ...(flags.problems ?? []),
  ];
  if (!loaded.ok) return refuse([...loaded.problems, ...outProblems], json);
  outProblems.push(...lossProblems(loaded.mission, lossQuestion(flags)));
  if (outProblems.length > 0) return refuse(outProblems, json);

  const atOnce = await answeredAtOnce(loaded.mission, flags);
  if (atOnce !== null) return atOnce;
  const interruption = new Interruption();
  interruption.listen();
  const progress = new Progress();
  const lossProgress = new Progress('run');
  const outcome = await performRun(loaded.mission, {
    ...batchOptions(flags, progress),
    folder: flags.out ?? null,
    interruption,
    losses: lossQuestion(flags),
    onLossRun: (run, runs) => lossProgress.update(run, runs),
  });
  lossProgress.done();
  progress.done();
  interruption.ignore();
  if (!outcome.ok) return refuse(outcome.problems, json);

  const { summary, timing, folder } = outcome;
  await writeOut(
    json
      ? `${JSON.stringify({ ...summary, folder, timing }, null, 2)}\n`
      : `${summaryText(summary)}\nRun ${summary.runId}, ${timing.runS.toFixed(1)} s. Report: ${folder}/report.html\n`,
  );
  if (flags.serve !== undefined) await serveUntilStopped(folder, flags.serve);
  return requirementExit(summary, flags);
}

/** Serves the finished run; Ctrl-C ends it, and the run is done. */
async function serveUntilStopped(folder: string, port: number | true): Promise<void> {
  const server = await serveFolder(folder, port === true ? null : port);
  await writeError(`Serving the report at ${server.url} until Ctrl-C.\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await server.close();
}
