import { DetectionReader, trackLine } from '@cupola/contract';
import type { DetectionLine, EarthFixedTrack } from '@cupola/core/messages';
import { FileTracker, inOrderOfArrival } from '@cupola/core/mission';

/** What `cupola track` makes of the lines of a file. */
export interface TrackedLines {
  /** Lines of the file of tracks. */
  readonly rows: readonly string[];
  /** Rejected lines by reason, in the order in which they were told. */
  readonly rejected: ReadonlyMap<string, readonly number[]>;
  readonly detectionCount: number;
}

/** Tracks lines as they come; once more in order of arrival when they were not, as the command does. */
export function trackedLines(lines: readonly string[]): TrackedLines {
  const asTheyStand = trackedInOrder(lines, (rows) => rows);
  return asTheyStand.outOfOrder ? trackedInOrder(lines, inOrderOfArrival) : asTheyStand;
}

function trackedInOrder(
  lines: readonly string[],
  ordered: (rows: readonly DetectionLine[]) => readonly DetectionLine[],
): TrackedLines & { readonly outOfOrder: boolean } {
  const rejected = new Map<string, number[]>();
  const reject = (line: number, reason: string): void => {
    const known = rejected.get(reason);
    if (known === undefined) rejected.set(reason, [line]);
    else known.push(line);
  };
  const reader = new DetectionReader(reject);
  const read = lines.map((text, index) => reader.take(text, index + 1)).filter((row) => row !== null);
  const tracker = new FileTracker(reader, reject);
  const tracks: EarthFixedTrack[] = [];
  let detectionCount = 0;
  for (const row of ordered(read)) {
    const step = tracker.take(row);
    tracks.push(...step.tracks);
    detectionCount += step.detectionCount;
  }
  for (const step of tracker.finish()) {
    tracks.push(...step.tracks);
    detectionCount += step.detectionCount;
  }
  return { rows: tracks.map(trackLine), rejected, detectionCount, outOfOrder: tracker.outOfOrder };
}
