import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId } from './track.ts';

export const CUSTODY_LEVELS = ['none', 'held', 'degraded', 'lost'] as const;
export type CustodyLevel = (typeof CUSTODY_LEVELS)[number];

/** What a requirement asks for: distinct satellites, a small enough error, a fresh enough look. */
export const CUSTODY_TERMS = ['satellites', 'error', 'latency'] as const;
export type CustodyTerm = (typeof CUSTODY_TERMS)[number];

/** Custody of one track on one whole second under one requirement, from what the tracker itself believes. */
export interface CustodyState {
  readonly trackId: TrackId;
  readonly requirementId: string;
  readonly atUs: SimTimeUs;
  readonly level: CustodyLevel;
  /** The terms of the requirement that are not met; all of them once the track is dropped. */
  readonly missed: readonly CustodyTerm[];
  /** Indices of the satellites with an associated detection in the last `maxGapS`, ascending. */
  readonly holders: readonly number[];
  /** Root of the trace of the position covariance, m; NaN once the track is dropped. */
  readonly positionSigmaM: number;
  /** Inertial position as it is known at this second, m; null once the track is dropped. */
  readonly positionM: readonly [number, number, number] | null;
  /** Age of the newest associated detection at this second, s; NaN when there is none left. */
  readonly latencyS: number;
  readonly reason: string;
}

/** Who looks at a track next: the satellites that are tasked, and from when to when. */
export interface PlannedLooks {
  readonly fromUs: SimTimeUs;
  readonly untilUs: SimTimeUs;
  readonly satelliteIds: readonly string[];
}
