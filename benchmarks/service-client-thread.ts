import { Worker } from 'node:worker_threads';
import type { ClientAnswer, ClientTask } from './service-clients.ts';

/** Clients in a thread of their own, so that they and the service do not wait for one another's work. */
export function clients(task: ClientTask): Promise<ClientAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('service-clients.ts', import.meta.url), { workerData: task });
    worker.once('message', (answer: ClientAnswer) => {
      void worker.terminate();
      resolve(answer);
    });
    worker.once('error', reject);
  });
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
