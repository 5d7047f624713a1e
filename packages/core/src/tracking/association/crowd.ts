import type { Scan } from '../scan.ts';

/** Whose distance tells how dense a crowd is: fewer neighbours are mostly chance, more reach beyond it. */
const NEIGHBOURS = 4;

/**
 * Detections of the same channel and scan around one of them, 1/sr; 0 when there are fewer than four others.
 *
 * @param taken - Given when those marked 1 are not to be counted.
 */
export function crowdPerSr(
  { los, channelIndex, detectionCount }: Scan,
  row: number,
  taken?: Uint8Array,
): number {
  const channel = channelIndex[row]!;
  let from = row;
  while (from > 0 && channelIndex[from - 1] === channel) from--;
  const nearest = new Float64Array(NEIGHBOURS).fill(Number.POSITIVE_INFINITY);
  for (let other = from; other < detectionCount && channelIndex[other] === channel; other++) {
    if (other === row || taken?.[other] === 1) continue;
    const dx = los[3 * other]! - los[3 * row]!;
    const dy = los[3 * other + 1]! - los[3 * row + 1]!;
    const dz = los[3 * other + 2]! - los[3 * row + 2]!;
    insert(nearest, dx * dx + dy * dy + dz * dz);
  }
  // The chord is 2 sin(angle / 2), so that its square times pi is the solid angle of the cap.
  return NEIGHBOURS / (Math.PI * nearest[NEIGHBOURS - 1]!);
}

/** Into numbers in order; the largest falls out. */
function insert(ordered: Float64Array, value: number): void {
  let carried = value;
  for (let k = 0; k < ordered.length; k++) {
    const smaller = Math.min(ordered[k]!, carried);
    carried = Math.max(ordered[k]!, carried);
    ordered[k] = smaller;
  }
}
