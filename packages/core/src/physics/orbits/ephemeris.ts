import type { SimTimeUs } from '../../foundation/index.ts';

/** Where satellites are. */
export interface Ephemeris {
  readonly satelliteCount: number;
  /** Inertial positions at one instant into `out`, [satellite][x, y, z], m. */
  positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void;
}

/** Where satellites are and how they move. */
export interface EphemerisWithVelocities extends Ephemeris {
  /** Inertial velocities at one instant into `out`, [satellite][x, y, z], m/s. */
  velocitiesInertialInto(out: Float64Array, atUs: SimTimeUs): void;
}
