import { leadingBlock } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { EarthFixedTrack, InnovationSum, PhaseProbs, TrackPhase } from '../messages/index.ts';
import { earthAngleRad, rotatingCovariance, rotatingFromInertial } from '../physics/index.ts';
import type { EarthRotation } from '../physics/index.ts';

/** Earth-fixed and inertial axes agree at a file's time zero; which inertial axes are used cannot be seen in the rows. */
export const FILE_EARTH: EarthRotation = { angleAtEpochRad: 0 };

/** Motion of a track at one time, inertial. */
export interface InertialRow {
  readonly atUs: SimTimeUs;
  readonly phase: TrackPhase;
  /** Absent where all looks were weighed at once: the laws are then chosen, not weighed against each other. */
  readonly phaseProbs?: PhaseProbs;
  /** Absent when it took no detection at this time, and where all looks were weighed at once. */
  readonly innovation?: InnovationSum;
  /** Position, m, and velocity, m/s; further numbers are passed over. */
  readonly state: ArrayLike<number>;
  /** Full square covariance of the whole state, row by row. */
  readonly covariance: ArrayLike<number>;
}

/** A row of a track as a file holds it. */
export function earthFixedRow(trackId: string, row: InertialRow): EarthFixedTrack {
  const angle = earthAngleRad(FILE_EARTH, row.atUs);
  return {
    atUs: row.atUs,
    trackId,
    phase: row.phase,
    ...(row.phaseProbs === undefined ? {} : { phaseProbs: row.phaseProbs }),
    stateItrf: rotatingFromInertial(row.state, angle),
    innovation: row.innovation ?? null,
    covarianceItrf: rotatingCovariance(leadingBlock(row.covariance, row.state.length, 6), angle),
  };
}
