import { engagedRun } from '../metrics/index.ts';
import type { EngagementRecord, RunRecord } from '../metrics/index.ts';
import type { MissionPlan } from './plan.ts';

/** The second fleet of a mission against what a run of it recorded; null when it has none. */
export function engagedMission(plan: MissionPlan, record: RunRecord): EngagementRecord | null {
  const { engagement, network, seed } = plan.scenario;
  if (engagement === undefined || plan.interceptors.length === 0) return null;
  return engagedRun(record, plan.ownSide.earth, {
    parts: plan.interceptors.map(({ part }) => part),
    commitOn: engagement.commitOn,
    decisionDelayS: engagement.decisionDelayS,
    commandLatencyS: network.commandLatencyS,
    orderWindowS: engagement.orderWindowS,
    shotsPerTarget: engagement.shotsPerTarget,
    sharing: engagement.sharing,
    trackProb: engagement.trackProbability,
    seed,
  });
}
