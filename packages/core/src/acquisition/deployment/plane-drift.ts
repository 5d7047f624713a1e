import { circularRates } from '../../physics/index.ts';

const DAY_S = 86_400;

/** Two circular orbits of one inclination: where satellites wait, and where they work. Altitudes: semi-major axis less 6378.137 km. */
export interface DriftOrbits {
  readonly parkingAltitudeM: number;
  readonly targetAltitudeM: number;
  readonly inclinationRad: number;
}

/**
 * Days a plane takes to drift by an angle against the planes it is meant for, by the Earth's oblateness alone: angle over the difference of the two
 * node rates. The climb itself, during which it drifts more and more slowly, is left out.
 *
 * @returns Infinity where nodes do not part: equal altitudes, or an orbit over the poles.
 */
export function planeDriftDays(nodeShiftRad: number, orbits: DriftOrbits): number {
  const parking = circularRates(orbits.parkingAltitudeM, orbits.inclinationRad).nodeRadPerS;
  const target = circularRates(orbits.targetAltitudeM, orbits.inclinationRad).nodeRadPerS;
  return Math.abs(nodeShiftRad) / (Math.abs(parking - target) * DAY_S);
}
