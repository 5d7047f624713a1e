import { US_PER_S } from '@cupola/core/foundation';
import type { EarthFixedTrack } from '@cupola/core/messages';

/** One final row of a file of tracks, with its line end. */
export function trackLine(track: EarthFixedTrack): string {
  const [x, y, z, vx, vy, vz] = track.stateItrf;
  const fields = {
    t: track.atUs / US_PER_S,
    trackId: track.trackId,
    posEcef: [x, y, z],
    velEcef: [vx, vy, vz],
    cov: upperTriangle(track.covarianceItrf),
    ...(track.innovation === null ? {} : { nis: [track.innovation.squares, track.innovation.freedom] }),
    phase: track.phase,
    phaseProbs: track.phaseProbs,
    final: true,
  };
  return `${JSON.stringify(fields)}\n`;
}

/** The 21 numbers of a 6 x 6 covariance that the format holds: its upper triangle, row by row. */
export function upperTriangle(covariance: Float64Array): readonly number[] {
  return Array.from({ length: 6 }, (_, row) => [...covariance.subarray(7 * row, 6 * row + 6)]).flat();
}
