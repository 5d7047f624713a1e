import { Worker } from 'node:worker_threads';
import type { WindowPart, WindowShare } from '@cupola/core/coverage';
import type { WindowJob } from '../coverage/perform-windows.ts';

export interface WindowStretch {
  readonly job: WindowJob;
  readonly share: WindowShare;
}

/** Searches a share of the windows in a thread of its own, which ends with it. */
export function searchElsewhere(job: WindowJob, share: WindowShare): Promise<WindowPart> {
  const workerData: WindowStretch = { job, share };
  const worker = new Worker(new URL('windows-worker.ts', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', (part: WindowPart) => resolve(part));
    worker.once('error', reject);
  });
}
