import { EARTH_ROTATION_RAD_PER_S, greenwichMeanSiderealTimeRad } from '../physics/index.ts';
import type { Ephemeris } from '../physics/index.ts';
import { assert, julianDateAfter, sFromUs } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import type { MeanElements } from './mean-elements.ts';
import { sgp4Into, sgp4Orbit } from './sgp4.ts';

/**
 * Motion of catalogued satellites by SGP4, turned from TEME of date into the inertial frame of the scenario epoch: both have the Greenwich
 * meridian at their own angle, so the turn about z is the difference of the two. The pole's own drift, 8 cm an hour, is left out.
 *
 * The element sets must have passed `checkElements` for the time asked: a decayed orbit stops the program instead of standing at zero.
 */
export function catalogueEphemeris(elements: readonly MeanElements[], epoch: JulianDate): Ephemeris {
  const orbits = elements.map(sgp4Orbit);
  const angleAtEpochRad = greenwichMeanSiderealTimeRad(epoch);
  const state = new Float64Array(6);
  return {
    satelliteCount: orbits.length,
    positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void {
      const at = julianDateAfter(epoch, sFromUs(atUs));
      const turn = angleAtEpochRad + EARTH_ROTATION_RAD_PER_S * sFromUs(atUs) - greenwichMeanSiderealTimeRad(at);
      const cosTurn = Math.cos(turn);
      const sinTurn = Math.sin(turn);
      orbits.forEach((orbit, index) => {
        assert(sgp4Into(state, orbit, at), `${orbit.elements.objectName} is in orbit, as was checked`);
        out[3 * index] = cosTurn * state[0]! - sinTurn * state[1]!;
        out[3 * index + 1] = sinTurn * state[0]! + cosTurn * state[1]!;
        out[3 * index + 2] = state[2]!;
      });
    },
  };
}
