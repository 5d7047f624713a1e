import { emptyPassing, meetInto } from './meet.ts';
import type { Meeting } from './meetings.ts';
import type { Rays } from './rays.ts';

/** What `meetingsOf` must find, the slow way: every pair of rays of different satellites is tried. */
export function allPairsMeetings({ scan, rows }: Rays): readonly Meeting[] {
  const meetings: Meeting[] = [];
  const passing = emptyPassing();
  for (let first = 0; first < rows.length; first++) {
    for (let second = first + 1; second < rows.length; second++) {
      const a = rows[first]!;
      const b = rows[second]!;
      if (scan.satelliteIndex[a] === scan.satelliteIndex[b]) continue;
      if (meetInto(passing, scan, a, b)) meetings.push({ first, second, ...passing });
    }
  }
  return meetings;
}
