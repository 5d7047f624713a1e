import { degrees, julianDateFromIso, usFromS } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import { combinedEphemeris } from '../constellation/index.ts';
import type { MeanElements, Outages } from '../constellation/index.ts';
import type { RunRecord } from '../metrics/index.ts';
import { buildRegionIndex, earthRotationFrom } from '../physics/index.ts';
import type { Region, RegionIndex } from '../physics/index.ts';
import { sensorSpecsOf } from '../scenario/index.ts';
import type { Problem, Scenario } from '../scenario/index.ts';
import { SENSOR_KINDS } from '../sensors/index.ts';
import type { OwnSide, SensorSpec } from '../sensors/index.ts';
import type { SensedWorld } from '../sensing/index.ts';
import { groupSatellites } from './group-satellites.ts';
import type { MovingSatellites } from './group-satellites.ts';
import { plannedInterceptors } from './interceptors.ts';
import type { PlannedInterceptors } from './interceptors.ts';
import { ownOutages } from './own-outages.ts';
import { flyScenarioEvent } from './scenario-flights.ts';

/** What a scenario needs from outside: its catalogues by path and its defended regions, in its order. */
export interface MissionInputs {
  readonly scenario: Scenario;
  readonly catalogues: ReadonlyMap<string, readonly MeanElements[]>;
  readonly regions: readonly Region[];
  /** Of these regions, when it has been made before. */
  readonly regionIndex?: RegionIndex;
}

/** A scenario made ready to run: the own side, the flights, the world the sensors see. */
export interface MissionPlan {
  readonly scenario: Scenario;
  readonly durationS: number;
  readonly epoch: JulianDate;
  readonly ownSide: OwnSide;
  readonly sensorKinds: readonly SensorSpec[];
  readonly world: SensedWorld;
  readonly regions: RegionIndex;
  readonly groups: RunRecord['groups'];
  /** The second fleet. */
  readonly interceptors: readonly PlannedInterceptors[];
}

export type PlanOutcome =
  | { readonly ok: true; readonly plan: MissionPlan }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Channels are numbered in 16 bits. */
const MAX_CHANNELS = 65_535;
/** Frames of all sensor kinds are taken on whole seconds. */
const FRAME_PERIOD_US: SimTimeUs = 1_000_000;

/** Makes a checked scenario ready, or says everything that physics or the catalogues forbid. */
export function planMission({ scenario, catalogues, regions, regionIndex }: MissionInputs): PlanOutcome {
  const epoch = julianDateFromIso(scenario.epoch);
  if (epoch === null) {
    return problem(
      'epoch',
      scenario.epoch,
      'a UTC instant such as 2026-07-24T00:00:00Z',
      'the epoch is not an instant',
    );
  }
  const earth = earthRotationFrom(epoch);
  const durationS = Math.round(scenario.durationMin * 60);
  const sensorKinds = sensorSpecsOf(scenario, SENSOR_KINDS);
  const problems: Problem[] = [];
  const interval = { from: epoch, durationS, maxElementAgeDays: scenario.maxElementAgeDays };
  const groups = scenario.satellites.map((group, index) => {
    const found = groupSatellites(group, `satellites.${index}`, { catalogues, epoch, interval });
    problems.push(...found.problems);
    return found.satellites;
  });
  const armed = plannedInterceptors(scenario, { catalogues, epoch, interval });
  problems.push(...armed.problems);
  const setting = { earth, cloudTopM: scenario.cloudTopKm * 1000, untilUs: usFromS(durationS) };
  const flights = scenario.events.flatMap((event, index) => {
    const outcome = flyScenarioEvent(event, index, scenario.seed, setting);
    if (outcome.ok) return outcome.flights;
    problems.push({
      path: `events.${index}`,
      value: outcome.value,
      expected: outcome.expected,
      message: `event '${event.id}': ${outcome.message}`,
    });
    return [];
  });
  const named = groups.map((satellites, index) => ({ id: scenario.satellites[index]?.id ?? '', satellites }));
  const { outages, problems: outageProblems } = ownOutages(named, scenario.outages, scenario.seed);
  problems.push(...outageProblems);
  if (problems.length > 0) return { ok: false, problems };

  const channelCount = groups.reduce(
    (sum, group, index) => sum + group.ids.length * (scenario.satellites[index]?.sensors.length ?? 0),
    0,
  );
  if (channelCount > MAX_CHANNELS) {
    return problem(
      'satellites',
      channelCount,
      `at most ${MAX_CHANNELS} sensors in all`,
      `the satellites carry ${channelCount} sensors together`,
    );
  }
  const ownSide = ownSideOf(scenario, groups, sensorKinds, earth);
  return {
    ok: true,
    plan: {
      scenario,
      durationS,
      epoch,
      ownSide,
      sensorKinds,
      world: {
        seed: scenario.seed,
        epoch,
        ownSide,
        sensorKinds,
        flights,
        outages,
        framePeriodUs: FRAME_PERIOD_US,
      },
      regions: regionIndex ?? buildRegionIndex(regions),
      groups: groupSummaries(scenario, groups, outages),
      interceptors: armed.interceptors,
    },
  };
}

function problem(path: string, value: unknown, expected: string, message: string): PlanOutcome {
  return { ok: false, problems: [{ path, value, expected, message }] };
}

function ownSideOf(
  scenario: Scenario,
  groups: readonly MovingSatellites[],
  sensorKinds: readonly SensorSpec[],
  earth: OwnSide['earth'],
): OwnSide {
  const satelliteIds = groups.flatMap((group) => group.ids);
  const groupIds = groups.flatMap((group, index) =>
    group.ids.map(() => scenario.satellites[index]?.id ?? ''),
  );
  const sensorsOfGroup = new Map(scenario.satellites.map((group) => [group.id, group.sensors]));
  const channels = groupIds.flatMap((groupId, satelliteIndex) =>
    sensorKinds
      .filter((sensor) => sensorsOfGroup.get(groupId)?.includes(sensor.id))
      .map((sensor) => ({ satelliteIndex, sensor })),
  );
  return {
    earth,
    satelliteIds,
    groupIds,
    channels,
    ephemeris: combinedEphemeris(groups.map((group) => group.ephemeris)),
  };
}

function groupSummaries(
  scenario: Scenario,
  groups: readonly MovingSatellites[],
  { lost, periods }: Outages,
): MissionPlan['groups'] {
  let first = 0;
  return groups.map((group, index) => {
    const start = first;
    first += group.ids.length;
    const [min, max] = group.nodeRatesRadPerS.map((rate) => degrees(rate) * 86_400);
    return {
      id: scenario.satellites[index]?.id ?? '',
      satellites: group.ids.length,
      lost: lost.subarray(start, first).reduce((sum, each) => sum + each, 0),
      spares: group.isSpare.filter(Boolean).length,
      interrupted: group.ids.filter((_, own) => periods.has(start + own)).length,
      nodeDegPerDay: [min ?? 0, max ?? 0],
    };
  });
}
