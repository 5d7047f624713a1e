import type { Scan } from '../scan.ts';

/**
 * Fastest that a line of sight may turn, rad/s: satellite and target pass one another at 16 km/s, 550 km apart or more. It lets one pair
 * of false alarms of a wide field in 3,000 through.
 */
const MAX_LOS_RATE_RAD_PER_S = 0.03;

/**
 * Of some rows of a scan those whose channel saw something near the same direction in another scan: most false alarms never do.
 *
 * @param rows - Rows of `scan` in order; `otherRows` those of the scan before or after it, in order. Rows of a scan are in order of channel.
 * @param most - When there are more than this, null.
 * @param sweeps - Is a channel's a line that goes round? What it has seen it does not see again in the next scan: all its rows pass.
 */
export function recurringRows(
  scan: Scan,
  rows: Uint32Array,
  other: Scan,
  otherRows: Uint32Array,
  most: number,
  sweeps: (channel: number) => boolean = () => false,
): Uint32Array | null {
  const elapsedS = Math.abs(scan.atUs - other.atUs) / 1e6;
  const cosineLeast = Math.cos(Math.min(MAX_LOS_RATE_RAD_PER_S * elapsedS, 1));
  const a = scan.los;
  const b = other.los;
  const recurring: number[] = [];
  let from = 0;
  for (const row of rows) {
    const channel = scan.channelIndex[row]!;
    if (sweeps(channel)) {
      recurring.push(row);
      if (recurring.length > most) return null;
      continue;
    }
    while (from < otherRows.length && other.channelIndex[otherRows[from]!]! < channel) from++;
    for (let k = from; k < otherRows.length; k++) {
      const otherRow = otherRows[k]!;
      if (other.channelIndex[otherRow]! !== channel) break;
      const cosine =
        a[3 * row]! * b[3 * otherRow]! +
        a[3 * row + 1]! * b[3 * otherRow + 1]! +
        a[3 * row + 2]! * b[3 * otherRow + 2]!;
      if (cosine <= cosineLeast) continue;
      recurring.push(row);
      break;
    }
    if (recurring.length > most) return null;
  }
  return Uint32Array.from(recurring);
}
