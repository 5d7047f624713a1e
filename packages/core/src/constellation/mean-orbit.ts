import { daysBetween, degrees, radians } from '../foundation/index.ts';
import type { JulianDate } from '../foundation/index.ts';
import { EARTH_EQUATORIAL_RADIUS_M, EARTH_MU_M3_PER_S2, circularRates } from '../physics/index.ts';
import type { MeanElements } from './mean-elements.ts';

/** Semi-major axis less the equatorial radius, km, from the mean motion. */
export function altitudeKmOf(elements: MeanElements): number {
  const meanMotionRadPerS = (elements.meanMotionRevPerDay * 2 * Math.PI) / 86_400;
  return (Math.cbrt(EARTH_MU_M3_PER_S2 / meanMotionRadPerS ** 2) - EARTH_EQUATORIAL_RADIUS_M) / 1000;
}

/** Right ascension of the ascending node at another instant, [0, 360), by the secular drift of J2, first order. [Vallado-2013] §9.6 */
export function nodeDegAt(elements: MeanElements, at: JulianDate): number {
  const { eccentricity, inclinationDeg, nodeDeg } = elements;
  const circular = circularRates(altitudeKmOf(elements) * 1000, radians(inclinationDeg));
  const driftDegPerDay = (degrees(circular.nodeRadPerS) * 86_400) / (1 - eccentricity ** 2) ** 2;
  const node = (nodeDeg + driftDegPerDay * daysBetween(elements.epoch, at)) % 360;
  return node < 0 ? node + 360 : node;
}

/** The last of the epochs; `null` of none. */
export function newestEpoch(elements: readonly MeanElements[]): JulianDate | null {
  let newest: JulianDate | null = null;
  for (const { epoch } of elements) {
    if (newest === null || daysBetween(newest, epoch) > 0) newest = epoch;
  }
  return newest;
}
