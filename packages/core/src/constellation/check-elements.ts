import { daysBetween, julianDateAfter } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../physics/index.ts';
import type { MeanElements } from './mean-elements.ts';
import { altitudeKmOf } from './select-satellites.ts';
import { sgp4Into, sgp4Orbit } from './sgp4.ts';

/** What forbids the use of an element set, by the object's name. */
export interface ElementProblem {
  readonly objectName: string;
  readonly catalogueNumber: number;
  readonly problem: 'too-old' | 'decayed';
  readonly detail: string;
}

/** Nothing stays in orbit below this, m. */
const DECAY_HEIGHT_M = 120_000;

/** Elements further than this from the scenario are refused unless told otherwise, days. */
export const DEFAULT_MAX_AGE_DAYS = 30;

/**
 * Every element set that is too far in time from the interval, and every orbit that has decayed at its start or its end: SGP4 refuses it, or
 * finds it below 120 km, or it goes through the Earth. One object can have both faults.
 *
 * @param epoch - Start of the interval.
 * @param maxAgeDays - Allowed distance from the element epoch to the far end of the interval, before it or after.
 */
export function checkElements(
  elements: readonly MeanElements[],
  epoch: JulianDate,
  durationS: number,
  maxAgeDays: number = DEFAULT_MAX_AGE_DAYS,
): readonly ElementProblem[] {
  const end = julianDateAfter(epoch, durationS);
  return elements.flatMap((each) => {
    const { objectName, catalogueNumber } = each;
    const problems: ElementProblem[] = [];
    const ageDays = Math.max(daysBetween(each.epoch, end), daysBetween(epoch, each.epoch));
    if (ageDays > maxAgeDays) {
      const detail = `its elements are ${Math.round(ageDays)} days from the scenario`;
      problems.push({ objectName, catalogueNumber, problem: 'too-old', detail });
    }
    const decay = decayOf(each, [epoch, end]);
    if (decay !== null) problems.push({ objectName, catalogueNumber, problem: 'decayed', detail: decay });
    return problems;
  });
}

/** How the orbit is seen to have decayed at one of the instants; null when it has not. */
function decayOf(elements: MeanElements, instants: readonly JulianDate[]): string | null {
  const orbit = sgp4Orbit(elements);
  const state = new Float64Array(6);
  for (const at of instants) {
    const prefix = 'its orbit has decayed within the scenario';
    if (!sgp4Into(state, orbit, at)) return `${prefix}: SGP4 refuses it`;
    const heightM = Math.hypot(state[0]!, state[1]!, state[2]!) - EARTH_EQUATORIAL_RADIUS_M;
    if (heightM < DECAY_HEIGHT_M) return `${prefix}: it is ${Math.round(heightM / 1000)} km high`;
  }
  const perigeeKm =
    altitudeKmOf(elements) -
    elements.eccentricity * (altitudeKmOf(elements) + EARTH_EQUATORIAL_RADIUS_M / 1000);
  if (perigeeKm < 0)
    return `its orbit goes through the Earth: its perigee lies ${Math.round(-perigeeKm)} km deep`;
  return null;
}
