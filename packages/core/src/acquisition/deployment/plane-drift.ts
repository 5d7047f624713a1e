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
 * node rates. The climb itself, during which it drifts more and more slowly, is left out; it is the same for all planes that are reached so.
 *
 * @returns Infinity where nodes do not part: equal altitudes, or an orbit over the poles.
 */
export function planeDriftDays(nodeShiftRad: number, orbits: DriftOrbits): number {
  return Math.abs(nodeShiftRad) / (Math.abs(driftRadPerS(orbits)) * DAY_S);
}

/** Where the waiting planes go, seen from the working ones: westward is towards smaller node angles. */
export function driftsWestward(orbits: DriftOrbits): boolean {
  return driftRadPerS(orbits) < 0;
}

function driftRadPerS({ parkingAltitudeM, targetAltitudeM, inclinationRad }: DriftOrbits): number {
  return (
    circularRates(parkingAltitudeM, inclinationRad).nodeRadPerS -
    circularRates(targetAltitudeM, inclinationRad).nodeRadPerS
  );
}
