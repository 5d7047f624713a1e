import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { MINUTE_US } from './calendar.ts';
import type { MeterId } from './meters.ts';
import type { UsageEvent } from './usage-event.ts';
import { closeLeftUsage, storeUsage } from './usage-store.ts';
import type { StoredUsage } from './usage-store.ts';

/** What a service that is no more has left open is closed after so long, us. */
const LEFT_AFTER_US = 10 * MINUTE_US;
/** While so many entries wait for the store no new minute is begun: counts go into the one that lasts. */
const MOST_ENTRIES = 50_000;

interface Entry {
  readonly event: Omit<UsageEvent, 'quantity'>;
  readonly minute: number;
  quantity: number;
  /** What the store has; -1: nothing. */
  stored: number;
}

/**
 * Counts by tenant, meter, product and minute, and brings the counts to the store. An entry is named before it is first stored and stored whole, never by what was added:
 * storing it twice changes nothing. What was counted since the last `flush` is lost with the process, and nothing is ever counted twice.
 */
export class MeterBook {
  readonly source: string = `/cupola/usage/${randomBytes(8).toString('hex')}`;
  readonly #db: Kysely<Tables>;
  readonly #entries = new Map<string, Entry>();
  #single: UsageEvent[] = [];
  /** Never goes back, whatever the clock does: a minute that is closed is not counted into again. */
  #minute = 0;
  #flushing: Promise<void> = Promise.resolve();

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** @param quantity - Whole. */
  add(tenantId: string, meter: MeterId, product: string | null, quantity: number, atUs: number): void {
    if (quantity === 0) return;
    if (this.#entries.size < MOST_ENTRIES)
      this.#minute = Math.max(this.#minute, Math.floor(atUs / MINUTE_US));
    const id = `${tenantId}/${meter}/${product ?? ''}/${this.#minute}`;
    const entry = this.#entries.get(id);
    if (entry !== undefined) {
      entry.quantity += quantity;
      return;
    }
    const event = {
      source: this.source,
      id,
      tenantId,
      meter,
      product,
      key: null,
      atUs: this.#minute * MINUTE_US,
    };
    this.#entries.set(id, { event, minute: this.#minute, quantity, stored: -1 });
  }

  /** Counts a deed that has a name of its own, once, however often and by however many it is told. */
  once(event: UsageEvent): void {
    this.#single.push(event);
  }

  /** Is there anything that the store does not have? */
  get isBehind(): boolean {
    return this.#single.length > 0 || [...this.#entries.values()].some(isUnstored);
  }

  /**
   * Brings all to the store that it does not have; closes minutes that are over.
   *
   * @param last - Close all: nothing is added any more.
   */
  async flush(atUs: number, last = false): Promise<void> {
    const turn = this.#flushing.then(() => this.#flush(atUs, last));
    this.#flushing = turn.catch(() => {});
    await turn;
  }

  async #flush(atUs: number, last: boolean): Promise<void> {
    this.#minute = Math.max(this.#minute, Math.floor(atUs / MINUTE_US));
    const isOver = ({ minute }: Entry): boolean => last || minute < this.#minute;
    const single = this.#single;
    const entries = [...this.#entries.values()]
      .filter((each) => isUnstored(each) || isOver(each))
      .map((entry) => ({ entry, quantity: entry.quantity, isClosed: isOver(entry) }));
    const usage: StoredUsage[] = [
      ...entries.map(({ entry, quantity, isClosed }) => ({
        event: { ...entry.event, quantity: String(quantity) },
        isClosed,
      })),
      ...single.map((event) => ({ event, isClosed: true })),
    ];
    if (usage.length > 0) await storeUsage(this.#db, usage);
    this.#single = this.#single.slice(single.length);
    for (const { entry, quantity, isClosed } of entries) {
      entry.stored = quantity;
      if (isClosed) this.#entries.delete(entry.event.id);
    }
  }

  /** Closes what others have left open. */
  async closeLeft(atUs: number): Promise<void> {
    await closeLeftUsage(this.#db, this.source, atUs - LEFT_AFTER_US);
  }
}

function isUnstored({ quantity, stored }: Entry): boolean {
  return quantity !== stored;
}
