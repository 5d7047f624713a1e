import { loadMission } from '@cupola/runtime';
import type { BatchOptions, MissionOutcome, RunSummary } from '@cupola/runtime';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import type { Progress } from '../../progress.ts';
import type { MissionFlags } from './mission-flags.ts';
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

export function requirementExit(summary: RunSummary, flags: MissionFlags): ExitCode {
  return flags.require === true && !summary.requirements.met ? EXIT.no : EXIT.done;
}
