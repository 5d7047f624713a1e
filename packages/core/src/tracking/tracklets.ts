import type { Scan } from './scan.ts';

/** What one scan left unexplained, kept for the next. */
export interface Leftover {
  readonly scan: Scan;
  /** Rows of that scan that no track took, in order. */
  readonly rows: Uint32Array;
}

/** The same channel saw something near the same direction in two scans running: most false alarms never do. */
export interface Tracklet {
  readonly satelliteIndex: number;
  readonly channelIndex: number;
  /** Row in the newer scan. */
  readonly row: number;
  /** Row in the older scan. */
  readonly olderRow: number;
}

/**
 * Fastest that a line of sight may turn, rad/s: satellite and target pass one another at 16 km/s, 550 km apart or more. It lets one pair
 * of false alarms of a wide field in 3,000 through.
 */
const MAX_LOS_RATE_RAD_PER_S = 0.03;

/** Pairs of left-over detections of two scans, channel by channel; both lists are in order of channel. */
export function trackletsOf(older: Leftover, newer: Leftover): readonly Tracklet[] {
  const elapsedS = (newer.scan.atUs - older.scan.atUs) / 1e6;
  const cosineLeast = Math.cos(Math.min(MAX_LOS_RATE_RAD_PER_S * elapsedS, 1));
  const tracklets: Tracklet[] = [];
  let olderFrom = 0;
  for (const row of newer.rows) {
    const channelIndex = newer.scan.channelIndex[row]!;
    while (olderFrom < older.rows.length && older.scan.channelIndex[older.rows[olderFrom]!]! < channelIndex)
      olderFrom++;
    for (let k = olderFrom; k < older.rows.length; k++) {
      const olderRow = older.rows[k]!;
      if (older.scan.channelIndex[olderRow]! !== channelIndex) break;
      const a = newer.scan.los;
      const b = older.scan.los;
      const cosine =
        a[3 * row]! * b[3 * olderRow]! +
        a[3 * row + 1]! * b[3 * olderRow + 1]! +
        a[3 * row + 2]! * b[3 * olderRow + 2]!;
      if (cosine > cosineLeast) {
        tracklets.push({ satelliteIndex: newer.scan.satelliteIndex[row]!, channelIndex, row, olderRow });
      }
    }
  }
  return tracklets;
}
