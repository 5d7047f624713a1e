import { RandomStream, julianDateFromIso, radians, usFromS } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import {
  catalogueEphemeris,
  checkElements,
  combinedEphemeris,
  lostSatellites,
  selectSatellites,
  selectionFaults,
  walkerEphemeris,
  walkerIds,
} from '../constellation/index.ts';
import type { ElementProblem, MeanElements } from '../constellation/index.ts';
import { buildRegionIndex } from '../custody/index.ts';
import type { Region, RegionIndex } from '../custody/index.ts';
import { earthRotationFrom } from '../physics/index.ts';
import type { Ephemeris, TrajectoryGoal } from '../physics/index.ts';
import { sensorSpecsOf } from '../scenario/index.ts';
import type { Problem, SatelliteGroup, Scenario, ScenarioEvent } from '../scenario/index.ts';
import { SENSOR_KINDS } from '../sensors/index.ts';
import type { OwnSide, SensorSpec } from '../sensors/index.ts';
import type { SensedWorld } from '../sensing/index.ts';
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
  const groups = scenario.satellites.map((group, index) =>
    groupSatellites(group, index, scenario, catalogues, epoch, durationS, problems),
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

interface GroupSatellites {
  readonly ids: readonly string[];
  readonly ephemeris: Ephemeris;
}

function groupSatellites(
  group: SatelliteGroup,
  index: number,
  scenario: Scenario,
  catalogues: ReadonlyMap<string, readonly MeanElements[]>,
  epoch: JulianDate,
  durationS: number,
  problems: Problem[],
): GroupSatellites {
  if (group.walker !== undefined) {
    const { kind, count, planes, phasing, altitudeKm, inclinationDeg } = group.walker;
    const shell = {
      kind,
      count,
      planes,
      phasing,
      altitudeM: altitudeKm * 1000,
      inclinationRad: radians(inclinationDeg),
    };
    return { ids: walkerIds(group.id, shell), ephemeris: walkerEphemeris(shell) };
  }
  const elements = catalogues.get(group.catalogue) ?? [];
  const chosen = selectSatellites(elements, group.select);
  const path = `satellites.${index}`;
  for (const { key, expected, message } of selectionFaults(elements, group.select)) {
    problems.push({
      path: key === null ? `${path}.catalogue` : `${path}.select.${key}`,
      value: key === null ? group.catalogue : group.select[key],
      expected,
      message: `${group.catalogue}: ${message}`,
    });
  }
  for (const [fault, found] of Map.groupBy(
    checkElements(chosen, epoch, durationS, scenario.maxElementAgeDays),
    (each) => each.problem,
  )) {
    problems.push({
      path: `${path}.catalogue`,
      value: found.map((each) => `${each.objectName} (${each.catalogueNumber})`),
      expected:
        fault === 'too-old'
          ? `elements at most ${scenario.maxElementAgeDays} days from the scenario, or a larger maxElementAgeDays`
          : 'objects that stay in orbit through the scenario',
      message: `${group.catalogue}: ${found.length} of ${chosen.length} objects ${fault === 'too-old' ? 'have elements too far from the scenario' : 'have decayed'}: ${namesOf(found)}`,
    });
  }
  return {
    ids: chosen.map((each) => `${group.id}-${each.catalogueNumber}`),
    ephemeris: catalogueEphemeris(chosen, epoch),
  };
}

/** The first few by name with what is wrong, and how many more. */
function namesOf(found: readonly ElementProblem[]): string {
  const NAMED = 5;
  const named = found
    .slice(0, NAMED)
    .map((each) => `${each.objectName} (${each.catalogueNumber}): ${each.detail}`);
  const more = found.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
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
