import { planMission } from '@cupola/core/mission';
import type { Problem } from '@cupola/core/scenario';
import type { LoadedMission } from '../mission/mission-with.ts';
import type { LossQuestion } from './loss-question.ts';

/** More satellites to be lost than the scenario has. Told before anything is run; what else is wrong with the mission is told when it is planned. */
export function lossProblems({ inputs }: LoadedMission, question: LossQuestion | null): readonly Problem[] {
  const most = Math.max(
    0,
    ...(question?.levels ?? []).map((level) => (level.kind === 'satellites' ? level.count : 0)),
  );
  if (most === 0) return [];
  const outcome = planMission(inputs);
  if (!outcome.ok) return [];
  const satellites = outcome.plan.ownSide.satelliteIds.length;
  if (most <= satellites) return [];
  return [
    {
      path: '--losses',
      value: most,
      expected: `at most ${satellites}, or shares such as 0,5,10,20%`,
      message: `the scenario has ${satellites} satellites`,
    },
  ];
}
