import { setTimeout as sleep } from 'node:timers/promises';
import { US_PER_S } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { Arrival } from '../log/report-record.ts';
import type { Feed, FeedSink } from './feed.ts';
import { DISORDER_S } from './replay-feed.ts';

/** Where the time of arrival comes from: this machine, or what reports tell (a gateway that buffers, a recording that is sent again). */
export const LIVE_CLOCKS = ['wall', 'reports'] as const;
export type LiveClock = (typeof LIVE_CLOCKS)[number];

/** Between two whole seconds tracks are told this often, ms. */
const PREVIEW_EVERY_MS = 200;
/** Nobody's report may tell an arrival so far ahead of all others, s: believed, it would make everything before it late. */
const FARTHEST_AHEAD_S = 60;
/** Scans farther in the future of this machine's clock than this are not believed, s. */
const MOST_SKEW_S = 2;

/** Reports from outside, as they come. */
export class LiveFeed implements Feed {
  readonly kind = 'live';
  readonly playing = null;
  readonly #clock: LiveClock;
  /** Of the machine, microseconds since the epoch of the service. */
  readonly #nowUs: () => SimTimeUs;
  readonly #stopping = new AbortController();
  #releasedThrough: number;
  #newestToldUs = Number.NEGATIVE_INFINITY;
  #isNews = false;
  /** Of the engine, for its newest answer: one that is slow is left to its seconds. */
  #tookMs = 0;
  #wake: (() => void) | null = null;

  /** @param releasedThrough - The second up to which a session that goes on has been worked on; null of a new one. */
  constructor(clock: LiveClock, nowUs: () => SimTimeUs, releasedThrough: number | null) {
    this.#clock = clock;
    this.#nowUs = nowUs;
    this.#releasedThrough = releasedThrough ?? Number.NEGATIVE_INFINITY;
  }

  /** When what comes now arrives: never in a second that has been worked on. */
  arrival(): Arrival {
    const afterUs = this.#releasedThrough * US_PER_S + 1;
    return this.#clock === 'wall'
      ? { kind: 'stamped', atUs: Math.max(this.#nowUs(), afterUs) }
      : { kind: 'told', atUs: afterUs };
  }

  /** Why such a report cannot be believed; null when it can. */
  doubt(scanAtUs: SimTimeUs, toldUs: number): string | null {
    if (this.#clock === 'wall') {
      const aheadS = (scanAtUs - this.#nowUs()) / US_PER_S;
      return aheadS > MOST_SKEW_S ? `its scan is ${aheadS.toFixed(1)} s in the future` : null;
    }
    if (Number.isNaN(toldUs)) return 'it does not tell when it arrived, and this service goes by that';
    const aheadS = (toldUs - this.#newestToldUs) / US_PER_S;
    return Number.isFinite(aheadS) && aheadS > FARTHEST_AHEAD_S
      ? `it arrived ${aheadS.toFixed(1)} s after all others`
      : null;
  }

  /** Reports with these times of arrival have been kept. */
  kept(newestToldUs: number): void {
    this.#newestToldUs = Math.max(this.#newestToldUs, newestToldUs);
    this.#isNews = true;
    this.#wake?.();
  }

  async run(sink: FeedSink): Promise<void> {
    await (this.#clock === 'wall' ? this.#followWall(sink) : this.#followReports(sink));
  }

  stop(): void {
    this.#stopping.abort();
    this.#wake?.();
  }

  async #followWall(sink: FeedSink): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const nowUs = this.#nowUs();
      const second = Math.floor(nowUs / US_PER_S);
      // oxlint-disable no-await-in-loop -- time goes by in order
      const startMs = performance.now();
      if (second > this.#releasedThrough) {
        this.#releasedThrough = second;
        this.#isNews = false;
        await sink.second(second);
        this.#tookMs = performance.now() - startMs;
      } else if (this.#isNews && this.#tookMs < PREVIEW_EVERY_MS) {
        this.#isNews = false;
        await sink.preview(nowUs);
        this.#tookMs = performance.now() - startMs;
      }
      const untilSecondMs = 1000 - ((this.#nowUs() / 1000) % 1000);
      const waitMs = Math.min(PREVIEW_EVERY_MS, untilSecondMs);
      await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
      // oxlint-enable no-await-in-loop
    }
  }

  /** A second is worked on when somebody tells of one that is `DISORDER_S` later, so that gateways need not be in step. */
  async #followReports(sink: FeedSink): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const due = Math.ceil(this.#newestToldUs / US_PER_S) - 1 - DISORDER_S;
      // oxlint-disable no-await-in-loop -- time goes by in order
      if (Number.isFinite(due) && due > this.#releasedThrough) {
        const next = Number.isFinite(this.#releasedThrough) ? this.#releasedThrough + 1 : due;
        this.#releasedThrough = next;
        await sink.second(next);
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
      }
      // oxlint-enable no-await-in-loop
    }
  }
}
