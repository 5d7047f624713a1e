import type { Registers } from '../access/registers.ts';
import type { Publisher } from './publisher.ts';
import type { ServiceLog } from './service-plan.ts';

const BEAT_EVERY_MS = 15_000;
const LOOK_AT_REGISTERS_EVERY_MS = 1_000;

/** What is done again and again while a service runs: streams are kept alive, and whoever is let in no longer is sent away. */
export class Rounds {
  readonly #registers: Registers;
  readonly #publisher: Publisher;
  readonly #log: ServiceLog;
  readonly #timers: readonly NodeJS.Timeout[];

  constructor(registers: Registers, publisher: Publisher, log: ServiceLog) {
    this.#registers = registers;
    this.#publisher = publisher;
    this.#log = log;
    publisher.views.past.keep(registers.book.latestS);
    this.#timers = [
      setInterval(() => publisher.hub.beat(), BEAT_EVERY_MS),
      setInterval(() => void this.lookAtRegisters(), LOOK_AT_REGISTERS_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** What was changed by any process holds from now on; what was used is written down. */
  async lookAtRegisters(): Promise<void> {
    const { keys, book, allowances } = this.#registers;
    const { views, hub } = this.#publisher;
    try {
      await keys.refresh();
      await book.refresh();
      views.past.keep(book.latestS);
      await keys.saveUses();
      await allowances.save(Date.now() * 1000);
    } catch (error) {
      this.#log.error({ error: String(error) }, 'keys and plans cannot be read, or what was used not kept');
    }
    hub.sendAwayUnwelcome();
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }
}
