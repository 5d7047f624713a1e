import { TWO_PI, axisRotation, daysBetween, rotation, sFromUs, wrapTwoPi } from '../foundation/index.ts';
import type { JulianDate, Rotation, SimTimeUs } from '../foundation/index.ts';
import { EARTH_ROTATION_RAD_PER_S } from './earth.ts';

/** How the Earth stands against the inertial axes of the scenario epoch. */
export interface EarthRotation {
  /** Greenwich mean sidereal time at the epoch, rad. */
  readonly angleAtEpochRad: number;
}

const J2000: JulianDate = { dayJd: 2451544.5, dayShare: 0.5 };

/** Greenwich mean sidereal time, rad in [0, 2π), IAU 1982. [Vallado-2013] eq. 3-47. */
export function greenwichMeanSiderealTimeRad(ut1: JulianDate): number {
  const centuries = daysBetween(J2000, ut1) / 36_525;
  const seconds =
    67_310.54841 +
    (876_600 * 3600 + 8_640_184.812866) * centuries +
    0.093104 * centuries * centuries -
    6.2e-6 * centuries * centuries * centuries;
  return wrapTwoPi(((seconds % 86_400) * TWO_PI) / 86_400);
}

/** The Earth's rotation for a scenario that starts at `epochUt1` (UTC serves: 0.9 s of difference at most, 465 m at the equator per second). */
export function earthRotationFrom(epochUt1: JulianDate): EarthRotation {
  return { angleAtEpochRad: greenwichMeanSiderealTimeRad(epochUt1) };
}

/** Angle from the inertial x axis to the Greenwich meridian at an instant, rad, not wrapped. */
export function earthAngleRad(earth: EarthRotation, atUs: SimTimeUs): number {
  return earth.angleAtEpochRad + EARTH_ROTATION_RAD_PER_S * sFromUs(atUs);
}

export function itrfFromInertial(earth: EarthRotation, atUs: SimTimeUs): Rotation<'itrf', 'inertial'> {
  return rotation('itrf', 'inertial', axisRotation(3, earthAngleRad(earth, atUs)));
}
