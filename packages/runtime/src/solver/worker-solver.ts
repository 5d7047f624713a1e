import { Worker } from 'node:worker_threads';
import type { IntegerProgramme } from '@cupola/core/foundation';
import type { SolveLimits, SolveOutcome, SolveProgress, Solver } from './solver.ts';

/** What a thread is sent. */
export interface SolveTask {
  readonly programme: IntegerProgramme;
  readonly limits: SolveLimits;
  readonly tellsProgress: boolean;
}

/** What it sends back: any number of the first, then one of the second. */
export type SolveReply =
  | { readonly kind: 'progress'; readonly progress: SolveProgress }
  | { readonly kind: 'outcome'; readonly outcome: SolveOutcome };

interface Waiting {
  readonly task: SolveTask;
  readonly onProgress: ((progress: SolveProgress) => void) | undefined;
  readonly resolve: (outcome: SolveOutcome) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Solves in threads of their own, so that this one can answer, draw and be interrupted. Each programme is solved by one thread, alone: what comes
 * out does not depend on how many there are.
 */
export class WorkerSolver implements Solver {
  readonly #idle: Worker[];
  readonly #workers: readonly Worker[];
  readonly #queue: Waiting[] = [];

  constructor(count: number) {
    const file = new URL('../workers/solver-worker.ts', import.meta.url);
    this.#workers = Array.from({ length: count }, () => new Worker(file));
    this.#idle = [...this.#workers];
  }

  solve(
    programme: IntegerProgramme,
    limits: SolveLimits,
    onProgress?: (progress: SolveProgress) => void,
  ): Promise<SolveOutcome> {
    return new Promise((resolve, reject) => {
      const task: SolveTask = { programme, limits, tellsProgress: onProgress !== undefined };
      this.#queue.push({ task, onProgress, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    const worker = this.#idle.pop();
    if (worker === undefined) return;
    const waiting = this.#queue.shift();
    if (waiting === undefined) {
      this.#idle.push(worker);
      return;
    }
    const failed = (error: Error): void => {
      worker.off('message', heard);
      for (const each of [waiting, ...this.#queue.splice(0)]) each.reject(error);
    };
    const heard = (reply: SolveReply): void => {
      if (reply.kind === 'progress') {
        waiting.onProgress?.(reply.progress);
        return;
      }
      worker.off('message', heard);
      worker.off('error', failed);
      this.#idle.push(worker);
      waiting.resolve(reply.outcome);
      this.#next();
    };
    worker.on('message', heard);
    worker.once('error', failed);
    worker.postMessage(waiting.task, []);
  }
}
