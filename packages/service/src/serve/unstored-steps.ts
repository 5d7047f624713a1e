import type { NewMessage } from '../delivery/webhooks/webhook-store.ts';
import type { PictureChanges } from '../picture/picture.ts';
import type { SessionStore } from '../store/session-store.ts';
import type { ServiceLog } from './service-plan.ts';

/** A store that refused is left alone so long, ms. */
const STORE_AGAIN_MS = 2_000;
/** Steps that could not be stored wait for the store, up to so many. */
const MOST_UNSTORED_STEPS = 600;

export interface UnstoredStep {
  readonly second: number;
  readonly changes: PictureChanges;
  readonly messages: readonly NewMessage[];
}

/** Steps on their way into the store, in order. What it refuses waits; the log has it all, so a restart loses nothing of it. */
export class UnstoredSteps {
  readonly #store: SessionStore;
  readonly #log: ServiceLog;
  readonly #onStored: (step: UnstoredStep) => void;
  readonly #waiting: UnstoredStep[] = [];
  #againAtMs = 0;

  constructor(store: SessionStore, log: ServiceLog, onStored: (step: UnstoredStep) => void) {
    this.#store = store;
    this.#log = log;
    this.#onStored = onStored;
  }

  get areWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** @throws What the store says, when more steps wait than may. */
  async store(step: UnstoredStep): Promise<void> {
    this.#waiting.push(step);
    if (performance.now() < this.#againAtMs) return;
    try {
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        const { events, whereabouts } = next.changes;
        // oxlint-disable-next-line no-await-in-loop -- in order
        await this.#store.saveStep(next.second, events, whereabouts, next.messages);
        this.#waiting.shift();
        this.#onStored(next);
      }
    } catch (error) {
      this.#log.error({ error: String(error), steps: this.#waiting.length }, 'events cannot be stored');
      this.#againAtMs = performance.now() + STORE_AGAIN_MS;
      if (this.#waiting.length > MOST_UNSTORED_STEPS) throw error;
    }
  }
}
