import type { SimTimeUs } from '../foundation/index.ts';

export type TrackId = string;
export const TRACK_PHASES = ['boost', 'coast', 'reentry'] as const;
export type TrackPhase = (typeof TRACK_PHASES)[number];

/**
 * One object as the tracker knows it. Inertial frame of the scenario epoch.
 *
 * `state` is position (m) and velocity (m/s), followed in boost by the thrust acceleration (m/s², gravity excluded): 6 or 9 numbers.
 * `covariance` is its full square matrix, row by row, in the same units.
 */
export interface Track {
  readonly id: TrackId;
  readonly atUs: SimTimeUs;
  readonly phase: TrackPhase;
  /** Probability of the named phase against the other hypotheses the tracker still holds, [0, 1]. */
  readonly phaseProb: number;
  readonly state: readonly number[];
  readonly covariance: readonly number[];
  readonly firstDetectedAtUs: SimTimeUs;
  /** Position when first estimated, inertial, m. */
  readonly firstPositionM: readonly [number, number, number];
  readonly confirmedAtUs: SimTimeUs;
  /** When thrust was last seen to end; null while thrusting or when no boost was seen. */
  readonly cutoffAtUs: SimTimeUs | null;
  readonly lastDetectedAtUs: SimTimeUs;
  /** Did the tracker see this object under thrust? */
  readonly boostSeen: boolean;
  /** Probability that there is an object at all, and not a row of false alarms, [0, 1]. */
  readonly existenceProb: number;
}

/** A detection the tracker took as this track's, kept for custody: which satellite looked, when, through which channel. */
export interface AssociatedLook {
  readonly trackId: TrackId;
  readonly channelIndex: number;
  readonly scanAtUs: SimTimeUs;
  /** Row in the scan reports it came in. */
  readonly detectionIndex: number;
}
