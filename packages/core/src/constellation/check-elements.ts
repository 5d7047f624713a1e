import { daysBetween, julianDateAfter } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M } from '../physics/index.ts';
import type { MeanElements } from './mean-elements.ts';
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

/** Every element set that is too far in time from the interval, or whose orbit has decayed within it. */
export function checkElements(
  elements: readonly MeanElements[],
  epoch: JulianDate,
  durationS: number,
  maxAgeDays: number,
): readonly ElementProblem[] {
  const end = julianDateAfter(epoch, durationS);
  const state = new Float64Array(6);
  return elements.flatMap((each): ElementProblem[] => {
    const name = { objectName: each.objectName, catalogueNumber: each.catalogueNumber };
    const ageDays = Math.max(daysBetween(each.epoch, end), daysBetween(epoch, each.epoch));
    if (ageDays > maxAgeDays) {
      return [{ ...name, problem: 'too-old', detail: `its elements are ${Math.round(ageDays)} days from the scenario` }];
    }
    const orbit = sgp4Orbit(each);
    for (const at of [epoch, end]) {
      const heightM = sgp4Into(state, orbit, at)
        ? Math.hypot(state[0]!, state[1]!, state[2]!) - EARTH_EQUATORIAL_RADIUS_M
        : Number.NaN;
      if (!(heightM > DECAY_HEIGHT_M)) {
        const where = Number.isNaN(heightM) ? 'SGP4 refuses it' : `it is ${Math.round(heightM / 1000)} km high`;
        return [{ ...name, problem: 'decayed', detail: `its orbit has decayed within the scenario: ${where}` }];
      }
    }
    return [];
  });
}
