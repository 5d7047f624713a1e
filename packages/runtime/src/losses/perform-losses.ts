import { planMission } from '@cupola/core/mission';
import type { LoadedMission } from '../mission/mission-with.ts';
import { performCustody } from '../perform-custody.ts';
import type { BatchOptions, Refused } from '../perform-custody.ts';
import { lossAnswer } from './loss-answer.ts';
import type { LevelRuns, LossAnswer } from './loss-answer.ts';
import { satellitesLost } from './loss-question.ts';
import type { LossQuestion } from './loss-question.ts';

export interface LossOptions extends Pick<BatchOptions, 'workers'> {
  readonly onRun: (run: number, runs: number) => void;
}

interface LossesDone {
  readonly ok: true;
  readonly losses: LossAnswer;
}

/**
 * Runs a mission again and again with satellites lost at random, in place of those that the scenario loses by `outages.lossShare`; whatever else
 * the scenario puts out of service stays out.
 */
export async function performLosses(
  mission: LoadedMission,
  question: LossQuestion,
  options: LossOptions,
): Promise<LossesDone | Refused> {
  const outcome = planMission(mission.inputs);
  if (!outcome.ok) return { ok: false, problems: outcome.problems };
  const satellites = outcome.plan.ownSide.satelliteIds.length;
  const lostAtEach = [...new Set(question.levels.map((level) => satellitesLost(level, satellites)))].toSorted(
    (a, b) => a - b,
  );
  const levels: LevelRuns[] = [];
  let run = 0;
  for (const lost of lostAtEach) {
    const runs: LevelRuns['runs'][number][] = [];
    for (let draw = 0; draw < question.draws; draw++) {
      options.onRun(run++, lostAtEach.length * question.draws);
      const done = await performCustody(withLosses(mission, lost / satellites, draw), {
        workers: options.workers,
        onSecond: () => undefined,
      });
      if (!done.ok) return done;
      const { custody, decision, tracking } = done.summary;
      runs.push({ custody, decision, tracking });
    }
    levels.push({ lost, runs });
  }
  return { ok: true, losses: lossAnswer(levels, question.continuity, satellites) };
}

function withLosses(mission: LoadedMission, lossShare: number, draw: number): LoadedMission {
  const { scenario } = mission.inputs;
  const changed = {
    ...scenario,
    seed: scenario.seed + draw,
    outages: { ...scenario.outages, lossShare },
  };
  return { ...mission, inputs: { ...mission.inputs, scenario: changed } };
}
