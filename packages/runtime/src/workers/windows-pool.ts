import type { WindowPart, WindowShare } from '@cupola/core/coverage';
import type { WindowJob } from '../coverage/windows/perform-windows.ts';
import { workerAnswer } from './worker-answer.ts';

export interface WindowStretch {
  readonly job: WindowJob;
  readonly share: WindowShare;
}

/** Searches a share of the windows in a thread of its own, which ends with it. */
export function searchElsewhere(job: WindowJob, share: WindowShare): Promise<WindowPart> {
  const workerData: WindowStretch = { job, share };
  return workerAnswer('windows-worker.ts', workerData);
}
