import { axisRotation, compose, inverse, multiply3, rotation } from '../foundation/index.ts';
import { julianDateAfter, sFromUs } from '../foundation/index.ts';
import type { JulianDate, Rotation, SimTimeUs } from '../foundation/index.ts';
import { earthAngleRad, greenwichMeanSiderealTimeRad } from './earth-rotation.ts';
import type { EarthRotation } from './earth-rotation.ts';
import { equationOfEquinoxesRad, nutation, trueOfDateFromMean } from './nutation.ts';
import type { Nutation } from './nutation.ts';
import { meanOfDateFromJ2000, terrestrialCenturies } from './precession.ts';

/** What is observed of the Earth's rotation and published day by day (IERS Bulletins A and B). A value with a date, passed in. */
export interface EarthOrientation {
  /** UT1 - UTC, s, within ±0.9. */
  readonly ut1MinusUtcS: number;
  /** Pole of rotation in the Earth-fixed axes: x towards Greenwich, y towards 90° west, rad. */
  readonly polarMotionXRad: number;
  readonly polarMotionYRad: number;
  /** Corrections to the nutation of IAU 1980 in longitude and obliquity, rad. */
  readonly dPsiRad: number;
  readonly dEpsilonRad: number;
}

/** Nothing known. Earth-fixed places are then off by up to 0.9 s of rotation (420 m at the equator) and 10 m of polar motion. */
export const NO_EARTH_ORIENTATION: EarthOrientation = {
  ut1MinusUtcS: 0,
  polarMotionXRad: 0,
  polarMotionYRad: 0,
  dPsiRad: 0,
  dEpsilonRad: 0,
};

/**
 * Angle about z by which TEME of date lies behind the working frame, rad: both carry the Greenwich meridian, each at its own angle.
 *
 * It grows by 7e-12 rad/s (precession in right ascension), 0.2 m an hour in low orbit. The pole is held: its own drift, precession 8 cm an
 * hour in low orbit and nutation's short terms up to as much again, is left out.
 */
export function inertialFromTemeAngleRad(earth: EarthRotation, epoch: JulianDate, atUs: SimTimeUs): number {
  return greenwichMeanSiderealTimeRad(julianDateAfter(epoch, sFromUs(atUs))) - earthAngleRad(earth, atUs);
}

/** Turns TEME of date, SGP4's frame, into the working frame: TEME held at the scenario epoch. See `inertialFromTemeAngleRad`. */
export function inertialFromTeme(
  earth: EarthRotation,
  epoch: JulianDate,
  atUs: SimTimeUs,
): Rotation<'inertial', 'teme'> {
  return rotation('inertial', 'teme', axisRotation(3, inertialFromTemeAngleRad(earth, epoch, atUs)));
}

/**
 * Turns TEME of date into Earth-fixed axes by GMST 1982 of UT1, and polar motion. [Vallado-2006] appendix C.
 *
 * Positions only: for a velocity relative to the turning Earth see `turnStatesInPlace`.
 */
export function itrfFromTeme(
  utc: JulianDate,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): Rotation<'itrf', 'teme'> {
  const siderealTimeRad = greenwichMeanSiderealTimeRad(julianDateAfter(utc, orientation.ut1MinusUtcS));
  const polarMotion = multiply3(
    axisRotation(2, -orientation.polarMotionXRad),
    axisRotation(1, -orientation.polarMotionYRad),
  );
  return rotation('itrf', 'teme', multiply3(polarMotion, axisRotation(3, siderealTimeRad)));
}

/**
 * Turns TEME of date into celestial axes by the equation of the equinoxes, nutation IAU 1980 and precession IAU 1976.
 *
 * With the published dPsi and dEpsilon the result is GCRF to about a milliarcsecond (4 cm in low orbit). Without them it is the mean equator
 * and equinox of J2000 of those theories, about 60 milliarcseconds (2 m) from it in these decades.
 *
 * @see [Vallado-2013] §3.7.3; [Vallado-2006] appendix C.
 */
export function gcrfFromTeme(
  utc: JulianDate,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): Rotation<'gcrf', 'teme'> {
  const centuries = terrestrialCenturies(utc);
  const theory = nutation(centuries);
  const corrected: Nutation = {
    ...theory,
    dPsiRad: theory.dPsiRad + orientation.dPsiRad,
    dEpsilonRad: theory.dEpsilonRad + orientation.dEpsilonRad,
  };
  const trueOfDateFromJ2000 = multiply3(trueOfDateFromMean(corrected), meanOfDateFromJ2000(centuries));
  const temeFromTrueOfDate = axisRotation(3, equationOfEquinoxesRad(corrected));
  return inverse(rotation('teme', 'gcrf', multiply3(temeFromTrueOfDate, trueOfDateFromJ2000)));
}

/** Turns the working frame into celestial axes. Errors as in `gcrfFromTeme`, and the drift of the pole since the epoch. */
export function gcrfFromInertial(
  earth: EarthRotation,
  epoch: JulianDate,
  atUs: SimTimeUs,
  orientation: EarthOrientation = NO_EARTH_ORIENTATION,
): Rotation<'gcrf', 'inertial'> {
  const gcrfFromTemeOfDate = gcrfFromTeme(julianDateAfter(epoch, sFromUs(atUs)), orientation);
  return compose(gcrfFromTemeOfDate, inverse(inertialFromTeme(earth, epoch, atUs)));
}
