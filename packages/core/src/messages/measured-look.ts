import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId } from './track.ts';

/** A detection that a track took, with all that is needed to weigh it again: from where, in which direction, how well. Inertial. */
export interface MeasuredLook {
  readonly trackId: TrackId;
  /** Of the satellite that looked. */
  readonly satelliteId: string;
  readonly scanAtUs: SimTimeUs;
  /** Position of the satellite, m: three numbers. */
  readonly satelliteM: Float64Array;
  /** Unit vector to the target as it was one light time before: three numbers. */
  readonly los: Float64Array;
  /** One-sigma noise of each of the two angles across the line of sight, rad. */
  readonly sigmaRad: number;
  /** Infinite when the direction points at the target as it was at the scan itself, m/s. */
  readonly lightSpeedMPerS: number;
}
