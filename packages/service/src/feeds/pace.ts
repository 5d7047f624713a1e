import { setTimeout as sleep } from 'node:timers/promises';

/** Simulated seconds in a second of the wall clock; infinite: as fast as it goes. */
export class Pace {
  readonly #rate: number;
  readonly #stopping = new AbortController();
  #startMs: number | null = null;

  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Waits until so many seconds after the first call are due. @returns Whether to go on. */
  async due(elapsedS: number): Promise<boolean> {
    this.#startMs ??= performance.now();
    const waitMs = Number.isFinite(this.#rate)
      ? this.#startMs + (elapsedS * 1000) / this.#rate - performance.now()
      : 0;
    if (waitMs > 0 && !this.#stopping.signal.aborted) {
      await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
    return !this.#stopping.signal.aborted;
  }

  stop(): void {
    this.#stopping.abort();
  }
}
