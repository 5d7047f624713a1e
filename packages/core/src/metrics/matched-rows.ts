import { mahalanobisSquared } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { InnovationSum } from '../messages/index.ts';
import type { TrackRow, TruthRow } from './score-rows.ts';
import { setDistance } from './set-distance.ts';
import type { SetDistance, SetDistanceRules } from './set-distance.ts';

/** A true object at one time with the track it has then. */
export interface Match {
  readonly atUs: SimTimeUs;
  readonly truth: TruthRow;
  readonly trackId: string;
  readonly positionErrorM: number;
  /** Null when the track gives no velocity. */
  readonly velocityErrorMPerS: number | null;
  /** Squared normalised error of position and velocity together, six numbers; null without velocity or a positive covariance. */
  readonly nees: number | null;
  /** Squared normalised innovations of the track at this time. */
  readonly innovation: InnovationSum | null;
}

/** One time of the truth. */
export interface ScoredScan {
  readonly atUs: SimTimeUs;
  readonly distance: SetDistance;
  readonly matches: readonly Match[];
}

/** Joins tracks with the truth at every time of the truth; rows of tracks at other times are left out. */
export function matchedScans(
  truth: readonly TruthRow[],
  tracks: readonly TrackRow[],
  rules: SetDistanceRules,
): readonly ScoredScan[] {
  const tracksAt = Map.groupBy(tracks, (row) => row.atUs);
  return [...Map.groupBy(truth, (row) => row.atUs)]
    .toSorted(([a], [b]) => a - b)
    .map(([atUs, objects]) => {
      const estimates = tracksAt.get(atUs) ?? [];
      const distance = setDistance(positions(objects), positions(estimates), rules);
      const matches = objects.flatMap((object, index) => {
        const estimate = estimates[distance.estimateOfTruth[index]!];
        return estimate === undefined ? [] : [matchOf(object, estimate)];
      });
      return { atUs, distance, matches };
    });
}

function positions(rows: readonly (TruthRow | TrackRow)[]): Float64Array {
  const out = new Float64Array(3 * rows.length);
  rows.forEach((row, index) => out.set(row.positionItrfM, 3 * index));
  return out;
}

function matchOf(truth: TruthRow, track: TrackRow): Match {
  const position = track.positionItrfM.map((each, axis) => each - truth.positionItrfM[axis]!);
  const velocity = track.velocityItrfMPerS?.map((each, axis) => each - truth.velocityItrfMPerS[axis]!);
  const squared =
    velocity === undefined || track.covarianceItrf === null
      ? Number.NaN
      : mahalanobisSquared(track.covarianceItrf, 6, Float64Array.of(...position, ...velocity));
  return {
    atUs: truth.atUs,
    truth,
    trackId: track.trackId,
    positionErrorM: Math.hypot(...position),
    velocityErrorMPerS: velocity === undefined ? null : Math.hypot(...velocity),
    nees: Number.isFinite(squared) ? squared : null,
    innovation: track.innovation,
  };
}
