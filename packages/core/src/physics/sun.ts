import { radians } from '../foundation/index.ts';
import { daysBetween } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';

const J2000: JulianDate = { dayJd: 2451544.5, dayShare: 0.5 };

/**
 * Direction from the Earth to the Sun, unit vector in the mean equator and equinox of date; good to 0.01 degrees from 1950 to 2050.
 *
 * The working frame `inertial` has the true equator of the epoch; the difference (nutation, below 0.005 degrees) is inside that error.
 *
 * @see [Vallado-2013] algorithm 29.
 */
export function sunDirectionInto(out: Float64Array, at: JulianDate): void {
  const centuries = daysBetween(J2000, at) / 36_525;
  const meanLongitude = radians(280.46 + 36_000.771 * centuries);
  const meanAnomaly = radians(357.5291092 + 35_999.05034 * centuries);
  const eclipticLongitude =
    meanLongitude + radians(1.914666471) * Math.sin(meanAnomaly) + radians(0.019994643) * Math.sin(2 * meanAnomaly);
  const obliquity = radians(23.439291 - 0.0130042 * centuries);
  out[0] = Math.cos(eclipticLongitude);
  out[1] = Math.cos(obliquity) * Math.sin(eclipticLongitude);
  out[2] = Math.sin(obliquity) * Math.sin(eclipticLongitude);
}
