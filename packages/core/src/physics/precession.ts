import { axisRotation, daysBetween, multiply3, radians } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';

/** 2000 January 1, 12:00, the epoch of the published series. */
export const J2000: JulianDate = { dayJd: 2451544.5, dayShare: 0.5 };

/** One second of arc, rad. */
export const ARCSECOND_RAD: number = radians(1 / 3600);

/**
 * TT - UTC since 2017, s: 37 leap seconds and 32.184 s (IERS Bulletin C). Earlier dates are off by the leap seconds between, up to 27 s
 * since 1972: less than 0.1 milliarcseconds (3 mm in low orbit) of precession and nutation, so no leap-second table is needed here.
 */
const TT_MINUS_UTC_S = 69.184;

/** Julian centuries of terrestrial time from J2000 to a UTC instant. */
export function terrestrialCenturies(utc: JulianDate): number {
  return (daysBetween(J2000, utc) + TT_MINUS_UTC_S / 86_400) / 36_525;
}

/**
 * Turns mean equator and equinox of J2000 into those of date, row by row. IAU 1976.
 *
 * Lengths of arc in seconds, `centuries` of TT (TDB) from J2000; meant for the two centuries around it.
 *
 * @see [Lieske-1977]; [Vallado-2013] eqs. 3-88, 3-89.
 */
export function meanOfDateFromJ2000(centuries: number): Float64Array {
  const t = centuries;
  const zeta = (2306.2181 + (0.30188 + 0.017998 * t) * t) * t * ARCSECOND_RAD;
  const theta = (2004.3109 - (0.42665 + 0.041833 * t) * t) * t * ARCSECOND_RAD;
  const z = (2306.2181 + (1.09468 + 0.018203 * t) * t) * t * ARCSECOND_RAD;
  return multiply3(axisRotation(3, -z), multiply3(axisRotation(2, theta), axisRotation(3, -zeta)));
}
