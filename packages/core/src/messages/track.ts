import type { SimTimeUs } from '../foundation/index.ts';

export type TrackId = string;
export const TRACK_PHASES = ['boost', 'coast', 'reentry', 'glide'] as const;
export type TrackPhase = (typeof TRACK_PHASES)[number];

/** Probability of each way the object may be moving, [0, 1]; together 1. */
export type PhaseProbs = Readonly<Record<TrackPhase, number>>;

/**
 * One object as the tracker knows it. Inertial frame of the scenario epoch.
 *
 * `state` is position (m) and velocity (m/s), followed by what its phase adds: in boost the thrust acceleration (m/s², gravity excluded; three
 * numbers), in re-entry the drag parameter (one over the ballistic coefficient, m²/kg), in glide that and the lift parameters upward and to the
 * right of the velocity (lift over mass and dynamic pressure, m²/kg).
 * `covariance` is its full square matrix, row by row, in the same units. Both are of all explanations together, whatever the phase, but
 * for thrust less probable than one in ten and glide less probable than one in a hundred.
 */
export interface Track {
  readonly id: TrackId;
  readonly atUs: SimTimeUs;
  readonly phase: TrackPhase;
  readonly phaseProbs: PhaseProbs;
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
  /** How well the detections taken at this very time were expected; absent when none were. */
  readonly innovation?: InnovationSum;
}

/** Squared normalised innovations of one scan, and how many numbers were measured: the squares add up to that many on average. */
export interface InnovationSum {
  readonly squares: number;
  readonly freedom: number;
}

/** A detection the tracker took as this track's, kept for custody: which satellite looked, when, through which channel. */
export interface AssociatedLook {
  readonly trackId: TrackId;
  readonly channelIndex: number;
  readonly scanAtUs: SimTimeUs;
  /** Row in the scan reports it came in. */
  readonly detectionIndex: number;
}
