import type { ScanBatch } from '@cupola/contract';
import type { MissionInputs, OperateConfig } from '@cupola/core/mission';
import type { Scenario } from '@cupola/core/scenario';
import {
  SMALL_SCENARIO,
  reportsOf,
  smallPlan,
} from '../packages/core/src/mission/small-mission.test-data.ts';
import { operatedMission } from '../packages/service/src/engine/operated-mission.ts';
import { SequenceCounter, sentBatches } from '../packages/service/src/feeds/sent-batches.ts';

/** Few satellites, one of which sees little: a second is worked on in milliseconds. */
const SCENARIO: Scenario = {
  ...SMALL_SCENARIO,
  durationMin: 1.1,
  satellites: [
    {
      id: 'few',
      sensors: ['wide-mwir'],
      walker: { kind: 'delta', count: 60, planes: 6, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 },
    },
  ],
};
/** Nothing is above the clouds before. */
const FROM_S = 26;

export const INPUTS: MissionInputs = { scenario: SCENARIO, catalogues: new Map(), regions: [] };

export function operatedConfig(): OperateConfig {
  const outcome = operatedMission(INPUTS);
  if (!outcome.ok) throw new Error('the scenario cannot be operated');
  return outcome.config;
}

/** What an honest layer sends, second by second of sending. */
export function sentSeconds(): readonly (readonly ScanBatch[])[] {
  const plan = smallPlan(SCENARIO);
  const counter = new SequenceCounter();
  return reportsOf(plan, 0)
    .slice(FROM_S)
    .map((reports) => sentBatches(reports, plan.ownSide, counter));
}
