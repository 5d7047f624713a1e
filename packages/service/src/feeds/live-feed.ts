import { setTimeout as sleep } from 'node:timers/promises';
import { US_PER_S } from '@cupola/core/foundation';
import type { SimTimeUs } from '@cupola/core/foundation';
import type { Arrival } from '../log/report-record.ts';
import type { Feed, FeedSink } from './feed.ts';
import { DISORDER_S } from './replay-feed.ts';

/** Where the time of arrival comes from: this machine, or what reports tell (a gateway that buffers, a recording that is sent again). */
export const LIVE_CLOCKS = ['wall', 'reports'] as const;
export type LiveClock = (typeof LIVE_CLOCKS)[number];

/** A burst of reports is over when none has come for so long, or after so long in any case, ms. */
const GATHER_MS = 40;
const MOST_GATHER_MS = 150;
/** Where telling tracks takes the engine longer than this and its work would be done over, it is left to its seconds, ms. */
const MOST_PREVIEW_MS = 500;
/** Nobody's report may tell an arrival so far ahead of all others, s: believed, it would make everything before it late. */
const FARTHEST_AHEAD_S = 60;
/** Scans farther in the future of this machine's clock than this are not believed, s. */
const MOST_SKEW_S = 2;

/** Where reports from outside go: what is decided of them changes nothing in what comes. */
interface LiveSink extends Omit<FeedSink, 'second'> {
  second(second: number): Promise<unknown>;
}

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
  /** Of the oldest and the newest report that no track has told of, on the clock of this process. */
  #firstNewsMs: number | null = null;
  #newestNewsMs = 0;
  #isUnforeseen = false;
  /** Have tracks been told within the second that goes by? */
  #isToldAhead = false;
  /** Did everything of a second come before its tracks were told last? Then the second goes on from that work, and it has cost nothing. */
  #comesInBursts = true;
  readonly #previewing = new Effort();
  readonly #foreseeing = new Effort();
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
    this.#newestNewsMs = performance.now();
    this.#firstNewsMs ??= this.#newestNewsMs;
    this.#wake?.();
  }

  async run(sink: LiveSink): Promise<void> {
    await (this.#clock === 'wall' ? this.#followWall(sink) : this.#followReports(sink));
  }

  stop(): void {
    this.#stopping.abort();
    this.#wake?.();
  }

  /**
   * Whole seconds come first. Within one, tracks are told when a burst of reports is over, and then what the second will decide is foreseen, as far
   * as the engine is quick enough for it.
   */
  async #followWall(sink: LiveSink): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const nowUs = this.#nowUs();
      const second = Math.floor(nowUs / US_PER_S);
      const untilSecondMs = 1000 - ((nowUs / 1000) % 1000);
      const gatherMs = this.#gatherMs();
      // oxlint-disable no-await-in-loop -- time goes by in order
      if (second > this.#releasedThrough) {
        if (this.#isToldAhead) this.#comesInBursts = !this.#hasNewsBefore(this.#releasedThrough + 1, nowUs);
        this.#isToldAhead = false;
        this.#releasedThrough = second;
        await sink.second(second);
        this.#previewing.rest();
        this.#foreseeing.rest();
      } else if (gatherMs <= 0 && this.#previewing.isWorthIt(this.#mostPreviewMs(untilSecondMs))) {
        this.#firstNewsMs = null;
        this.#isToldAhead = true;
        this.#isUnforeseen = true;
        await this.#previewing.time(() => sink.preview(this.#releasedThrough + 1, nowUs));
      } else if (
        this.#isUnforeseen &&
        this.#firstNewsMs === null &&
        this.#foreseeing.isWorthIt(untilSecondMs)
      ) {
        this.#isUnforeseen = false;
        await this.#foreseeing.time(() => sink.foresee(this.#releasedThrough + 1));
      } else {
        await this.#pause(Math.min(gatherMs <= 0 ? untilSecondMs : gatherMs, untilSecondMs));
      }
      // oxlint-enable no-await-in-loop
    }
  }

  /** How long to wait for others that come together with the newest report; infinite when none has come since tracks were told. */
  #gatherMs(): number {
    if (this.#firstNewsMs === null) return Number.POSITIVE_INFINITY;
    const nowMs = performance.now();
    return Math.min(this.#newestNewsMs + GATHER_MS - nowMs, this.#firstNewsMs + MOST_GATHER_MS - nowMs);
  }

  #mostPreviewMs(untilSecondMs: number): number {
    return this.#comesInBursts ? Math.max(MOST_PREVIEW_MS, untilSecondMs) : MOST_PREVIEW_MS;
  }

  /** Has something come before the end of a second that no track has told of? */
  #hasNewsBefore(second: number, nowUs: SimTimeUs): boolean {
    const endMs = performance.now() - (nowUs - second * US_PER_S) / 1000;
    return this.#firstNewsMs !== null && this.#firstNewsMs < endMs;
  }

  /** Until something comes, at most so long. */
  async #pause(ms: number): Promise<void> {
    const waking = new AbortController();
    this.#wake = () => waking.abort();
    await sleep(ms, undefined, { signal: waking.signal }).catch(() => {});
    this.#wake = null;
  }

  /** A second is worked on when somebody tells of one that is `DISORDER_S` later, so that gateways need not be in step. */
  async #followReports(sink: LiveSink): Promise<void> {
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

/**
 * How long something took of late: the shorter of the last two times, since the first objects of a raid may take long once. What took too long is tried
 * again after a while.
 */
class Effort {
  #newestMs = 0;
  #expectedMs = 0;

  isWorthIt(withinMs: number): boolean {
    return this.#expectedMs <= withinMs;
  }

  async time(work: () => Promise<void>): Promise<void> {
    const startMs = performance.now();
    await work();
    const tookMs = performance.now() - startMs;
    this.#expectedMs = Math.min(this.#newestMs, tookMs);
    this.#newestMs = tookMs;
  }

  /** A second has gone by. */
  rest(): void {
    this.#expectedMs *= 0.9;
  }
}
