import type { SimTimeUs } from '../../foundation/index.ts';

/** Where satellites are. */
export interface Ephemeris {
  readonly satelliteCount: number;
  /** Inertial positions at one instant into `out`, [satellite][x, y, z], m. */
  positionsInertialInto(out: Float64Array, atUs: SimTimeUs): void;
}
