import type { SimTimeUs } from '../../foundation/index.ts';
import type { ReachFinder } from '../reach/reach-finder.ts';
import type { ShotOdds } from './leak-odds.ts';

/** Missiles that are launched from one place at one time, after the first of the raid. */
export interface RaidSlot {
  readonly finder: ReachFinder;
  readonly offsetUs: SimTimeUs;
}

/** Decoys that each missile lets go after burnout. R8. */
export interface RaidDecoys {
  readonly perMissile: number;
  readonly warheadTakenProb: number;
  readonly decoyTakenProb: number;
}

/** A kind of raid, of any size. */
export interface RaidPlan {
  readonly slots: readonly RaidSlot[];
  /** Slot of the missiles of a raid, in the order of launch; as many as the largest raid has. */
  readonly slotOfMissile: readonly number[];
  readonly odds: ShotOdds;
  /** That nothing works at all in a raid. */
  readonly commonFailureProb: number;
  readonly decoys: RaidDecoys | null;
  /** Who assigns shots. */
  readonly assignment: 'optimal' | 'greedy';
  /** A second raid like the first so long after it, with what is left; null for none. */
  readonly secondAfterUs: SimTimeUs | null;
  /** 1 for each interceptor that is ready. */
  readonly ready: Uint8Array;
}

/** Missiles of each slot in a raid of `k`. */
export function missilesBySlot({ slots, slotOfMissile }: RaidPlan, k: number): Int32Array {
  const missiles = new Int32Array(slots.length);
  for (let missile = 0; missile < k; missile++) missiles[slotOfMissile[missile]!]! += 1;
  return missiles;
}
