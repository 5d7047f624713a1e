import { present } from '../../foundation/index.ts';
import { coarseGates, distanceSquared } from './gate.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { nearRows } from './near-rows.ts';
import type { Scan } from '../scan.ts';

/** A detection inside the gate of a track. */
export interface GatedPair {
  readonly track: number;
  readonly row: number;
  /** Least squared distance over the track's hypotheses. */
  readonly squared: number;
}

/** Tracks that can be told apart only together: in one channel their gates share detections, directly or through others. */
export interface Contest {
  readonly block: number;
  /** In order of track, then row; every track and every detection of the component. */
  readonly pairs: readonly GatedPair[];
}

export interface Association {
  /** Rows of the scan that are each track's without a rival, in order of channel. */
  readonly chosen: readonly (readonly number[])[];
  /** In order of channel. */
  readonly contests: readonly Contest[];
}

/**
 * Which detection of each channel belongs to which of the given (predicted) tracks. Gated by every hypothesis of the track; a track whose
 * gate in a channel shares no detection with another's takes the nearest, which is marked taken; the others are left to be weighed together.
 *
 * @param tracks - The predicted hypotheses of each track.
 * @param taken - Detections marked 1 are not offered.
 */
export function associate(
  tracks: readonly (readonly Hypothesis[])[],
  scan: Scan,
  taken: Uint8Array,
): Association {
  const chosen: number[][] = tracks.map(() => []);
  const contests: Contest[] = [];
  if (tracks.length === 0) return { chosen, contests };
  const gates = coarseGates(tracks);
  for (let block = 0; block < scan.blockChannel.length; block++) {
    const pairs: GatedPair[] = [];
    nearRows(scan, block, gates, taken, (track, row) => {
      const squared = distanceSquared(present(tracks[track]), scan, row);
      if (squared !== Number.POSITIVE_INFINITY) pairs.push({ track, row, squared });
    });
    for (const component of components(pairs)) {
      const nearest = component.reduce((best, each) => (each.squared < best.squared ? each : best));
      if (component.some((each) => each.track !== nearest.track)) {
        contests.push({ block, pairs: component });
      } else {
        present(chosen[nearest.track]).push(nearest.row);
        taken[nearest.row] = 1;
      }
    }
  }
  return { chosen, contests };
}

/** Pairs that share a track or a detection, directly or through others; components in order of their first pair. */
export function components(pairs: readonly GatedPair[]): readonly (readonly GatedPair[])[] {
  const parent = pairs.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (present(parent[root]) !== root) root = present(parent[root]);
    parent[index] = root;
    return root;
  };
  const firstOfRow = new Map<number, number>();
  pairs.forEach((pair, index) => {
    const sameTrack = index > 0 && pairs[index - 1]?.track === pair.track ? index - 1 : index;
    const sameRow = firstOfRow.get(pair.row);
    if (sameRow === undefined) firstOfRow.set(pair.row, index);
    for (const other of [sameTrack, sameRow ?? index]) {
      const a = rootOf(other);
      const b = rootOf(index);
      if (a < b) parent[b] = a;
      else parent[a] = b;
    }
  });
  const members = new Map<number, GatedPair[]>();
  pairs.forEach((pair, index) => {
    const root = rootOf(index);
    const known = members.get(root);
    if (known === undefined) members.set(root, [pair]);
    else known.push(pair);
  });
  return [...members.values()];
}
