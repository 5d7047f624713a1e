import type { SimTimeUs } from '../foundation/index.ts';
import type { TrackId } from './track.ts';

export const CUSTODY_LEVELS = ['none', 'held', 'degraded', 'lost'] as const;
export type CustodyLevel = (typeof CUSTODY_LEVELS)[number];

/** Custody of one track on one whole second, from what the tracker itself believes. */
export interface CustodyState {
  readonly trackId: TrackId;
  readonly atUs: SimTimeUs;
  readonly level: CustodyLevel;
  /** Distinct satellites with an associated detection in the last `maxGapS`. */
  readonly holders: number;
  /** Root of the trace of the position covariance, m. */
  readonly positionSigmaM: number;
  readonly reason: string;
}
