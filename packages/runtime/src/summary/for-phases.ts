import { CUSTODY_PHASES } from '@cupola/core/custody';
import type { CustodyPhase } from '@cupola/core/custody';

/** One value for each phase of custody. */
export function forPhases<T>(value: (phase: CustodyPhase) => T): Readonly<Record<CustodyPhase, T>> {
  const [boost, midcourse, glide, reentry] = CUSTODY_PHASES;
  return { boost: value(boost), midcourse: value(midcourse), glide: value(glide), reentry: value(reentry) };
}
