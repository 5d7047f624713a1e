import { US_PER_S } from '@cupola/core/foundation';
import type { Arrival } from '../log/report-record.ts';

/** Of the newest seconds; older ones are worked on or never will be. */
const MOST_SECONDS = 120;

/**
 * When this machine got the first report of each second of arrival. What a second decides was decided by one of its reports, so the time since the first of them is never less than
 * the time since the one that decided. Where reports tell themselves when they arrived, nothing is known.
 */
export class ArrivalClock {
  readonly #firstMs = new Map<number, number>();
  /** Of reports that belong to whatever second comes next. */
  #nextMs: number | null = null;

  /** @param nowMs - Of a clock that is never set. */
  note({ kind, atUs }: Arrival, nowMs: number): void {
    if (kind === 'told') {
      if (atUs === Number.NEGATIVE_INFINITY) this.#nextMs ??= nowMs;
      return;
    }
    const second = Math.ceil(atUs / US_PER_S);
    if (!this.#firstMs.has(second)) this.#firstMs.set(second, nowMs);
    const [oldest] = this.#firstMs.keys();
    if (this.#firstMs.size > MOST_SECONDS && oldest !== undefined) this.#firstMs.delete(oldest);
  }

  /** Null when none came, or it cannot be told. Each second is asked for once, in order. */
  firstOf(second: number): number | null {
    const firstMs = this.#firstMs.get(second) ?? this.#nextMs;
    for (const each of this.#firstMs.keys()) if (each <= second) this.#firstMs.delete(each);
    this.#nextMs = null;
    return firstMs;
  }
}
