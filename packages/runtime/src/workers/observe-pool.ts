import { Worker } from 'node:worker_threads';
import { assert } from '@cupola/core/foundation';
import type { MissionInputs } from '@cupola/core/mission';
import type { ObservedBlock } from '@cupola/core/sensing';

export interface BlockRequest {
  readonly fromScan: number;
  readonly scanCount: number;
}

interface Waiting {
  readonly resolve: (block: ObservedBlock) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Threads that compute blocks of scans ahead of the main one. Blocks go round the workers in turn, and each worker answers in the order it
 * was asked; what a block holds does not depend on which of them made it.
 */
export class ObservePool {
  readonly #workers: readonly Worker[];
  readonly #waiting: readonly Waiting[][];
  #next = 0;

  constructor(inputs: MissionInputs, count: number) {
    assert(count > 0, 'a pool has at least one worker');
    this.#workers = Array.from(
      { length: count },
      () => new Worker(new URL('observe-worker.ts', import.meta.url), { workerData: inputs }),
    );
    this.#waiting = this.#workers.map(() => []);
    for (const [index, worker] of this.#workers.entries()) {
      worker.on('message', (block: ObservedBlock) => this.#waiting[index]?.shift()?.resolve(block));
      worker.on('error', (error: Error) => {
        for (const waiting of this.#waiting[index]?.splice(0) ?? []) waiting.reject(error);
      });
    }
  }

  observeBlock(fromScan: number, scanCount: number): Promise<ObservedBlock> {
    const index = this.#next;
    this.#next = (index + 1) % this.#workers.length;
    return new Promise((resolve, reject) => {
      this.#waiting[index]?.push({ resolve, reject });
      const request: BlockRequest = { fromScan, scanCount };
      this.#workers[index]?.postMessage(request);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
