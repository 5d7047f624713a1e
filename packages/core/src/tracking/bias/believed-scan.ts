import { localAxesInto, turnByErrorInPlace } from '../../sensors/index.ts';
import type { Scan } from '../scan.ts';
import { blockOf } from './bias-belief.ts';
import type { BiasBelief } from './bias-belief.ts';

/**
 * A scan with directions turned back by the pointing errors believed in, and with what is not known of these added to the noise: for gates
 * and starts, where each look stands for itself. Updates take the scan as it came.
 */
export function believedScan(scan: Scan, belief: BiasBelief): Scan {
  const los = scan.los.slice();
  const sigmaRad = scan.sigmaRad.slice();
  const axes = new Float64Array(9);
  const backRad = new Float64Array(3);
  for (let block = 0; block < scan.blockChannel.length; block++) {
    const channel = scan.blockChannel[block]!;
    const { meanRad, covarianceRad2 } = blockOf(belief, [channel]);
    const variance = (covarianceRad2[0]! + covarianceRad2[4]! + covarianceRad2[8]!) / 3;
    if (variance === 0) continue;
    const from = scan.blockStart[block]!;
    localAxesInto(axes, scan.satellites, 3 * scan.satelliteIndex[from]!);
    for (let angle = 0; angle < 3; angle++) backRad[angle] = -meanRad[angle]!;
    for (let row = from; row < scan.blockStart[block + 1]!; row++) {
      turnByErrorInPlace(los, 3 * row, axes, backRad, 0);
      sigmaRad[row] = Math.sqrt(sigmaRad[row]! * sigmaRad[row]! + variance);
    }
  }
  return { ...scan, los, sigmaRad, asMeasured: scan };
}
