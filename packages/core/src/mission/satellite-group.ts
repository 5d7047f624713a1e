import { radians } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import {
  catalogueEphemeris,
  checkElements,
  selectSatellites,
  walkerEphemeris,
  walkerIds,
} from '../constellation/index.ts';
import type { ElementProblem, MeanElements } from '../constellation/index.ts';
import type { Ephemeris } from '../physics/index.ts';
import type { CatalogueGroup, Problem, WalkerGroup } from '../scenario/index.ts';

/** The satellites of a group: their ids and their motion. */
export interface GroupSatellites {
  readonly ids: readonly string[];
  readonly ephemeris: Ephemeris;
}

/** When the satellites of a group are wanted. */
export interface GroupWindow {
  /** Second 0 of the ephemeris, and the instant at which designed orbits stand in their slots. */
  readonly epoch: JulianDate;
  readonly from: JulianDate;
  readonly durationS: number;
  readonly maxElementAgeDays: number;
}

/**
 * Designs a group or chooses it from its catalogue.
 *
 * @param path - Of the group in its document, for `problems`, to which everything is added that the catalogue forbids.
 */
export function groupSatellites(
  group: Pick<WalkerGroup, 'id' | 'walker'> | Pick<CatalogueGroup, 'id' | 'catalogue' | 'select' | 'walker'>,
  path: string,
  catalogues: ReadonlyMap<string, readonly MeanElements[]>,
  { epoch, from, durationS, maxElementAgeDays }: GroupWindow,
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
  const chosen = selectSatellites(catalogues.get(group.catalogue) ?? [], group.select);
  if (chosen.length === 0) {
    problems.push({
      path: `${path}.select`,
      value: group.select,
      expected: 'a selection that some object of the catalogue meets',
      message: `no object of ${group.catalogue} passes every filter`,
    });
  } else if (group.select.count !== undefined && chosen.length < group.select.count) {
    problems.push({
      path: `${path}.select.count`,
      value: group.select.count,
      expected: `at most ${chosen.length}`,
      message: `only ${chosen.length} objects of ${group.catalogue} pass the other filters`,
    });
  }
  for (const [fault, found] of Map.groupBy(
    checkElements(chosen, from, durationS, maxElementAgeDays),
    (each) => each.problem,
  )) {
    problems.push({
      path: `${path}.catalogue`,
      value: found.map((each) => `${each.objectName} (${each.catalogueNumber})`),
      expected:
        fault === 'too-old'
          ? `elements at most ${maxElementAgeDays} days from the scenario, or a larger maxElementAgeDays`
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
