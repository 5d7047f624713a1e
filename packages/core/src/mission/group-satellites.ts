import { radians } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import {
  altitudeKmOf,
  catalogueEphemeris,
  checkElements,
  explicitEphemeris,
  explicitIds,
  isSpareSlot,
  selectSatellites,
  selectionFaults,
  walkerEphemeris,
  walkerIds,
} from '../constellation/index.ts';
import type { ElementProblem, MeanElements } from '../constellation/index.ts';
import { circularRates } from '../physics/index.ts';
import type { EphemerisWithVelocities } from '../physics/index.ts';
import type { Orbit, Problem, SatelliteGroup, Walker } from '../scenario/index.ts';

/** Satellites with their motion; all lists have one entry per satellite, in the order of the ephemeris. */
export interface MovingSatellites {
  /** Unique within a scenario. */
  readonly ids: readonly string[];
  /** What people call them: the catalogue's name, or the id again. */
  readonly names: readonly string[];
  /** International designators, or the id where there is none. */
  readonly objectIds: readonly string[];
  /** Number of the plane in its group, from 0; null for objects of a catalogue. */
  readonly planes: readonly (number | null)[];
  /** In orbit, and out of service. */
  readonly isSpare: readonly boolean[];
  /** Mean drift of the ascending node by J2, rad/s: from the most westward to the most eastward. */
  readonly nodeRatesRadPerS: readonly [min: number, max: number];
  readonly ephemeris: EphemerisWithVelocities;
}

/** Satellites, or all that forbids their use. */
export interface SatellitesOutcome {
  readonly satellites: MovingSatellites;
  /** Empty when the satellites may be used. */
  readonly problems: readonly Problem[];
}

/** What the satellites of a group depend on besides the group. */
export interface GroupSetting {
  readonly catalogues: ReadonlyMap<string, readonly MeanElements[]>;
  /** Zero of the ephemeris' time; designed shells stand at their nodes and phases here. */
  readonly epoch: JulianDate;
  readonly interval: CheckedInterval;
}

/** Over which time element sets must be fresh and orbits must not decay. */
export interface CheckedInterval {
  readonly from: JulianDate;
  readonly durationS: number;
  readonly maxElementAgeDays: number;
}

/** The satellites of one group of a scenario. `path`: where the group stands, for the problems. */
export function groupSatellites(
  group: SatelliteGroup,
  path: string,
  setting: GroupSetting,
): SatellitesOutcome {
  if (group.walker !== undefined)
    return { satellites: walkerSatellites(group.id, group.walker), problems: [] };
  if (group.orbits !== undefined)
    return { satellites: orbitSatellites(group.id, group.orbits), problems: [] };
  const { catalogue, select } = group;
  const elements = setting.catalogues.get(catalogue) ?? [];
  const chosen = selectSatellites(elements, select);
  const problems: readonly Problem[] = selectionFaults(elements, select).map(
    ({ key, expected, message }) => ({
      path: key === null ? `${path}.catalogue` : `${path}.select.${key}`,
      value: key === null ? catalogue : select[key],
      expected,
      message: `${catalogue}: ${message}`,
    }),
  );
  // A catalogue by itself is a group without a name.
  const prefix = group.id === '' ? '' : `${group.id}-`;
  const found = catalogueSatellites(prefix, chosen, setting.epoch, setting.interval, {
    path: `${path}.catalogue`,
    catalogue,
  });
  return { satellites: found.satellites, problems: [...problems, ...found.problems] };
}

function walkerSatellites(groupId: string, walker: Walker): MovingSatellites {
  const { kind, count, planes, phasing, altitudeKm, inclinationDeg, sparesPerPlane = 0 } = walker;
  const altitudeM = altitudeKm * 1000;
  const inclinationRad = radians(inclinationDeg);
  const shell = { kind, count, planes, phasing, altitudeM, inclinationRad };
  const perPlane = count / planes;
  const ids = walkerIds(groupId, shell);
  return {
    ids,
    names: ids,
    objectIds: ids,
    planes: ids.map((_, index) => Math.floor(index / perPlane)),
    isSpare: ids.map((_, index) => isSpareSlot(index % perPlane, perPlane, sparesPerPlane)),
    nodeRatesRadPerS: extremes([circularRates(altitudeM, inclinationRad).nodeRadPerS]),
    ephemeris: walkerEphemeris(shell),
  };
}

function orbitSatellites(groupId: string, given: readonly Orbit[]): MovingSatellites {
  const orbits = given.map((orbit) => ({
    altitudeM: orbit.altitudeKm * 1000,
    inclinationRad: radians(orbit.inclinationDeg),
    nodeRad: radians(orbit.nodeDeg),
    argumentsOfLatitudeRad: orbit.argumentOfLatitudeDeg.map(radians),
  }));
  const ids = explicitIds(groupId, orbits);
  return {
    ids,
    names: ids,
    objectIds: ids,
    planes: orbits.flatMap((orbit, plane) => orbit.argumentsOfLatitudeRad.map(() => plane)),
    isSpare: ids.map(() => false),
    nodeRatesRadPerS: extremes(
      orbits.map((orbit) => circularRates(orbit.altitudeM, orbit.inclinationRad).nodeRadPerS),
    ),
    ephemeris: explicitEphemeris(orbits),
  };
}

function extremes(values: readonly number[]): readonly [min: number, max: number] {
  return values.reduce<readonly [number, number]>(
    ([min, max], value) => [Math.min(min, value), Math.max(max, value)],
    [values[0] ?? 0, values[0] ?? 0],
  );
}

/**
 * Objects of a catalogue, called by their numbers after `idPrefix`. Their age and their decay are checked over the interval; `named` says
 * how the problems call the catalogue.
 */
export function catalogueSatellites(
  idPrefix: string,
  chosen: readonly MeanElements[],
  epoch: JulianDate,
  interval: CheckedInterval,
  named: { readonly path: string; readonly catalogue: string },
): SatellitesOutcome {
  const { from, durationS, maxElementAgeDays } = interval;
  const faults = Map.groupBy(
    checkElements(chosen, from, durationS, maxElementAgeDays),
    (each) => each.problem,
  );
  const problems = [...faults].map(([fault, found]): Problem => ({
    path: named.path,
    value: found.map((each) => `${each.objectName} (${each.catalogueNumber})`),
    expected:
      fault === 'too-old'
        ? `elements at most ${maxElementAgeDays} days from the scenario, or a larger maxElementAgeDays`
        : 'objects that stay in orbit through the scenario',
    message: `${named.catalogue}: ${found.length} of ${chosen.length} objects ${fault === 'too-old' ? 'have elements too far from the scenario' : 'have decayed'}: ${namesOf(found)}`,
  }));
  const ids = chosen.map((each) => `${idPrefix}${each.catalogueNumber}`);
  return {
    satellites: {
      ids,
      names: chosen.map((each) => each.objectName),
      objectIds: chosen.map((each, index) => (each.objectId === '' ? (ids[index] ?? '') : each.objectId)),
      planes: chosen.map(() => null),
      isSpare: chosen.map(() => false),
      nodeRatesRadPerS: extremes(chosen.map(nodeRateRadPerS)),
      ephemeris: catalogueEphemeris(chosen, epoch),
    },
    problems,
  };
}

/** J2 alone, first order. [Vallado-2013] eq. 9-37. */
function nodeRateRadPerS(elements: MeanElements): number {
  const circular = circularRates(1000 * altitudeKmOf(elements), radians(elements.inclinationDeg));
  return circular.nodeRadPerS / (1 - elements.eccentricity ** 2) ** 2;
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
