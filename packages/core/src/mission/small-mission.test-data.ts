import type { ScanReports } from '../messages/index.ts';
import { SCENARIO_DEFAULTS } from '../scenario/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { downlink, observe } from '../sensing/index.ts';
import { planMission } from './plan.ts';
import type { MissionPlan } from './plan.ts';

/** A small layer that watches two missiles: enough for every step to have something to do. */
export const SMALL_SCENARIO: Scenario = {
  cupola: 1,
  title: 'Small layer, two missiles',
  epoch: '2026-07-24T00:00:00Z',
  durationMin: 5,
  seed: 7,
  satellites: [
    {
      id: 'few',
      sensors: ['wide-mwir', 'above-limb-lwir'],
      walker: { kind: 'delta', count: 240, planes: 12, phasing: 1, altitudeKm: 1000, inclinationDeg: 80 },
    },
  ],
  sensors: [],
  events: [
    {
      id: 'pair',
      vehicle: 'icbm-solid',
      launch: { latDeg: 40.9, lonDeg: 129.3 },
      aim: { latDeg: 38.9, lonDeg: -77 },
      trajectory: { kind: 'minimum-energy' },
      count: 2,
      spacingS: 10,
      atS: 0,
    },
  ],
  regions: [],
  outages: { lossShare: 0 },
  network: SCENARIO_DEFAULTS.network,
  requirements: SCENARIO_DEFAULTS.requirements,
  cloudTopKm: SCENARIO_DEFAULTS.cloudTopKm,
  maxElementAgeDays: SCENARIO_DEFAULTS.maxElementAgeDays,
};

export function smallPlan(scenario: Scenario = SMALL_SCENARIO): MissionPlan {
  const outcome = planMission({ scenario, catalogues: new Map(), regions: [] });
  if (!outcome.ok) throw new Error(outcome.problems.map((each) => each.message).join('; '));
  return outcome.plan;
}

/** The reports of every scan of a plan, sent down without any tasking. */
export function reportsOf(plan: MissionPlan, latencyUs: number): readonly ScanReports[] {
  const block = observe(plan.world, 0, plan.durationS + 1);
  return Array.from(
    { length: plan.durationS + 1 },
    (_, scan) => downlink(plan.world, block, scan, [], { looksPerObject: 12, latencyUs }).reports,
  );
}
