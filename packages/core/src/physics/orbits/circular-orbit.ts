import { TWO_PI } from '../../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_J2, EARTH_MU_M3_PER_S2 } from '../earth.ts';

/** How fast a circular orbit turns. */
export interface CircularRates {
  /** Drift of the ascending node, rad/s; negative is westward. */
  readonly nodeRadPerS: number;
  /** Argument of latitude, node to node, rad/s. */
  readonly argumentOfLatitudeRadPerS: number;
}

/** Two-body period of a circular orbit, s. [Vallado-2013] eq. 1-27. */
export function circularPeriodS(radiusM: number): number {
  return TWO_PI * Math.sqrt(radiusM ** 3 / EARTH_MU_M3_PER_S2);
}

/** Rates of a circular orbit about a point mass: the node stands still. */
export function twoBodyRates(radiusM: number): CircularRates {
  return { nodeRadPerS: 0, argumentOfLatitudeRadPerS: TWO_PI / circularPeriodS(radiusM) };
}

/**
 * Secular rates of a circular orbit under J2, first order. [Vallado-2013] eqs. 9-37 to 9-41 with e = 0.
 *
 * The mean motion is that of the semi-major axis; J2 squared (about 0.1 % of the drift) and everything else is left out.
 *
 * @param altitudeM - Semi-major axis less the equatorial radius, m.
 */
export function circularRates(altitudeM: number, inclinationRad: number): CircularRates {
  const semiMajorAxisM = EARTH_EQUATORIAL_RADIUS_M + altitudeM;
  const meanMotion = TWO_PI / circularPeriodS(semiMajorAxisM);
  const factor = 1.5 * EARTH_J2 * (EARTH_EQUATORIAL_RADIUS_M / semiMajorAxisM) ** 2;
  const sine2 = Math.sin(inclinationRad) ** 2;
  const perigeeShare = factor * (2 - 2.5 * sine2);
  const anomalyShare = factor * (1 - 1.5 * sine2);
  return {
    nodeRadPerS: -factor * meanMotion * Math.cos(inclinationRad),
    argumentOfLatitudeRadPerS: meanMotion * (1 + perigeeShare + anomalyShare),
  };
}
