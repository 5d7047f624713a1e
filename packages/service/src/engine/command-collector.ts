import { usFromS } from '@cupola/core/foundation';
import type { Command } from '@cupola/core/messages';

interface WaitingCommand {
  readonly command: Command;
  /** Place in the log of the record it came in. */
  readonly position: number;
}

/** Commands that wait for the second on which they take effect. */
export class CommandCollector {
  #waiting: readonly WaitingCommand[] = [];
  #releasedThrough = Number.NEGATIVE_INFINITY;

  /** Of the oldest record that is still waiting; null when none is. */
  get oldestPosition(): number | null {
    return this.#waiting.length === 0 ? null : Math.min(...this.#waiting.map(({ position }) => position));
  }

  /** Passes over seconds whose commands were obeyed before. */
  startAfter(second: number): void {
    this.#releasedThrough = second;
  }

  /** A command of a second that is past was obeyed before (a log is read again from the oldest that was not). */
  take(command: Command, position: number): void {
    if (command.arrivedAtUs <= usFromS(this.#releasedThrough)) return;
    this.#waiting = [...this.#waiting, { command, position }];
  }

  /** What takes effect by a second, in the order of the log; it is released later all the same. */
  ahead(throughSecond: number): readonly Command[] {
    const atUs = usFromS(throughSecond);
    return this.#waiting.map(({ command }) => command).filter(({ arrivedAtUs }) => arrivedAtUs <= atUs);
  }

  /** What takes effect by a second, and was not released before. */
  release(throughSecond: number): readonly Command[] {
    this.#releasedThrough = throughSecond;
    const due = this.ahead(throughSecond);
    if (due.length > 0) this.#waiting = this.#waiting.filter(({ command }) => !due.includes(command));
    return due;
  }
}
