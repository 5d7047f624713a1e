import { TWO_PI, axisRotation, multiply3 } from '../foundation/index.ts';
import { NUTATION_TERMS, NUTATION_TERM_LENGTH } from './nutation-terms.ts';
import { ARCSECOND_RAD } from './precession.ts';

/** Where the true pole and equinox of date stand against the mean ones. */
export interface Nutation {
  /** Nutation in longitude, rad. */
  readonly dPsiRad: number;
  /** Nutation in obliquity, rad. */
  readonly dEpsilonRad: number;
  /** Mean obliquity of the ecliptic, rad. */
  readonly meanObliquityRad: number;
  /** Longitude of the Moon's mean ascending node, rad. */
  readonly moonNodeRad: number;
}

/** The series is in units of 0.1 milliarcseconds. */
const SERIES_UNIT_RAD: number = 1e-4 * ARCSECOND_RAD;

/** Angle of a Delaunay argument: whole turns and seconds of arc per century apart, so that no digit is lost. */
function argumentRad(turnsPerCentury: number, arcseconds: number, centuries: number): number {
  return ((turnsPerCentury * centuries) % 1) * TWO_PI + arcseconds * ARCSECOND_RAD;
}

/**
 * Nutation of date, IAU 1980, all 106 published terms: nothing is truncated, and the series itself is rounded at 0.1 milliarcseconds.
 *
 * The model differs from the observed pole by up to about 60 milliarcseconds (2 m in low orbit) in these decades; the published
 * corrections dPsi and dEpsilon of the date remove that.
 *
 * @param centuries - Julian centuries of TT from J2000.
 * @see [Seidelmann-1982]; [Vallado-2013] eqs. 3-81 to 3-83.
 */
export function nutation(centuries: number): Nutation {
  const t = centuries;
  const moonAnomaly = argumentRad(1325, 485_866.733 + (715_922.633 + (31.31 + 0.064 * t) * t) * t, t);
  const sunAnomaly = argumentRad(99, 1_287_099.804 + (1_292_581.224 - (0.577 + 0.012 * t) * t) * t, t);
  const moonLatitude = argumentRad(1342, 335_778.877 + (295_263.137 - (13.257 - 0.011 * t) * t) * t, t);
  const elongation = argumentRad(1236, 1_072_261.307 + (1_105_601.328 - (6.891 - 0.019 * t) * t) * t, t);
  const moonNodeRad = argumentRad(-5, 450_160.28 - (482_890.539 - (7.455 + 0.008 * t) * t) * t, t);
  let dPsi = 0;
  let dEpsilon = 0;
  for (let row = NUTATION_TERMS.length - NUTATION_TERM_LENGTH; row >= 0; row -= NUTATION_TERM_LENGTH) {
    const argument =
      NUTATION_TERMS[row]! * moonAnomaly +
      NUTATION_TERMS[row + 1]! * sunAnomaly +
      NUTATION_TERMS[row + 2]! * moonLatitude +
      NUTATION_TERMS[row + 3]! * elongation +
      NUTATION_TERMS[row + 4]! * moonNodeRad;
    dPsi += (NUTATION_TERMS[row + 5]! + NUTATION_TERMS[row + 6]! * t) * Math.sin(argument);
    dEpsilon += (NUTATION_TERMS[row + 7]! + NUTATION_TERMS[row + 8]! * t) * Math.cos(argument);
  }
  return {
    dPsiRad: dPsi * SERIES_UNIT_RAD,
    dEpsilonRad: dEpsilon * SERIES_UNIT_RAD,
    meanObliquityRad: (84_381.448 - (46.815 + (0.00059 - 0.001813 * t) * t) * t) * ARCSECOND_RAD,
    moonNodeRad,
  };
}

/** Turns mean equator and equinox of date into the true ones, row by row. [Vallado-2013] eq. 3-86. */
export function trueOfDateFromMean({ dPsiRad, dEpsilonRad, meanObliquityRad }: Nutation): Float64Array {
  return multiply3(
    axisRotation(1, -meanObliquityRad - dEpsilonRad),
    multiply3(axisRotation(3, -dPsiRad), axisRotation(1, meanObliquityRad)),
  );
}

/**
 * Equation of the equinoxes, rad: right ascension of the mean equinox in the true axes. With the two small terms in the Moon's node in
 * force since 1997. [McCarthy-1996] chapter 5; [Vallado-2013] eq. 3-79.
 */
export function equationOfEquinoxesRad({ dPsiRad, meanObliquityRad, moonNodeRad }: Nutation): number {
  return (
    dPsiRad * Math.cos(meanObliquityRad) +
    (0.00264 * Math.sin(moonNodeRad) + 0.000063 * Math.sin(2 * moonNodeRad)) * ARCSECOND_RAD
  );
}
