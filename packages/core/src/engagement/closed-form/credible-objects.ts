/** What flies beside each other after burnout, and how well it is told apart. */
export interface MixedTargets {
  readonly warheads: number;
  readonly decoys: number;
  /** Probability that a warhead is taken for one. */
  readonly warheadTakenProb: number;
  /** Probability that a decoy is taken for a warhead. */
  readonly decoyTakenProb: number;
}

/**
 * Objects that have to be shot at: W* = W P_ww + D P_dw. Relation R8. A mean; warheads that are not taken for one are not in it and leak.
 *
 * Decoys are a matter of the time after burnout: in the boost there are none to account for.
 *
 * @see [Wilkening-1998].
 */
export function credibleObjects({
  warheads,
  decoys,
  warheadTakenProb,
  decoyTakenProb,
}: MixedTargets): number {
  return warheads * warheadTakenProb + decoys * decoyTakenProb;
}
