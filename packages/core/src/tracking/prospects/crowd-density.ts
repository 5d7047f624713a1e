import type { ChannelRates } from '../association/channel-memory.ts';
import { crowdPerSr } from '../association/crowd.ts';
import type { Scan } from '../scan.ts';

/** How dense the detections that no track took are around each other, worked out once for each. */
export class Crowd {
  readonly #taken: ReadonlyMap<Scan, Uint8Array>;
  readonly #densities = new Map<Scan, Float64Array>();

  /** @param taken - Marks 1 those that tracks took; of other scans all count. */
  constructor(taken: readonly (readonly [Scan, Uint8Array])[]) {
    this.#taken = new Map(taken);
  }

  /** Logarithm of the odds of a detection of unit likelihood being an object's rather than another of the crowd around it. */
  logOddsOf(scan: Scan, row: number, rates: ChannelRates): number {
    let densities = this.#densities.get(scan);
    if (densities === undefined) {
      densities = new Float64Array(scan.detectionCount).fill(Number.NaN);
      this.#densities.set(scan, densities);
    }
    if (Number.isNaN(densities[row]!)) densities[row] = crowdPerSr(scan, row, this.#taken.get(scan));
    const channel = scan.channelIndex[row]!;
    return Math.log(rates.detectionProb(channel) / (rates.straysPerSr(channel) + densities[row]!));
  }
}
