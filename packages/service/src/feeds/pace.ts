import { setTimeout as sleep } from 'node:timers/promises';

/** Where a pace stands. */
export interface PaceState {
  /** Simulated seconds in a second of the wall clock; infinite: as fast as it goes. */
  readonly rate: number;
  readonly isPaused: boolean;
}

/** Waits for simulated seconds at a rate that may be changed, and held. */
export class Pace {
  #rate: number;
  #isPaused: boolean;
  #isStopped = false;
  /** When which second was due: the rate counts from there. */
  #anchor: { readonly atMs: number; readonly elapsedS: number } | null = null;
  #lastS = 0;
  /** Ends a wait when anything changes. */
  #change = new AbortController();

  constructor(rate: number, isPaused = false) {
    this.#rate = rate;
    this.#isPaused = isPaused;
  }

  get state(): PaceState {
    return { rate: this.#rate, isPaused: this.#isPaused };
  }

  /** Waits until so many seconds after the first call are due. @returns Whether to go on. */
  async due(elapsedS: number): Promise<boolean> {
    while (!this.#isStopped) {
      const waitMs = this.#isPaused ? LONGEST_WAIT_MS : this.#untilMs(elapsedS);
      if (waitMs <= 0) {
        this.#lastS = elapsedS;
        return true;
      }
      const { signal } = this.#change;
      // oxlint-disable-next-line no-await-in-loop -- waits until it is due, whatever is changed meanwhile
      await sleep(Math.min(waitMs, LONGEST_WAIT_MS), undefined, { signal }).catch(() => {});
    }
    return false;
  }

  set(rate: number): void {
    this.#rate = rate;
    this.#changed();
  }

  pause(): void {
    this.#isPaused = true;
    this.#changed();
  }

  resume(): void {
    this.#isPaused = false;
    this.#changed();
  }

  stop(): void {
    this.#isStopped = true;
    this.#changed();
  }

  #untilMs(elapsedS: number): number {
    this.#anchor ??= { atMs: performance.now(), elapsedS };
    if (!Number.isFinite(this.#rate)) return 0;
    const { atMs, elapsedS: fromS } = this.#anchor;
    return atMs + ((elapsedS - fromS) * 1000) / this.#rate - performance.now();
  }

  /** The rate counts from the last second on. */
  #changed(): void {
    if (this.#anchor !== null) this.#anchor = { atMs: performance.now(), elapsedS: this.#lastS };
    this.#change.abort();
    this.#change = new AbortController();
  }
}

/** Timers take no more; then it is asked again. */
const LONGEST_WAIT_MS = 3_600_000;
