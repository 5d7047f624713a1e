import type { Track, TrackId } from '../../messages/index.ts';
import type { DecisionMemory, KnownClasses } from './decision-memory.ts';

/** The track that a new one came from, and what was known of its class then. */
export interface Kin {
  readonly trackId: TrackId;
  readonly classes: KnownClasses;
}

/** A track that was decided on before, as it is now. */
export interface OlderTrack {
  readonly track: Track;
  readonly memory: DecisionMemory;
}

/** What left a body lies this near to it, and moves this much like it, when its own track is confirmed. Notional: tens of metres a second for a minute or two. */
const NEAR_M = 20_000;
const ALIKE_M_PER_S = 150;

/**
 * The nearest older track that a new one may have left: payloads, decoys and debris of one launch part slowly. A new track that was seen to burn by itself has
 * no kin, nor has a spent stage that was left behind by kilometres a second.
 *
 * @param others - Asked only of a track that may have kin.
 */
export function kinOf(track: Track, others: () => readonly OlderTrack[]): Kin | null {
  if (track.boostSeen) return null;
  let nearest: Kin | null = null;
  let nearestM = NEAR_M;
  for (const other of others()) {
    const { classes } = other.memory;
    if (other.track.id === track.id || classes === null) continue;
    const distanceM = apart(track, other.track, 0);
    if (distanceM > nearestM || apart(track, other.track, 3) > ALIKE_M_PER_S) continue;
    nearest = { trackId: other.track.id, classes };
    nearestM = distanceM;
  }
  return nearest;
}

/** Length of the difference of three numbers of two states. */
function apart(one: Track, other: Track, from: number): number {
  const along = (axis: number): number => (one.state[from + axis] ?? NaN) - (other.state[from + axis] ?? NaN);
  return Math.hypot(along(0), along(1), along(2));
}
