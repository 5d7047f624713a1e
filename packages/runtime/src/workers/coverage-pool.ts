import { Worker } from 'node:worker_threads';
import type { CoveragePart } from '@cupola/core/coverage';
import type { CoverageJob } from '../coverage/perform-coverage.ts';

export interface CoverageStretch {
  readonly job: CoverageJob;
  readonly fromSample: number;
  readonly toSample: number;
}

/** Measures a stretch of samples in a thread of its own, which ends with it. */
export function measureElsewhere(
  job: CoverageJob,
  fromSample: number,
  toSample: number,
): Promise<CoveragePart> {
  const workerData: CoverageStretch = { job, fromSample, toSample };
  const worker = new Worker(new URL('coverage-worker.ts', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', (part: CoveragePart) => resolve(part));
    worker.once('error', reject);
  });
}
