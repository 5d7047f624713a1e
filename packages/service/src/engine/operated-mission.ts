import { operateConfigOf } from '@cupola/core/mission/operate-config';
import { planMission } from '@cupola/core/mission/plan';
import type { MissionInputs, OperateConfig } from '@cupola/core/mission';
import type { Problem } from '@cupola/core/scenario';

export type OperatedMission =
  | { readonly ok: true; readonly config: OperateConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What an operator of a scenario's own side knows. What flies in it is left out before anything is planned. */
export function operatedMission(inputs: MissionInputs): OperatedMission {
  const outcome = planMission({ ...inputs, scenario: { ...inputs.scenario, events: [] } });
  return outcome.ok ? { ok: true, config: operateConfigOf(outcome.plan) } : outcome;
}
