import type { Match } from './matched-rows.ts';
import type { TruthRow } from './score-rows.ts';

/** For how much of the objects' time they had a track, and how often it broke off. */
export interface TrackLife {
  /** Share of all rows of the truth with a track, and of those from each object's first track on; null without any. */
  readonly completeness: number | null;
  readonly completenessAfterFirst: number | null;
  /** Mean over objects of the share of their rows that one track, the longest-lived, has; 0 for objects that never had one. */
  readonly longestTrackShare: number | null;
  /** How often an object that had a track had none at a time, and one again later. */
  readonly breaks: number;
}

export function trackLife(
  truth: readonly TruthRow[],
  matchesOf: ReadonlyMap<string, readonly Match[]>,
): TrackLife {
  let rows = 0;
  let rowsAfterFirst = 0;
  let matched = 0;
  let longestShares = 0;
  let breaks = 0;
  const objects = Map.groupBy(truth, (row) => row.truthId);
  for (const [truthId, rowsOf] of objects) {
    rows += rowsOf.length;
    const matches = matchesOf.get(truthId) ?? [];
    const firstUs = matches[0]?.atUs;
    if (firstUs === undefined) continue;
    matched += matches.length;
    rowsAfterFirst += rowsOf.filter((row) => row.atUs >= firstUs).length;
    const lives = [...Map.groupBy(matches, (match) => match.trackId).values()].map((each) => each.length);
    longestShares += Math.max(...lives) / rowsOf.length;
    breaks += breaksIn(
      rowsOf.map((row) => row.atUs).toSorted((a, b) => a - b),
      new Set(matches.map((match) => match.atUs)),
    );
  }
  return {
    completeness: rows === 0 ? null : matched / rows,
    completenessAfterFirst: rowsAfterFirst === 0 ? null : matched / rowsAfterFirst,
    longestTrackShare: objects.size === 0 ? null : longestShares / objects.size,
    breaks,
  };
}

function breaksIn(times: readonly number[], matchedTimes: ReadonlySet<number>): number {
  let breaks = 0;
  let isHeld = false;
  let wasHeld = false;
  for (const time of times) {
    const held = matchedTimes.has(time);
    if (held && !isHeld && wasHeld) breaks++;
    isHeld = held;
    wasHeld ||= held;
  }
  return breaks;
}
