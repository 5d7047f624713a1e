import type { CoveragePart } from '@cupola/core/coverage';
import type { CoverageJob } from '../coverage/perform-coverage.ts';
import { workerAnswer } from './worker-answer.ts';

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
  return workerAnswer('coverage-worker.ts', workerData);
}
