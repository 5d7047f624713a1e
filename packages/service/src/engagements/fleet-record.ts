import type { EngagedPhase } from '@cupola/core/engagement';
import type { EngagementPolicy, PlannedInterceptors } from '@cupola/core/mission';
import { STANDARD_GRAVITY_M_PER_S2 } from '@cupola/core/physics';
import type { Scenario } from '@cupola/core/scenario';

/** The second fleet and the rules it is asked about by: generic kinds with published figures. */
export interface FleetRecord {
  readonly interceptors: number;
  /** Of them, in service. */
  readonly ready: number;
  readonly parts: readonly FleetPartRecord[];
  readonly policy: EngagementPolicy;
}

export interface FleetPartRecord {
  readonly id: string;
  readonly kind: string;
  readonly interceptors: number;
  readonly ready: number;
  readonly phases: readonly EngagedPhase[];
  readonly speedKmPerS: number;
  readonly accelerationG: number;
  /** Where each figure of the kind is from. */
  readonly sources: Readonly<Record<string, string>>;
}

/** The rules of a scenario; null when it has no second fleet. */
export function policyOf({ engagement, interceptors = [], network }: Scenario): EngagementPolicy | null {
  if (engagement === undefined || interceptors.length === 0) return null;
  const { commitOn, decisionDelayS, orderWindowS } = engagement;
  return { commitOn, decisionDelayS, commandLatencyS: network.commandLatencyS, orderWindowS };
}

export function fleetRecord(fleet: readonly PlannedInterceptors[], policy: EngagementPolicy): FleetRecord {
  const parts = fleet.map(({ part, kind, ids }) => ({
    id: part.id,
    kind: kind.id,
    interceptors: ids.length,
    ready: part.ready.reduce((count, each) => count + each, 0),
    phases: part.law.phases,
    speedKmPerS: part.law.flyOut.speedMPerS / 1000,
    accelerationG: rounded(part.law.flyOut.accelerationMPerS2 / STANDARD_GRAVITY_M_PER_S2),
    sources: kind.sources,
  }));
  return {
    interceptors: parts.reduce((count, each) => count + each.interceptors, 0),
    ready: parts.reduce((count, each) => count + each.ready, 0),
    parts,
    policy,
  };
}

/** Without what dividing leaves behind the sixth digit. */
function rounded(value: number): number {
  return Number(value.toFixed(6));
}
