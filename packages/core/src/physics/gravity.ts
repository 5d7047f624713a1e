import { EARTH_EQUATORIAL_RADIUS_M, EARTH_J2, EARTH_MU_M3_PER_S2 } from './earth.ts';

/** Third zonal harmonic, unnormalised. EGM96; [Vallado-2013] table D-5. */
export const EARTH_J3 = -2.53265649e-6;
/** Fourth zonal harmonic, unnormalised. EGM96; [Vallado-2013] table D-5. */
export const EARTH_J4 = -1.61962159e-6;

/** How far the zonal series of the Earth's field is taken: 2 is J2 alone, 4 is J2, J3 and J4. */
export type ZonalDegree = 2 | 4;

/**
 * Gravity of the Earth at a point, m/s², into `out[0..2]`: point mass and zonal harmonics.
 *
 * Valid in any frame whose z axis is the Earth's axis (inertial of date and Earth-fixed alike). Sectoral and tesseral terms, the Moon and
 * the Sun are left out (below 1e-4 m/s² in low orbit). Not defined at the centre.
 *
 * @see [Vallado-2013] §8.7.1 (gradient of eq. 8-19).
 */
export function gravityInto(
  out: Float64Array,
  xM: number,
  yM: number,
  zM: number,
  degree: ZonalDegree,
): void {
  const r2 = xM * xM + yM * yM + zM * zM;
  const r = Math.sqrt(r2);
  const central = EARTH_MU_M3_PER_S2 / (r2 * r);
  const s2 = (zM * zM) / r2;
  const radiusRatio2 = (EARTH_EQUATORIAL_RADIUS_M * EARTH_EQUATORIAL_RADIUS_M) / r2;
  const j2 = 1.5 * EARTH_J2 * radiusRatio2;
  let across = 1 + j2 * (1 - 5 * s2);
  let along = 1 + j2 * (3 - 5 * s2);
  let axialM = 0;
  if (degree === 4) {
    const ratioPerM = (EARTH_EQUATORIAL_RADIUS_M * radiusRatio2) / r2;
    const j3 = 2.5 * EARTH_J3 * ratioPerM * zM;
    const j4 = 1.875 * EARTH_J4 * radiusRatio2 * radiusRatio2;
    across += j3 * (3 - 7 * s2) - j4 * (1 - 14 * s2 + 21 * s2 * s2);
    along += j3 * (6 - 7 * s2) - j4 * (5 - (70 / 3) * s2 + 21 * s2 * s2);
    axialM = 1.5 * EARTH_J3 * ratioPerM * r2;
  }
  out[0] = -central * xM * across;
  out[1] = -central * yM * across;
  out[2] = -central * (zM * along - axialM);
}

/** Potential energy per mass in the same field, m²/s²; negative, zero at infinity. [Vallado-2013] eq. 8-19. */
export function gravityPotentialM2PerS2(xM: number, yM: number, zM: number, degree: ZonalDegree): number {
  const r = Math.sqrt(xM * xM + yM * yM + zM * zM);
  const s = zM / r;
  const ratio = EARTH_EQUATORIAL_RADIUS_M / r;
  let series = 1 - EARTH_J2 * ratio * ratio * (1.5 * s * s - 0.5);
  if (degree === 4) {
    series -= EARTH_J3 * ratio ** 3 * (2.5 * s * s - 1.5) * s;
    series -= EARTH_J4 * ratio ** 4 * (4.375 * s ** 4 - 3.75 * s * s + 0.375);
  }
  return -(EARTH_MU_M3_PER_S2 / r) * series;
}
