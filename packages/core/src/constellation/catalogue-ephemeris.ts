import { assert, daysBetween, julianDateAfter, present, sFromUs } from '../foundation/index.ts';
import type { JulianDate, SimTimeUs } from '../foundation/index.ts';
import { earthRotationFrom, inertialFromTemeAngleRad } from '../physics/index.ts';
import type { EphemerisWithVelocities, SatelliteRange } from '../physics/index.ts';
import type { MeanElements } from './mean-elements.ts';
import { nearEarthInto, nearEarthTable } from './near-earth.ts';
import { sgp4Into, sgp4MinutesInto, sgp4Orbit } from './sgp4.ts';
import type { Sgp4Orbit } from './sgp4.ts';

/**
 * Motion of catalogued satellites by SGP4, turned from TEME of date into the inertial frame of the scenario epoch (`inertialFromTeme`; the
 * pole's own drift, 8 cm an hour, is left out).
 *
 * Velocities are turned by the same angle; that it grows by 7e-12 rad/s (0.05 mm/s in low orbit) is left out.
 *
 * The element sets must have passed `checkElements` for the time asked: a decayed orbit stops the program instead of standing at zero.
 */
export function catalogueEphemeris(
  elements: readonly MeanElements[],
  epoch: JulianDate,
): EphemerisWithVelocities {
  const orbits = elements.map((each) => sgp4Orbit(each));
  const earth = earthRotationFrom(epoch);
  const minutesAtEpoch = Float64Array.from(elements, (each) => 1440 * daysBetween(each.epoch, epoch));
  // Deep-space orbits keep their place in the table with constants that are never used.
  const table = nearEarthTable(orbits.map((orbit) => orbit.satrec));
  const isNearEarth = Uint8Array.from(orbits, (orbit) => (orbit.satrec.method === 'n' ? 1 : 0));
  const state = new Float64Array(6);
  const temeInto = (orbit: Sgp4Orbit, at: JulianDate): void => {
    if (!sgp4Into(state, orbit, at))
      assert(false, `${orbit.elements.objectName} is in orbit, as was checked`);
  };
  return {
    satelliteCount: orbits.length,
    positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void {
      const minutes = sFromUs(atUs) / 60;
      const angleRad = inertialFromTemeAngleRad(earth, epoch, atUs);
      const c = Math.cos(angleRad);
      const s = Math.sin(angleRad);
      for (let index = 0; index < orbits.length; index++) {
        const minutesSinceEpoch = minutesAtEpoch[index]! + minutes;
        const isInOrbit =
          isNearEarth[index] === 1
            ? nearEarthInto(state, 0, table, index, minutesSinceEpoch)
            : sgp4MinutesInto(state, orbits[index]!, minutesSinceEpoch);
        if (!isInOrbit) assert(false, `${orbits[index]!.elements.objectName} is in orbit, as was checked`);
        out[3 * index] = c * state[0]! + s * state[1]!;
        out[3 * index + 1] = c * state[1]! - s * state[0]!;
        out[3 * index + 2] = state[2]!;
      }
    },
    statesInertialInto(out: Float64Array, atUs: SimTimeUs, { first, count }: SatelliteRange): void {
      const at = julianDateAfter(epoch, sFromUs(atUs));
      const angleRad = inertialFromTemeAngleRad(earth, epoch, atUs);
      const c = Math.cos(angleRad);
      const s = Math.sin(angleRad);
      for (let index = 0; index < count; index++) {
        temeInto(present(orbits[first + index]), at);
        const to = 6 * index;
        out[to] = c * state[0]! + s * state[1]!;
        out[to + 1] = c * state[1]! - s * state[0]!;
        out[to + 2] = state[2]!;
        out[to + 3] = c * state[3]! + s * state[4]!;
        out[to + 4] = c * state[4]! - s * state[3]!;
        out[to + 5] = state[5]!;
      }
    },
  };
}
