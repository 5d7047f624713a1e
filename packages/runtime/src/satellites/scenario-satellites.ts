import type { Outages } from '@cupola/core/constellation';
import { daysBetween, julianDateFromIso, present, usFromS } from '@cupola/core/foundation';
import { ownOutages } from '@cupola/core/mission';
import type { CheckedInterval, MovingSatellites } from '@cupola/core/mission';
import type { Problem, Scenario } from '@cupola/core/scenario';
import { movingSatellites } from './satellite-groups.ts';
import type { SatelliteGroups } from './satellite-groups.ts';

/** The satellites of a scenario: as plain data and in motion, in service or not. */
export interface ScenarioSatellites {
  readonly groups: SatelliteGroups;
  /** Group by group. */
  readonly moving: readonly MovingSatellites[];
  readonly outages: Outages;
  /** Empty when they can be used; their paths are those of the scenario. */
  readonly problems: readonly Problem[];
}

/** @param interval - Over which the orbits are asked for; it may begin before the scenario's epoch, or after. */
export function scenarioSatellites(
  scenario: Scenario,
  catalogues: SatelliteGroups['catalogues'],
  interval: CheckedInterval,
): ScenarioSatellites {
  const epoch = present(julianDateFromIso(scenario.epoch));
  const problems: Problem[] = [];
  const inOrbit: SatelliteGroups = {
    groups: scenario.satellites,
    catalogues,
    window: { epoch, ...interval },
    fromUs: usFromS(daysBetween(epoch, interval.from) * 86_400),
    catalogueObjects: null,
    lost: [],
  };
  const moving = movingSatellites(inOrbit, problems);
  const named = scenario.satellites.map(({ id }, index) => ({ id, satellites: present(moving[index]) }));
  const { outages, problems: ofOutages } = ownOutages(named, scenario.outages, scenario.seed);
  const lost = [...outages.lost.keys()].filter((index) => outages.lost[index] === 1);
  const groups = { ...inOrbit, lost, periods: outages.periods };
  return { groups, moving, outages, problems: [...problems, ...ofOutages] };
}
