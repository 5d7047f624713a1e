import { Worker } from 'node:worker_threads';

/** The one message of a thread that ends with it. `file`: the thread's own, beside this one. */
export function workerAnswer<Answer>(file: string, workerData: unknown): Promise<Answer> {
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: Answer) => resolve(answer));
    worker.once('error', reject);
  });
}
