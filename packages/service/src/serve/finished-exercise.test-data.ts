import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from './small-service.test-data.ts';
import { startService } from './start-service.ts';
import type { RunningService } from './start-service.ts';

let started: Promise<RunningService> | null = null;

/**
 * The small scenario as an exercise that is over. All files of a thread ask the same one, which is there until the thread ends: each as tenants of
 * its own, and none changes what others look at. Who has to see everything from the beginning, or to stop it, starts one of his own.
 */
export function finishedExercise(): Promise<RunningService> {
  started ??= played();
  return started;
}

async function played(): Promise<RunningService> {
  const folder = mkdtempSync(join(process.env['CUPOLA_TEST_RUN'] ?? tmpdir(), 'finished-'));
  const running = await startService({
    ...liveOptions(folder, smallConfig()),
    feedFrom: () => new ExerciseFeed(SMALL_INPUTS, Number.POSITIVE_INFINITY),
  });
  await running.service.finished;
  return running;
}
