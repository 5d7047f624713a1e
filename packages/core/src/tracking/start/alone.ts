import type { Scan } from '../scan.ts';

/** A ray is alone when no other detection of its channel lies within so many sigmas: twice the gate, so that no third lies between. */
const ALONE_SIGMAS = 10;
/** So many rays fix a place; more must be half of all, so that they tell an object from its neighbours whatever its other rays are near. */
const FEWEST_RAYS = 2;

/** Is it clear whose these detections of one scan are: half of them, and two at least, are alone in their channels, whether tracks took their neighbours or not? */
export function areAlone(scan: Scan, rows: readonly number[]): boolean {
  const alone = rows.filter((row) => isAlone(scan, row)).length;
  return alone >= Math.max(FEWEST_RAYS, rows.length / 2);
}

function isAlone({ los, sigmaRad, channelIndex, detectionCount }: Scan, row: number): boolean {
  const near = (ALONE_SIGMAS * sigmaRad[row]!) ** 2;
  const channel = channelIndex[row];
  let from = row;
  while (from > 0 && channelIndex[from - 1] === channel) from--;
  for (let other = from; other < detectionCount && channelIndex[other] === channel; other++) {
    if (other === row) continue;
    const dx = los[3 * other]! - los[3 * row]!;
    const dy = los[3 * other + 1]! - los[3 * row + 1]!;
    const dz = los[3 * other + 2]! - los[3 * row + 2]!;
    if (dx * dx + dy * dy + dz * dz < near) return false;
  }
  return true;
}
