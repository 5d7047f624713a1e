import { present } from '../../foundation/index.ts';
import { coarseGates, distanceSquared } from './gate.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { nearRows } from './near-rows.ts';
import type { Scan } from '../scan.ts';

/** For each track, as if it were alone, the nearest detection of each channel in its gate; in order of channel. */
export function nearestOfEach(
  tracks: readonly (readonly Hypothesis[])[],
  scan: Scan,
  taken: Uint8Array,
): readonly (readonly number[])[] {
  const chosen: number[][] = tracks.map(() => []);
  if (tracks.length === 0) return chosen;
  const gates = coarseGates(tracks);
  for (let block = 0; block < scan.blockChannel.length; block++) {
    const nearest = new Int32Array(tracks.length).fill(-1);
    const least = new Float64Array(tracks.length).fill(Number.POSITIVE_INFINITY);
    nearRows(scan, block, gates, taken, (track, row) => {
      const squared = distanceSquared(present(tracks[track]), scan, row);
      if (squared >= least[track]!) return;
      least[track] = squared;
      nearest[track] = row;
    });
    nearest.forEach((row, track) => {
      if (row >= 0) present(chosen[track]).push(row);
    });
  }
  return chosen;
}
