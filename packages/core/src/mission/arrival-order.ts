import { US_PER_S } from '../foundation/index.ts';
import type { SimTimeUs } from '../foundation/index.ts';
import type { DetectionLine } from '../messages/index.ts';
import type { ScanPart } from './scan-part.ts';

/** Lines that say when they arrived may stand this many seconds from their place in order of arrival. */
const MOST_DISORDER_S = 10;

/** A part with the time it came, which is never before that of one that came before it by more than a second. */
export interface Arrival {
  readonly part: ScanPart;
  readonly arrivedAtUs: SimTimeUs;
}

/**
 * Puts parts in order of arrival, second by second. A part that does not say when it arrived came with the newest before it, or at its own
 * time if that is newer. Once parts do say, they wait for 10 s more of the stream, so that files in order of scan time are read right too.
 */
export class ArrivalOrder {
  readonly #waiting = new Map<number, Arrival[]>();
  #newestUs = Number.NEGATIVE_INFINITY;
  #releasedThrough = Number.NEGATIVE_INFINITY;
  #told = false;
  #outOfOrder = false;

  /** Did a part say that it arrived so much before those that stand before it that its place is gone? It is taken as arriving where it stands. */
  get outOfOrder(): boolean {
    return this.#outOfOrder;
  }

  /** @returns Parts whose place in order is certain now. */
  take(part: ScanPart): readonly Arrival[] {
    if (part.arrivedAtUs !== null) this.#told = true;
    let arrivedAtUs = part.arrivedAtUs ?? Math.max(part.atUs, this.#newestUs);
    if (secondOf(arrivedAtUs) <= this.#releasedThrough) {
      this.#outOfOrder = true;
      arrivedAtUs = this.#newestUs;
    }
    this.#newestUs = Math.max(this.#newestUs, arrivedAtUs);
    const second = secondOf(arrivedAtUs);
    const together = this.#waiting.get(second);
    if (together === undefined) this.#waiting.set(second, [{ part, arrivedAtUs }]);
    else together.push({ part, arrivedAtUs });
    if (!this.#told) return this.#release(second);
    this.#releasedThrough = secondOf(this.#newestUs) - MOST_DISORDER_S - 1;
    return this.#release(this.#releasedThrough);
  }

  rest(): readonly Arrival[] {
    return this.#release(Number.POSITIVE_INFINITY);
  }

  #release(through: number): readonly Arrival[] {
    const due = [...this.#waiting.keys()].filter((second) => second <= through).toSorted((a, b) => a - b);
    return due.flatMap((second) => {
      const arrivals = this.#waiting.get(second) ?? [];
      this.#waiting.delete(second);
      return arrivals;
    });
  }
}

/** Arrivals of one second are taken together. */
export function secondOf(arrivedAtUs: SimTimeUs): number {
  return Math.ceil(arrivedAtUs / US_PER_S);
}

/** All rows of a whole file in order of arrival; those that do not say came at the time of their scan. */
export function inOrderOfArrival(rows: readonly DetectionLine[]): readonly DetectionLine[] {
  return rows.toSorted((a, b) => (a.arrivedAtUs ?? a.atUs) - (b.arrivedAtUs ?? b.atUs) || a.line - b.line);
}
