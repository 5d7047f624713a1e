import { US_PER_S } from '@cupola/core/foundation';
import type { EarthFixedTrack } from '@cupola/core/messages';

/** One final row of a file of tracks, with its line end. */
export function trackLine(track: EarthFixedTrack): string {
  const [x, y, z, vx, vy, vz] = track.stateItrf;
  const cov: number[] = [];
  for (let row = 0; row < 6; row++) cov.push(...track.covarianceItrf.subarray(7 * row, 6 * row + 6));
  const fields = {
    t: track.atUs / US_PER_S,
    trackId: track.trackId,
    posEcef: [x, y, z],
    velEcef: [vx, vy, vz],
    cov,
    ...(track.innovation === null ? {} : { nis: [track.innovation.squares, track.innovation.freedom] }),
    phase: track.phase,
    phaseProbs: track.phaseProbs,
    final: true,
  };
  return `${JSON.stringify(fields)}\n`;
}
