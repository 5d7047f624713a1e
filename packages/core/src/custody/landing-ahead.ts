import type { GroundPoint } from '../physics/index.ts';

/** Where one way of going on brings an object down. */
export interface LandingAhead extends GroundPoint {
  /** From now to the ground, s. */
  readonly afterS: number;
  /** Probability of this way; of all ways together at most 1, the rest does not come down. */
  readonly prob: number;
}
