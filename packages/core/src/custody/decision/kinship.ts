import type { SimTimeUs } from '../../foundation/index.ts';
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
/** A new track hardly knows its velocity: so many sigmas of it are no difference. */
const SPEED_SIGMAS = 2;
/** What leaves a body at its burnout, tens of metres a second slower or faster, is not this far from it before the end of its thrust is sure. Notional. */
const PARTED_M = 1_000;
/** Below this probability of thrust a track that was never seen to burn does not. */
const NO_THRUST_PROB = 0.01;

/**
 * The nearest older track that a new one may have left: payloads, decoys and debris of one launch part slowly. Of what was seen to burn only a track whose own thrust had
 * ended before can be the parent: among objects that part within hundreds of metres a start takes detections of several for thrust, and no two
 * launches meet so; two that climb side by side have their own, also before it is sure that either burns: missiles of a raid first seen in
 * mid-climb start alike, seconds of flight from one another. A spent stage that was left behind by kilometres a second has no kin.
 */
export function kinOf(track: Track, others: readonly OlderTrack[]): Kin | null {
  const sigmaMPerS = velocitySigmaMPerS(track);
  let nearest: Kin | null = null;
  let nearestM = NEAR_M;
  for (const other of others) {
    const { classes } = other.memory;
    if (other.track.id === track.id || classes === null) continue;
    if (seemsToBurn(track) && !hadBurntOut(other.track, track.firstDetectedAtUs)) continue;
    const distanceM = apart(track, other.track, 0);
    if (distanceM > PARTED_M && mayBurn(track) && !surelyBurntOut(other.track, track.firstDetectedAtUs))
      continue;
    const fasterMPerS = apart(track, other.track, 3) - SPEED_SIGMAS * sigmaMPerS;
    if (distanceM > nearestM || fasterMPerS > ALIKE_M_PER_S) continue;
    nearest = { trackId: other.track.id, classes };
    nearestM = distanceM;
  }
  return nearest;
}

/** The same memory with what is known of its kin by now: all that left one launch is of one class, and what is learnt of one is learnt of all. */
export function withKinNow(
  memory: DecisionMemory,
  memories: ReadonlyMap<TrackId, DecisionMemory>,
): DecisionMemory {
  const { kin } = memory;
  const classes = kin === null ? null : (memories.get(kin.trackId)?.classes ?? null);
  return kin === null || classes === null || classes === kin.classes
    ? memory
    : { ...memory, kin: { ...kin, classes } };
}

/** A track that is just confirmed may burn before its thrust is sure. */
function seemsToBurn({ boostSeen, phase }: Track): boolean {
  return boostSeen || phase === 'boost';
}

/** Did it coast already, or was it never seen to burn? */
function hadBurntOut(track: Track, atUs: SimTimeUs): boolean {
  if (track.phase === 'boost') return false;
  return !track.boostSeen || (track.cutoffAtUs !== null && track.cutoffAtUs <= atUs);
}

function mayBurn({ boostSeen, phaseProbs }: Track): boolean {
  return boostSeen || phaseProbs.boost >= NO_THRUST_PROB;
}

function surelyBurntOut(track: Track, atUs: SimTimeUs): boolean {
  return hadBurntOut(track, atUs) && (track.boostSeen || !mayBurn(track));
}

function velocitySigmaMPerS({ covariance, state }: Track): number {
  return Math.sqrt([3, 4, 5].reduce((sum, axis) => sum + (covariance[axis * (state.length + 1)] ?? 0), 0));
}

/** Length of the difference of three numbers of two states. */
function apart(one: Track, other: Track, from: number): number {
  const along = (axis: number): number => (one.state[from + axis] ?? NaN) - (other.state[from + axis] ?? NaN);
  return Math.hypot(along(0), along(1), along(2));
}
