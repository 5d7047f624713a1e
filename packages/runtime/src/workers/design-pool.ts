import { Worker } from 'node:worker_threads';
import type { DesignJob, DesignResult, DesignTask } from '../coverage/design/design-task.ts';

/** Threads that do the tasks of a design question. Each takes the next task when it has done its own; results stand in the order of the tasks. */
export class DesignPool {
  readonly #workers: readonly Worker[];

  constructor(job: DesignJob, count: number) {
    const url = new URL('design-worker.ts', import.meta.url);
    this.#workers = Array.from({ length: count }, () => new Worker(url, { workerData: job }));
  }

  /** @param onDone - Told after each task. */
  async perform(tasks: readonly DesignTask[], onDone: () => void): Promise<readonly DesignResult[]> {
    const results: DesignResult[] = [];
    let next = 0;
    const work = async (worker: Worker): Promise<void> => {
      while (next < tasks.length) {
        const index = next++;
        const task = tasks[index];
        // oxlint-disable-next-line no-await-in-loop -- a thread does one task after the other
        if (task !== undefined) results[index] = await answerTo(worker, task);
        onDone();
      }
    };
    await Promise.all(this.#workers.map((worker) => work(worker)));
    return results;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function answerTo(worker: Worker, task: DesignTask): Promise<DesignResult> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(error);
    worker.once('error', failed);
    worker.once('message', (result: DesignResult) => {
      worker.off('error', failed);
      resolve(result);
    });
    worker.postMessage(task, []);
  });
}
