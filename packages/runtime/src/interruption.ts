/** Exit code of a process that was asked to stop. */
export const INTERRUPTED_EXIT_CODE = 130;

type Cleanup = () => void;

/**
 * What has to be undone when the process is asked to stop (Ctrl-C, or SIGTERM): cleanups run at once, newest first, and the process
 * exits with 130. Signals are seen only while the event loop turns, so long work has to pause now and then.
 */
export class Interruption {
  readonly #cleanups: Cleanup[] = [];
  readonly #exit: (code: number) => void;
  readonly #onSignal = (): void => this.stop();

  constructor(exit: (code: number) => void = (code) => process.exit(code)) {
    this.#exit = exit;
  }

  listen(): void {
    process.on('SIGINT', this.#onSignal);
    process.on('SIGTERM', this.#onSignal);
  }

  ignore(): void {
    process.off('SIGINT', this.#onSignal);
    process.off('SIGTERM', this.#onSignal);
  }

  /** Registers what to undo; the returned function takes it back. Cleanups must be synchronous. */
  undo(cleanup: Cleanup): () => void {
    this.#cleanups.push(cleanup);
    return () => {
      const index = this.#cleanups.indexOf(cleanup);
      if (index >= 0) this.#cleanups.splice(index, 1);
    };
  }

  stop(): void {
    for (const cleanup of this.#cleanups.splice(0).toReversed()) cleanup();
    this.#exit(INTERRUPTED_EXIT_CODE);
  }
}

/** Lets the event loop turn once: timers, output and signals get their chance. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
