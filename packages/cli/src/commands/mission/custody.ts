import { Interruption, performCustody } from '@cupola/runtime';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { Progress } from '../../progress.ts';
import { summaryText } from './summary-text.ts';
import { answeredAtOnce, batchOptions, loadWithFlags, requirementExit } from './mission-setup.ts';
import type { MissionFlags } from './mission-flags.ts';

/** `cupola custody`: the answers of a run, and nothing written. */
export async function custodyCommand(scenarioFile: string, flags: MissionFlags): Promise<ExitCode> {
  const json = flags.json === true;
  const loaded = loadWithFlags(scenarioFile, flags);
  if (!loaded.ok) return refuse(loaded.problems, json);
  const atOnce = await answeredAtOnce(loaded.mission, flags);
  if (atOnce !== null) return atOnce;
  const interruption = new Interruption();
  interruption.listen();
  const progress = new Progress();
  const outcome = await performCustody(loaded.mission, batchOptions(flags, progress));
  progress.done();
  interruption.ignore();
  if (!outcome.ok) return refuse(outcome.problems, json);
  const { summary, timing } = outcome;
  await writeOut(json ? `${JSON.stringify({ ...summary, timing }, null, 2)}\n` : summaryText(summary));
  return requirementExit(summary, flags);
}
