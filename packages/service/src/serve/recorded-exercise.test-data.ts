import { join } from 'node:path';
import type { ScanBatch } from '@cupola/contract';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import { logEntries } from '../log/log-files.ts';
import { batchesOf, readRecord } from '../log/report-record.ts';
import { madeOnce } from './made-once.test-data.ts';
import { SMALL_INPUTS, liveOptions, smallConfig } from './small-service.test-data.ts';
import { startService } from './start-service.ts';
import type { RunningService } from './start-service.ts';

/** The small scenario as an exercise, from its first second to its last. */
interface Exercise {
  /** Folder of its log. */
  readonly log: string;
  readonly state: string;
  /** Final rows as its stream told them. */
  readonly final: readonly string[];
  readonly events: readonly { readonly atUs: number }[];
}

/** Played once in a run of the tests. */
export function recordedExercise(): Promise<Exercise> {
  return madeOnce('exercise', async (folder) => {
    const feed = new ExerciseFeed(SMALL_INPUTS, Number.POSITIVE_INFINITY, true);
    const running = await startService({ ...liveOptions(folder, smallConfig()), feedFrom: () => feed });
    const headers = { authorization: `Bearer ${running.firstKey}`, host: new URL(running.url).host };
    const heard = await listen(running, headers);
    feed.playing.pace.resume();
    await running.service.finished;
    const { state } = running.service;
    const response = await running.app.inject({ url: '/v1/events?limit=1000', headers });
    const { items: events } = response.json<{ items: Exercise['events'] }>();
    await running.stop();
    const log = join(folder, 'sessions', 'exercise-0001', 'log');
    return { log, state, final: await heard.rows, events };
  });
}

/** What satellites sent in it, by second of arrival. */
export async function sentInExercise(): Promise<readonly (readonly ScanBatch[])[]> {
  const { log } = await recordedExercise();
  return [...logEntries(log, 0)].map(({ payload }) => batchesOf(readRecord(payload)));
}

/** Final rows that a service tells from now on, once it has stopped. */
export async function listen(
  { url }: RunningService,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly rows: Promise<readonly string[]> }> {
  const response = await fetch(`${url}v1/stream?types=final`, { headers });
  if (response.status !== 200) throw new Error(`the stream is answered ${response.status}`);
  const rows = response.text().then((text) =>
    text.split('\n\n').flatMap((block) => {
      const [, event, data] = /event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      return event === 'final' && data !== undefined ? [data] : [];
    }),
  );
  return { rows };
}
