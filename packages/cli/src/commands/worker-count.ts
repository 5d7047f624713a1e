import { availableParallelism } from 'node:os';

/** More than this bring little on any machine. */
const MOST_WORKERS = 8;

/** Threads to share the work. @param asked - By a flag. */
export function workerCount(asked: number | undefined): number {
  return asked ?? Math.min(MOST_WORKERS, availableParallelism());
}
