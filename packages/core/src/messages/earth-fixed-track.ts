import type { SimTimeUs } from '../foundation/index.ts';
import type { InnovationSum, PhaseProbs, TrackPhase } from './track.ts';

/** A track at one time as it is handed to others: relative to the rotating Earth. */
export interface EarthFixedTrack {
  readonly atUs: SimTimeUs;
  readonly trackId: string;
  readonly phase: TrackPhase;
  /** Absent where all looks were weighed at once. */
  readonly phaseProbs?: PhaseProbs;
  /** Position, m, and velocity against the rotating frame, m/s: six numbers. */
  readonly stateItrf: Float64Array;
  /** 6 x 6, row by row. */
  readonly covarianceItrf: Float64Array;
  /** Null when it took no detection at this time. */
  readonly innovation: InnovationSum | null;
}
