import { Worker } from 'node:worker_threads';

/** Threads that do tasks one after the other, each the next one when it has done its own. Results come as they are done, in no order. */
export class TaskPool<Task, Result> {
  readonly #workers: readonly Worker[];

  /** @param file - The thread's own, beside this one: it is sent tasks and posts one result for each. */
  constructor(file: string, workerData: unknown, count: number) {
    const url = new URL(file, import.meta.url);
    this.#workers = Array.from({ length: count }, () => new Worker(url, { workerData }));
  }

  /** @param onResult - Told as each task is done. */
  async perform(tasks: readonly Task[], onResult: (result: Result, index: number) => void): Promise<void> {
    let next = 0;
    const work = async (worker: Worker): Promise<void> => {
      while (next < tasks.length) {
        const index = next++;
        const task = tasks[index];
        // oxlint-disable-next-line no-await-in-loop -- a thread does one task after the other
        if (task !== undefined) onResult(await answerTo<Result>(worker, task), index);
      }
    };
    await Promise.all(this.#workers.map((worker) => work(worker)));
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function answerTo<Result>(worker: Worker, task: unknown): Promise<Result> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(error);
    worker.once('error', failed);
    worker.once('message', (result: Result) => {
      worker.off('error', failed);
      resolve(result);
    });
    worker.postMessage(task, []);
  });
}
