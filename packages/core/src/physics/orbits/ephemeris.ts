import type { SimTimeUs } from '../../foundation/index.ts';

/** Where satellites are. */
export interface Ephemeris {
  readonly satelliteCount: number;
  /** Inertial positions at one instant into `out`, [satellite][x, y, z], m. */
  positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void;
}

/** Neighbouring satellites of an ephemeris: `count` of them from index `first`. */
export interface SatelliteRange {
  readonly first: number;
  readonly count: number;
}

/** Where satellites are and how they move. */
export interface EphemerisWithVelocities extends Ephemeris {
  /**
   * Inertial states of a range of satellites at one instant into `out`, [satellite of the range][x, y, z, vx, vy, vz], m and m/s. A range,
   * so that who needs satellite after satellite over time pays for no others.
   */
  statesInertialInto(out: Float64Array, atUs: SimTimeUs, range: SatelliteRange): void;
}
