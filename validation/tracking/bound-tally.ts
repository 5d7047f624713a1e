import { mahalanobisSquared } from '@cupola/core/foundation';

/** Errors of many tracks at one age beside the bounds of the same detections, squares summed, m² and m²/s². */
export interface BoundTally {
  positionSquares: number;
  velocitySquares: number;
  positionBound: number;
  velocityBound: number;
  nees: number;
  count: number;
}

export function emptyTally(): BoundTally {
  return { positionSquares: 0, velocitySquares: 0, positionBound: 0, velocityBound: 0, nees: 0, count: 0 };
}

/** @param covariance - Told by the track, 6 x 6; @param bound - Cramer-Rao, 6 x 6. */
export function addTrack(
  tally: BoundTally,
  error: Float64Array,
  covariance: Float64Array,
  bound: Float64Array,
): void {
  tally.positionSquares += error[0]! ** 2 + error[1]! ** 2 + error[2]! ** 2;
  tally.velocitySquares += error[3]! ** 2 + error[4]! ** 2 + error[5]! ** 2;
  tally.positionBound += trace(bound, 0);
  tally.velocityBound += trace(bound, 3);
  tally.nees += mahalanobisSquared(covariance, 6, error);
  tally.count++;
}

function trace(matrix: Float64Array, from: number): number {
  return matrix[from * 7]! + matrix[(from + 1) * 7]! + matrix[(from + 2) * 7]!;
}
