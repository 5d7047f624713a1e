import { TWO_PI, radians, julianDateAfter, sFromUs } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import {
  elementsOfCircular,
  explicitIds,
  selectSatellites,
  walkerIds,
  walkerSlot,
} from '../constellation/index.ts';
import type { CircularPlace, MeanElements } from '../constellation/index.ts';
import { circularRates } from '../physics/index.ts';
import type { SatelliteGroup } from '../scenario/index.ts';

/** Mean elements of one satellite of a scenario, under the id it has there. */
export interface NamedElements {
  readonly id: string;
  readonly elements: MeanElements;
}

/** Numbers of analyst objects, which no catalogue gives to anything launched: for designed satellites while they suffice ... */
const FIRST_DESIGNED = 80_001;
const LAST_DESIGNED = 89_999;
/** ... and from here on after that, in nine digits, which element sets of two lines cannot hold. */
const FIRST_NINE_DIGITS = 800_000_001;

/**
 * Mean elements of all satellites of a scenario's groups: those of a catalogue as they stand there, designed ones as `elementsOfCircular` finds them at
 * an instant. An object of a catalogue that several groups use is there once.
 *
 * @param atUs - Epoch of the elements of designed satellites.
 */
export function scenarioElements(
  groups: readonly SatelliteGroup[],
  catalogues: ReadonlyMap<string, readonly MeanElements[]>,
  epoch: JulianDate,
  atUs: SimTimeUs,
): readonly NamedElements[] {
  const catalogued = new Map<number, NamedElements>();
  for (const group of groups) {
    if (group.walker !== undefined || group.orbits !== undefined) continue;
    for (const elements of selectSatellites(catalogues.get(group.catalogue) ?? [], group.select)) {
      const { catalogueNumber } = elements;
      if (!catalogued.has(catalogueNumber))
        catalogued.set(catalogueNumber, { id: `${group.id}-${catalogueNumber}`, elements });
    }
  }
  const number = numbersBut(catalogued);
  const designed = groups.flatMap((group) =>
    placesOf(group, epoch, atUs).map(({ id, place }) => {
      const named = { objectName: id, objectId: '', catalogueNumber: number() };
      return { id, elements: elementsOfCircular(place, named) };
    }),
  );
  return [...designed, ...catalogued.values()];
}

/** Numbers for designed satellites, one after the other, without those that objects have. */
function numbersBut(taken: ReadonlyMap<number, unknown>): () => number {
  let next = FIRST_DESIGNED;
  return () => {
    while (taken.has(next)) next++;
    if (next === LAST_DESIGNED + 1) next = FIRST_NINE_DIGITS;
    return next++;
  };
}

interface NamedPlace {
  readonly id: string;
  readonly place: CircularPlace;
}

/** Where the designed satellites of a group are at an instant; none of a catalogue's. */
function placesOf(group: SatelliteGroup, epoch: JulianDate, atUs: SimTimeUs): readonly NamedPlace[] {
  const at = julianDateAfter(epoch, sFromUs(atUs));
  const carried = (
    id: string,
    orbit: Pick<CircularPlace, 'altitudeM' | 'inclinationRad' | 'nodeRad' | 'argumentOfLatitudeRad'>,
  ): NamedPlace => {
    const rates = circularRates(orbit.altitudeM, orbit.inclinationRad);
    const nodeRad = orbit.nodeRad + rates.nodeRadPerS * sFromUs(atUs);
    const argumentOfLatitudeRad =
      (orbit.argumentOfLatitudeRad + rates.argumentOfLatitudeRadPerS * sFromUs(atUs)) % TWO_PI;
    return { id, place: { ...orbit, nodeRad, argumentOfLatitudeRad, at } };
  };
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
    const perPlane = count / planes;
    return walkerIds(group.id, shell).map((id, index) =>
      carried(id, { ...shell, ...walkerSlot(shell, Math.floor(index / perPlane), index % perPlane) }),
    );
  }
  if (group.orbits !== undefined) {
    const orbits = group.orbits.map((orbit) => ({
      altitudeM: orbit.altitudeKm * 1000,
      inclinationRad: radians(orbit.inclinationDeg),
      nodeRad: radians(orbit.nodeDeg),
      argumentsOfLatitudeRad: orbit.argumentOfLatitudeDeg.map(radians),
    }));
    const ids = explicitIds(group.id, orbits);
    const places = orbits.flatMap((orbit) =>
      orbit.argumentsOfLatitudeRad.map((argumentOfLatitudeRad) => ({ ...orbit, argumentOfLatitudeRad })),
    );
    return places.map((orbit, index) => carried(ids[index] ?? '', orbit));
  }
  return [];
}
