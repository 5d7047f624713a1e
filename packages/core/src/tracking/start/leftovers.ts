import type { Scan } from '../scan.ts';
import type { Leftover } from './new-objects.ts';

/** Groups of satellites that scan at instants of their own; of more than these the ones that scanned longest ago are forgotten. */
const MAX_GROUPS = 8;

/**
 * What the newest scan can be tied to: the youngest leftover that shares two satellites with it, for satellites need not all scan at the same
 * instants. Null when there is none.
 *
 * @param leftovers - The youngest first.
 */
export function leftoverOfGroup(leftovers: readonly Leftover[], scan: Scan): Leftover | null {
  const satellites = satellitesIn(scan);
  for (const each of leftovers) {
    let shared = 0;
    for (const satellite of satellitesIn(each.scan)) if (satellites.has(satellite)) shared++;
    if (shared >= 2) return each;
  }
  return null;
}

/** Leftovers after a scan: its own takes the place of the one it was tied to. One satellite alone starts nothing and leaves all as they are. */
export function leftoversAfter(
  leftovers: readonly Leftover[],
  tiedTo: Leftover | null,
  newest: Leftover,
): readonly Leftover[] {
  if (satellitesIn(newest.scan).size < 2) return leftovers;
  return [newest, ...leftovers.filter((each) => each !== tiedTo)].slice(0, MAX_GROUPS);
}

function satellitesIn({ blockChannel, blockStart, satelliteIndex }: Scan): ReadonlySet<number> {
  const satellites = new Set<number>();
  for (let block = 0; block < blockChannel.length; block++)
    satellites.add(satelliteIndex[blockStart[block]!]!);
  return satellites;
}
