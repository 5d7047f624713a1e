import { RandomStream, julianDateFromIso, radians, usFromS } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import { combinedEphemeris, lostSatellites } from '../constellation/index.ts';
import type { MeanElements } from '../constellation/index.ts';
import { buildRegionIndex } from '../custody/index.ts';
import type { Region, RegionIndex } from '../custody/index.ts';
import { earthRotationFrom } from '../physics/index.ts';
import type { TrajectoryGoal } from '../physics/index.ts';
import { sensorSpecsOf } from '../scenario/index.ts';
import type { Problem, Scenario, ScenarioEvent } from '../scenario/index.ts';
import { SENSOR_KINDS } from '../sensors/index.ts';
import type { OwnSide, SensorSpec } from '../sensors/index.ts';
import type { SensedWorld } from '../sensing/index.ts';
import { groupSatellites } from './satellite-group.ts';
import type { GroupSatellites } from './satellite-group.ts';
import { flyEvent } from '../truth/index.ts';
import type { FlightLog } from '../truth/index.ts';
import { vehicleClass } from '../vehicles/index.ts';

/** What a scenario needs from outside: its catalogues by path and the regions it names. */
export interface MissionInputs {
  readonly scenario: Scenario;
  readonly catalogues: ReadonlyMap<string, readonly MeanElements[]>;
  readonly regions: readonly Region[];
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
  readonly groups: readonly { readonly id: string; readonly satellites: number; readonly lost: number }[];
}

export type PlanOutcome =
  | { readonly ok: true; readonly plan: MissionPlan }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Frames of all sensor kinds are taken on whole seconds. */
const FRAME_PERIOD_US: SimTimeUs = 1_000_000;

/** Makes a checked scenario ready, or says everything that physics or the catalogues forbid. */
export function planMission({ scenario, catalogues, regions }: MissionInputs): PlanOutcome {
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
  const window = { epoch, from: epoch, durationS, maxElementAgeDays: scenario.maxElementAgeDays };
  const groups = scenario.satellites.map((group, index) =>
    groupSatellites(group, `satellites.${index}`, catalogues, window, problems),
  );
  const flights = scenario.events.flatMap((event, index) => {
    const outcome = flyScenarioEvent(event, scenario, earth, durationS);
    if (outcome.ok) return outcome.flights;
    problems.push({
      path: `events.${index}`,
      value: outcome.value,
      expected: outcome.expected,
      message: `event '${event.id}': ${outcome.message}`,
    });
    return [];
  });
  if (problems.length > 0) return { ok: false, problems };

  const ownSide = ownSideOf(scenario, groups, sensorKinds, earth);
  const lost = lossesOf(scenario, ownSide.satelliteIds.length);
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
        lost,
        framePeriodUs: FRAME_PERIOD_US,
      },
      regions: buildRegionIndex(regions.filter((region) => scenario.regions.includes(region.id))),
      groups: groupSummaries(scenario, groups, lost),
    },
  };
}

function problem(path: string, value: unknown, expected: string, message: string): PlanOutcome {
  return { ok: false, problems: [{ path, value, expected, message }] };
}

function ownSideOf(
  scenario: Scenario,
  groups: readonly GroupSatellites[],
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

function lossesOf(scenario: Scenario, satelliteCount: number): Uint8Array {
  const lost = new Uint8Array(satelliteCount);
  const stream = new RandomStream(scenario.seed, 'outages');
  for (const index of lostSatellites(satelliteCount, scenario.outages.lossShare, stream)) lost[index] = 1;
  return lost;
}

function groupSummaries(
  scenario: Scenario,
  groups: readonly GroupSatellites[],
  lost: Uint8Array,
): MissionPlan['groups'] {
  let first = 0;
  return groups.map((group, index) => {
    const own = lost.subarray(first, first + group.ids.length);
    first += group.ids.length;
    return {
      id: scenario.satellites[index]?.id ?? '',
      satellites: group.ids.length,
      lost: own.reduce((sum, each) => sum + each, 0),
    };
  });
}

type EventOutcome =
  | { readonly ok: true; readonly flights: readonly FlightLog[] }
  | { readonly ok: false; readonly value: unknown; readonly expected: string; readonly message: string };

function flyScenarioEvent(
  event: ScenarioEvent,
  scenario: Scenario,
  earth: OwnSide['earth'],
  durationS: number,
): EventOutcome {
  const vehicle = vehicleClass(event.vehicle);
  if (vehicle === undefined) {
    return {
      ok: false,
      value: event.vehicle,
      expected: 'a known vehicle class',
      message: 'nothing known flies so',
    };
  }
  const outcome = flyEvent(
    {
      id: event.id,
      vehicleId: event.vehicle,
      launch: { latitudeRad: radians(event.launch.latDeg), longitudeRad: radians(event.launch.lonDeg) },
      goal: goalOf(event),
      count: event.count,
      spacingUs: usFromS(event.spacingS),
      atUs: usFromS(event.atS),
    },
    vehicle,
    { earth, cloudTopM: scenario.cloudTopKm * 1000, untilUs: usFromS(durationS) },
  );
  if (outcome.ok) return outcome;
  const { code, detail } = outcome.error;
  return {
    ok: false,
    value: event.trajectory ?? { orbitAltitudeKm: event.orbitAltitudeKm },
    expected: `a flight that a ${event.vehicle} can make (${(vehicle.minRangeM / 1000).toFixed(0)}-${(vehicle.maxRangeM / 1000).toFixed(0)} km, apogee to ${(vehicle.maxApogeeM / 1000).toFixed(0)} km)`,
    message: `${code}: ${detail}`,
  };
}

function goalOf(event: ScenarioEvent): TrajectoryGoal {
  if (event.orbitAltitudeKm !== undefined) {
    return { kind: 'orbit', altitudeM: event.orbitAltitudeKm * 1000, azimuthRad: radians(event.azimuthDeg) };
  }
  if (event.aim !== undefined) {
    return {
      kind: 'minimum-energy',
      aim: { latitudeRad: radians(event.aim.latDeg), longitudeRad: radians(event.aim.lonDeg) },
    };
  }
  return {
    kind: 'lofted',
    apogeeM: event.trajectory.apogeeKm * 1000,
    rangeM: event.trajectory.rangeKm * 1000,
    azimuthRad: radians(event.azimuthDeg),
  };
}
