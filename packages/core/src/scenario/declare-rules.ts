import { SCENARIO_DEFAULTS } from './defaults.ts';
import type { RequirementsDraft, ScenarioParts } from './draft.ts';
import type { Problem } from './problem.ts';
import type { DeclareCosts, Requirements } from './scenario.ts';

/** Thresholds that can be asked for. */
const SMALLEST = 0.01;
const LARGEST = 0.9999;
/** A threshold given beside the costs may differ by rounding. */
const ROUNDING = 1e-6;

/**
 * The probability from which declaring costs less than not declaring, on average: falseAlarm / (falseAlarm + miss). A false alarm costs its price when there is no
 * threat, silence costs the miss when there is one.
 */
export function declareFromCosts({ falseAlarm, miss }: DeclareCosts): number {
  return falseAlarm / (falseAlarm + miss);
}

/** The threshold filled in. */
export function requirementsFromDraft({ custody, declare }: RequirementsDraft): Requirements {
  const { costs, probability = thresholdWithout(costs) } = declare;
  return { custody, declare: { ...declare, probability } };
}

function thresholdWithout(costs: RequirementsDraft['declare']['costs']): number {
  return costs === undefined ? SCENARIO_DEFAULTS.requirements.declare.probability : declareFromCosts(costs);
}

/** Costs that lead to a threshold nobody can reach, or to another one than is asked for. */
export function declareProblems(parts: ScenarioParts): Problem[] {
  const declare = parts.requirements?.declare;
  const { falseAlarm, miss } = declare?.costs ?? {};
  if (typeof falseAlarm !== 'number' || typeof miss !== 'number') return [];
  const derived = declareFromCosts({ falseAlarm, miss });
  const path = 'requirements.declare';
  if (derived < SMALLEST || derived > LARGEST)
    return [
      {
        path: `${path}.costs`,
        value: { falseAlarm, miss },
        expected: `costs whose threshold falseAlarm / (falseAlarm + miss) is from ${SMALLEST} to ${LARGEST}`,
        message: `these costs ask for a probability of ${derived.toPrecision(3)}`,
      },
    ];
  const given = declare?.probability;
  if (typeof given !== 'number' || Math.abs(given - derived) <= ROUNDING) return [];
  return [
    {
      path: `${path}.probability`,
      value: given,
      expected: `either probability or costs, or a probability of ${derived.toPrecision(6)}`,
      message: 'the costs beside it ask for another threshold',
    },
  ];
}
