import type { EngagementPolicy } from '@cupola/core/mission';
import type { Engageable } from '../picture/engageable.ts';
import type { Picture } from '../picture/picture.ts';

/** What is said where the scenario has no second fleet, and what is said of all engagements. */
export const NO_FLEET = 'The scenario has no second fleet: there is nobody who could meet anything.';
export const ENGAGEMENTS_NOTE =
  'Simulated opportunities by published relations, from the estimates of tracks. Nobody is assigned, guided or aimed, and each track is asked about by itself.';

/** In order of id: the track that is asked for, whatever was decided on it, or those that the fleet would be ordered against. */
export function engagementTargets(
  { engageable }: Pick<Picture, 'engageable'>,
  policy: EngagementPolicy | null,
  trackId: string | null,
): readonly Engageable[] {
  return [...engageable.values()]
    .filter((each) =>
      trackId === null ? policy !== null && each.sinceS[policy.commitOn] !== null : each.trackId === trackId,
    )
    .toSorted((a, b) => (a.trackId < b.trackId ? -1 : 1));
}
