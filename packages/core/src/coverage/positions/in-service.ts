import { isOutAt } from '../../constellation/index.ts';
import type { OutagePeriods } from '../../constellation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';

/** Picks the satellites in service at an instant: who is out sees nothing. */
export class InService {
  readonly #outages: OutagePeriods;
  readonly #positions: Float64Array;

  constructor(outages: OutagePeriods, satelliteCount: number) {
    this.#outages = outages;
    this.#positions = new Float64Array(3 * satelliteCount);
  }

  /**
   * @param positions - Of all satellites, [satellite][x, y, z].
   * @returns Of those in service, in their order; overwritten by the next call.
   */
  positionsOf(positions: Float64Array, atUs: SimTimeUs): Float64Array {
    let length = 0;
    for (let at = 0; at < positions.length; at += 3) {
      if (isOutAt(this.#outages, at / 3, atUs)) continue;
      this.#positions[length] = positions[at]!;
      this.#positions[length + 1] = positions[at + 1]!;
      this.#positions[length + 2] = positions[at + 2]!;
      length += 3;
    }
    return this.#positions.subarray(0, length);
  }
}
