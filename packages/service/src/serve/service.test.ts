import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScanBatch } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import { listen, recordedExercise, sentInExercise } from './recorded-exercise.test-data.ts';
import { binaryBody, linesBody, liveOptions, smallConfig } from './small-service.test-data.ts';
import { startService } from './start-service.ts';
import type { RunningService } from './start-service.ts';

interface EventsPage {
  readonly items: readonly { readonly atUs: number }[];
}

const config = smallConfig();
let folder = '';
/** What satellites sent in an exercise, by second of arrival. */
let sentBySecond: readonly (readonly ScanBatch[])[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-service-'));
  sentBySecond = await sentInExercise();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function eventsOf(running: RunningService): Promise<EventsPage> {
  const response = await running.app.inject({ url: '/v1/events?limit=1000', headers: keyOf(running) });
  return response.json<EventsPage>();
}

const knownKeys = new Map<string, string>();
function keyOf(running: RunningService): Record<string, string> {
  const place = running.service.plan.dataFolder;
  if (running.firstKey !== null) knownKeys.set(place, running.firstKey);
  return { authorization: `Bearer ${knownKeys.get(place)}`, host: new URL(running.url).host };
}

async function post(
  running: RunningService,
  batches: readonly ScanBatch[],
  form: 'binary' | 'jws',
): Promise<unknown> {
  const response = await running.app.inject({
    method: 'POST',
    url: '/v1/ingest/scan-reports',
    headers: {
      ...keyOf(running),
      'content-type': form === 'binary' ? 'application/vnd.cupola.scan-reports' : 'application/jsonl',
    },
    payload: form === 'binary' ? binaryBody(batches) : linesBody(batches),
  });
  return response.json();
}

it('live over HTTP says what the exercise said, byte for byte, however messages are cut, mixed, repeated and the service restarted', async () => {
  const options = liveOptions(join(folder, 'live'), config);
  const final: string[] = [];
  let running = await startService(options);
  const answers: unknown[] = [];
  let heard = await listen(running, keyOf(running));
  for (const [second, batches] of sentBySecond.entries()) {
    const half = Math.floor(batches.length / 2);
    // In another order, in two bodies of both forms, the second of them twice.
    const shuffled = batches.toReversed();
    const parts = [shuffled.slice(half), shuffled.slice(0, half)];
    // oxlint-disable no-await-in-loop -- one after the other
    await post(running, present(parts[0]), 'binary');
    await post(running, present(parts[1]), 'jws');
    answers.push(await post(running, present(parts[1]), 'jws'));
    if (second === 44) {
      await settled(running, second - 3);
      await running.stop();
      final.push(...(await heard.rows));
      running = await startService(options);
      heard = await listen(running, keyOf(running));
      answers.push(await post(running, present(parts[1]), 'binary'));
    }
    // oxlint-enable no-await-in-loop
  }
  await settled(running, sentBySecond.length - 3);
  const events = await eventsOf(running);
  await running.stop();
  final.push(...(await heard.rows));
  const exercise = await recordedExercise();
  expect(exercise.state).toBe('finished');
  expect(answers.length).toBe(sentBySecond.length + 1);
  for (const each of answers) expect(each).toMatchObject({ accepted: 0 });
  expect(final.length).toBeGreaterThan(12);
  expect(exercise.final.slice(0, final.length)).toEqual(final);
  expect(events.items.length).toBeGreaterThan(3);
  expect(exercise.events.slice(0, events.items.length)).toEqual(events.items);
});

/** The reports of the last two seconds wait for others that arrived with them. */
async function settled(running: RunningService, second: number): Promise<void> {
  await expect.poll(() => running.service.picture.second).toBeGreaterThanOrEqual(second);
}
