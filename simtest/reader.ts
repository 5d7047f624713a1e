import { WHOLE } from '../packages/service/src/access/entitlement.ts';
import { HOUSE } from '../packages/service/src/access/visitor.ts';
import { filterOf } from '../packages/service/src/doors/queries.ts';
import { SLOW_BYTES, STUCK_BYTES } from '../packages/service/src/stream/stream-hub.ts';
import type { StreamHub, StreamOutlet } from '../packages/service/src/stream/stream-hub.ts';

/** A reader of the stream that takes what it is told, or nothing of it. */
export class Reader implements StreamOutlet {
  /** Told since the last check, and not yet known to be stored. */
  told: { readonly type: string; readonly data: string }[] = [];
  readonly problems: string[] = [];
  isClosed = false;
  #waitingBytes: number;
  readonly #isSlow: boolean;
  #isBegun = false;

  /** @param backlogBytes - What waits for a slow one to begin with; null: it reads everything at once. */
  constructor(hub: StreamHub, backlogBytes: number | null) {
    this.#isSlow = backlogBytes !== null;
    this.#waitingBytes = backlogBytes ?? 0;
    const visitor = { tenantId: HOUSE, entitlement: WHOLE };
    hub.subscribe({ types: ['track', 'event', 'final'], filter: filterOf({}), visitor }, this);
    this.#isBegun = true;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  write(chunk: Buffer): void {
    if (this.isClosed) this.problems.push('a closed reader was told something');
    const text = chunk.toString();
    if (this.#isSlow) {
      if (this.#isBegun && this.#waitingBytes > SLOW_BYTES && text.includes('event: track\n'))
        this.problems.push('a slow reader was told of tracks');
      if (this.#isBegun && this.#waitingBytes > STUCK_BYTES)
        this.problems.push('a stuck reader was told something');
      this.#waitingBytes += chunk.length;
      return;
    }
    for (const block of text.split('\n\n')) {
      const [, type, data] = /event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (type !== undefined && data !== undefined) this.told.push({ type, data });
    }
  }

  close(): void {
    this.isClosed = true;
  }

  isWelcome(): boolean {
    return true;
  }
}
