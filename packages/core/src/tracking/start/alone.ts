import type { Scan } from '../scan.ts';

/** A ray is alone when no other detection of its channel lies within so many sigmas: twice the gate, so that no third lies between. */
const ALONE_SIGMAS = 10;

/** Does nothing else lie near these detections, each in its channel, whether tracks took it or not? */
export function areAlone({ los, sigmaRad, channelIndex, detectionCount }: Scan, rows: readonly number[]): boolean {
  return rows.every((row) => {
    const near = (ALONE_SIGMAS * sigmaRad[row]!) ** 2;
    for (const step of [-1, 1]) {
      for (
        let other = row + step;
        other >= 0 && other < detectionCount && channelIndex[other] === channelIndex[row];
        other += step
      ) {
        const dx = los[3 * other]! - los[3 * row]!;
        const dy = los[3 * other + 1]! - los[3 * row + 1]!;
        const dz = los[3 * other + 2]! - los[3 * row + 2]!;
        if (dx * dx + dy * dy + dz * dz < near) return false;
      }
    }
    return true;
  });
}
