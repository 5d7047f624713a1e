/** Bins per factor of ten: a quantile is right within 1.2 %. */
const BINS_PER_DECADE = 200;
const LEAST_MS = 1e-3;
const DECADES = 9;

/** How long scans took, in as many bins for a stream that never ends as for a short one. */
export class ScanTimes {
  readonly #bins = new Uint32Array(BINS_PER_DECADE * DECADES);
  #count = 0;

  take(elapsedMs: number, scans: number): void {
    const bin = Math.floor(BINS_PER_DECADE * Math.log10(Math.max(elapsedMs / scans / LEAST_MS, 1)));
    this.#bins[Math.min(bin, this.#bins.length - 1)]! += scans;
    this.#count += scans;
  }

  /** The time that this share of all scans does not exceed, ms; null without scans. */
  quantileMs(share: number): number | null {
    if (this.#count === 0) return null;
    let passed = 0;
    const bin = this.#bins.findIndex((count) => (passed += count) >= share * this.#count);
    return LEAST_MS * 10 ** ((bin + 0.5) / BINS_PER_DECADE);
  }
}
