import { foresee, loadMission } from '@cupola/runtime';
import type { BatchOptions, LoadedMission, MissionOutcome, RunSummary } from '@cupola/runtime';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import type { Progress } from '../../progress.ts';
import type { MissionFlags } from './mission-flags.ts';
import { requirementText } from './requirement-text.ts';
import { workerCount } from '../worker-count.ts';

/** `--seed` stands after every `--set`, so it wins. */
export function loadWithFlags(scenarioFile: string, flags: MissionFlags): MissionOutcome {
  const seed = flags.seed === undefined ? [] : [`seed=${flags.seed}`];
  return loadMission(scenarioFile, [...flags.set, ...seed]);
}

export function batchOptions(flags: MissionFlags, progress: Progress): BatchOptions {
  return {
    workers: workerCount(flags.workers),
    onSecond: (second, durationS) => progress.update(second, durationS),
  };
}

/** With `--require`: what can be said at once. `null` when the mission has to be run to know. */
export async function answeredAtOnce(mission: LoadedMission, flags: MissionFlags): Promise<ExitCode | null> {
  if (flags.require !== true) return null;
  const foresight = foresee(mission);
  if (!foresight.ok) return refuse(foresight.problems, flags.json === true);
  if (foresight.requirements.met) return null;
  const { ok: _ok, ...answer } = foresight;
  await writeOut(
    flags.json === true
      ? `${JSON.stringify(answer, null, 2)}\n`
      : `${answer.title} (simulated): not run.\n\n${requirementText(answer.requirements)}\n`,
  );
  return EXIT.no;
}

export function requirementExit(summary: RunSummary, flags: MissionFlags): ExitCode {
  return flags.require === true && !summary.requirements.met ? EXIT.no : EXIT.done;
}
