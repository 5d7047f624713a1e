import { daysBetween, radians } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import { J2000 } from './precession.ts';

/**
 * Direction from the Earth to the Sun, unit vector in the mean equator and equinox of date; good to about 0.01 degrees from 1950 to 2050.
 *
 * It serves as it stands in the working frame `inertial`, which has the true equator of the epoch: nutation (below 0.005 degrees) and the
 * precession of a day (below 0.0001 degrees) are inside that error. The Sun's parallax (0.0025 degrees) is left out too.
 *
 * @param out - Three numbers, overwritten.
 * @param at - UTC serves for UT1 and TDB: a minute moves the Sun by 0.0007 degrees.
 * @see [Vallado-2013] algorithm 29.
 */
export function sunDirectionInto(out: Float64Array, at: JulianDate): void {
  const centuries = daysBetween(J2000, at) / 36_525;
  const meanLongitude = radians(280.46 + 36_000.771 * centuries);
  const meanAnomaly = radians(357.5291092 + 35_999.05034 * centuries);
  const eclipticLongitude =
    meanLongitude +
    radians(1.914666471) * Math.sin(meanAnomaly) +
    radians(0.019994643) * Math.sin(2 * meanAnomaly);
  const obliquity = radians(23.439291 - 0.0130042 * centuries);
  out[0] = Math.cos(eclipticLongitude);
  out[1] = Math.cos(obliquity) * Math.sin(eclipticLongitude);
  out[2] = Math.sin(obliquity) * Math.sin(eclipticLongitude);
}
