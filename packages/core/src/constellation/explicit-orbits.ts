import { EARTH_EQUATORIAL_RADIUS_M, circularRates } from '../physics/index.ts';
import type { EphemerisWithVelocities } from '../physics/index.ts';
import { circularEphemeris } from './circular-ephemeris.ts';
import { combinedEphemeris } from './combine.ts';
import { padded } from './walker.ts';

/** One circular orbit with the satellites on it: where its plane stands and where they stand in it, at the epoch. */
export interface ExplicitOrbit {
  /** Semi-major axis less the equatorial radius, m. */
  readonly altitudeM: number;
  readonly inclinationRad: number;
  /** Right ascension of the ascending node, rad. */
  readonly nodeRad: number;
  /** Angle of each satellite from the ascending node, rad. */
  readonly argumentsOfLatitudeRad: readonly number[];
}

/** Motion of satellites on explicit orbits, orbit by orbit. Each orbit drifts by its own J2 rates, so different ones move apart. */
export function explicitEphemeris(orbits: readonly ExplicitOrbit[]): EphemerisWithVelocities {
  return combinedEphemeris(
    orbits.map(({ altitudeM, inclinationRad, nodeRad, argumentsOfLatitudeRad }) =>
      circularEphemeris({
        radiusM: EARTH_EQUATORIAL_RADIUS_M + altitudeM,
        inclinationRad,
        rates: circularRates(altitudeM, inclinationRad),
        slots: argumentsOfLatitudeRad.map((argumentOfLatitudeRad) => ({ nodeRad, argumentOfLatitudeRad })),
      }),
    ),
  );
}

/** Ids in the order of the ephemeris: `group-1-07` is orbit 1, slot 7. */
export function explicitIds(groupId: string, orbits: readonly ExplicitOrbit[]): readonly string[] {
  return orbits.flatMap(({ argumentsOfLatitudeRad: { length } }, orbit) =>
    Array.from({ length }, (_, slot) => `${groupId}-${padded(orbit, orbits.length)}-${padded(slot, length)}`),
  );
}
