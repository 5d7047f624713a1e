import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId } from './track.ts';

/**
 * Who reports what next: the named channels send down their detections of one object while the tasking holds. The object is
 * described by its predicted motion, from which a satellite works out where to look.
 */
export interface Tasking {
  readonly trackId: TrackId;
  readonly issuedAtUs: SimTimeUs;
  readonly validFromUs: SimTimeUs;
  readonly validUntilUs: SimTimeUs;
  readonly channelIndices: readonly number[];
  /** Predicted inertial position, m, and velocity, m/s, on the whole seconds from `validFromUs`: [second][6], row-major. */
  readonly predictedInertial: readonly number[];
  /** Half-angle of the window around the predicted direction, rad, as seen from 1,000 km; it shrinks with range. */
  readonly positionUncertaintyM: number;
}
