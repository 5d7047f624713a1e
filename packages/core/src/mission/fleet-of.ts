import { julianDateFromIso } from '../foundation/index.ts';
import type { Problem } from '../scenario/index.ts';
import { plannedInterceptors } from './interceptors.ts';
import type { PlannedInterceptors } from './interceptors.ts';
import type { MissionInputs } from './plan.ts';

/** The second fleet of a checked scenario by itself, as `planMission` has it; none when it has none. */
export function fleetOf({ scenario, catalogues }: Pick<MissionInputs, 'scenario' | 'catalogues'>): {
  readonly interceptors: readonly PlannedInterceptors[];
  readonly problems: readonly Problem[];
} {
  const epoch = julianDateFromIso(scenario.epoch);
  // A scenario without an instant is no checked one: `planMission` says so.
  if (epoch === null) return { interceptors: [], problems: [] };
  const durationS = Math.round(scenario.durationMin * 60);
  const interval = { from: epoch, durationS, maxElementAgeDays: scenario.maxElementAgeDays };
  return plannedInterceptors(scenario, { catalogues, epoch, interval });
}
