import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { binaryEnvelopes, openEnvelope } from '@cupola/contract';
import { present } from '@cupola/core/foundation';
import { planMission, runMission } from '@cupola/core/mission';
import type { MissionInputs } from '@cupola/core/mission';
import { SMALL_SCENARIO } from '../../../core/src/mission/small-mission.test-data.ts';
import type { Span } from '../engine/span.ts';
import { logEntries } from '../log/log-files.ts';
import { readRecord } from '../log/report-record.ts';
import { logFolder } from '../operations/operations.ts';
import { Sayings, operationsTo } from '../operations/heard-operations.test-data.ts';
import { ExerciseFeed } from './exercise-feed.ts';
import { ReplayFeed } from './replay-feed.ts';

const scenario = { ...SMALL_SCENARIO, durationMin: 1 };
const inputs: MissionInputs = { scenario, catalogues: new Map(), regions: [] };

let folder = '';
let exercise = new Sayings();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-feeds-'));
  exercise = await exercised();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function exercised(): Promise<Sayings> {
  const sayings = new Sayings();
  const operations = await operationsTo(sayings, inputs, { folder });
  await new ExerciseFeed(inputs, Number.POSITIVE_INFINITY).run(operations);
  await operations.close();
  return sayings;
}

it('an exercise says what the run of its scenario says, and so does the replay of its log: byte for byte', async () => {
  const outcome = planMission(inputs);
  const run = await runMission(present(outcome.ok ? outcome.plan : undefined));
  const wholeSeconds = exercise.finalTracks.filter((each) => each.atUs % 1_000_000 === 0);
  expect(JSON.stringify(wholeSeconds)).toBe(JSON.stringify(run.tracks));
  expect(exercise.finalTracks.length).toBeGreaterThan(20);
  expect(exercise.events).toEqual(run.events);

  const replay = new Sayings();
  const operations = await operationsTo(replay, inputs, { folder: null });
  await new ReplayFeed(logFolder(folder), Number.POSITIVE_INFINITY).run(operations);
  await operations.close();
  expect(replay.rows).toBe(exercise.rows);
  expect(replay.events).toEqual(exercise.events);
  expect(replay.alerts).toBe(exercise.alerts);
});

it.each([
  ['its snapshot and log', 13],
  ['its log alone', null],
])(
  'a session that is cut off at any second goes on from %s as if nothing had been',
  async (_, snapshotEverySteps) => {
    const records = [...logEntries(logFolder(folder), 0)].map(({ payload }) => readRecord(payload));
    const secondOf = (index: number): number => {
      const record = present(records[index]);
      const [first] = binaryEnvelopes(record.bytes);
      const batch = first?.ok === true ? openEnvelope(first.value.bytes) : null;
      return batch?.ok === true ? batch.value.arrivedAtUs[0]! / 1_000_000 : Number.NaN;
    };
    const sayings = new Sayings();
    let spans: readonly Span[] = [];
    let at = 0;
    // Cut off in the middle: just behind a snapshot or long behind it, with records in the log that no second has taken.
    for (const cut of [20, 33, records.length]) {
      const session = join(folder, `session-${snapshotEverySteps}`);
      // oxlint-disable no-await-in-loop -- one life after the other
      const operations = await operationsTo(sayings, inputs, {
        folder: session,
        snapshotEverySteps,
        spans,
      });
      for (; at < cut; at++) {
        await operations.record(present(records[at]));
        if (at < cut - 1 || cut === records.length) {
          await operations.second(secondOf(at));
        }
      }
      if (cut === records.length) await operations.finish();
      await operations.close();
      // oxlint-enable no-await-in-loop
      spans = [{ fromSecond: secondOf(0), throughSecond: secondOf(cut - 2) }];
    }
    expect(sayings.rows).toBe(exercise.rows);
    expect(sayings.events).toEqual(exercise.events);
    expect(sayings.alerts).toBe(exercise.alerts);
  },
);
