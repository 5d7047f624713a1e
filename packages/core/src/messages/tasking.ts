import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId } from './track.ts';

/**
 * Who reports what next: the named channels send down their detections of one object while the tasking holds, and narrow fields are pointed at
 * it when their planned looks say so. The object is described by its predicted motion, from which a satellite works out where to look.
 */
export interface Tasking {
  readonly trackId: TrackId;
  readonly issuedAtUs: SimTimeUs;
  readonly validFromUs: SimTimeUs;
  readonly validUntilUs: SimTimeUs;
  /** Narrow fields first, then the others, the most telling first. */
  readonly channelIndices: readonly number[];
  /** Who looks at the object next and when, soonest first; the same channels as above. */
  readonly looks: readonly PlannedLook[];
  /** Predicted inertial position, m, and velocity, m/s, on the whole seconds from `validFromUs`: [second][6], row-major. */
  readonly predictedInertial: readonly number[];
  /** Half-angle of the window around the predicted direction, rad, as seen from 1,000 km; it shrinks with range. */
  readonly positionUncertaintyM: number;
}

/** One stretch of time in which a channel is to look at an object. */
export interface PlannedLook {
  readonly channelIndex: number;
  /** When a narrow field is to start turning to the object, which it then follows; null of a channel that looks there anyway. */
  readonly steerUs: SimTimeUs | null;
  /** The first frame that should show it. */
  readonly fromUs: SimTimeUs;
  readonly untilUs: SimTimeUs;
  /** When its limits (Earth, edge of the field, limb, Sun, range) will no longer take the object; null: not within a minute. */
  readonly losesAtUs: SimTimeUs | null;
}
