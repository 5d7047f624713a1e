import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { planMission, runMission } from '@cupola/core/mission';
import type { MissionInputs, MissionPlan } from '@cupola/core/mission';
import { SMALL_SCENARIO } from '../../../core/src/mission/small-mission.test-data.ts';
import { ExerciseFeed } from '../feeds/exercise-feed.ts';
import type { FeedSink } from '../feeds/feed.ts';
import { ReplayFeed } from '../feeds/replay-feed.ts';
import { logEntries } from '../log/log-files.ts';
import { commandsOf, readRecord } from '../log/report-record.ts';
import type { CommandDraft } from '../log/report-record.ts';
import type { Span } from '../engine/span.ts';
import { Operations, logFolder } from '../operations/operations.ts';
import { Sayings, operationsTo } from '../operations/heard-operations.test-data.ts';

const scenario = { ...SMALL_SCENARIO, durationMin: 1 };
const inputs: MissionInputs = { scenario, catalogues: new Map(), regions: [] };

/** What is asked just before a second, while the one before it is the newest. */
const ASKED: ReadonlyMap<number, readonly CommandDraft[]> = new Map([
  [50, [{ kind: 'confirm-track', id: 'c', trackId: 'T0001', reason: 'sure' }]],
  [
    51,
    [
      {
        kind: 'request-looks',
        id: 'l',
        reason: 'look closer',
        target: { kind: 'track', trackId: 'T0001' },
        satelliteId: null,
        sensorId: 'wide-mwir',
        durationS: 5,
        priority: 2,
      },
    ],
  ],
  [
    54,
    [
      { kind: 'drop-track', id: 'd', trackId: 'T0001', reason: 'of no interest' },
      { kind: 'drop-track', id: 'd', trackId: 'T0001', reason: 'of no interest' },
    ],
  ],
  [55, [{ kind: 'drop-track', id: 'n', trackId: 'T0099', reason: 'no such thing' }]],
]);

let folder = '';
let exercise = new Sayings();
let plan: MissionPlan;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-commands-'));
  const outcome = planMission(inputs);
  plan = present(outcome.ok ? outcome.plan : undefined);
  exercise = new Sayings();
  const operations = await operationsTo(exercise, inputs, { folder });
  await new ExerciseFeed(inputs, Number.POSITIVE_INFINITY).run(asking(operations));
  await operations.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function asking(operations: Operations): FeedSink {
  return {
    record: (record) => operations.record(record),
    second: (second) => {
      // Not waited for: what was appended before a second begins is taken in it.
      for (const draft of ASKED.get(second) ?? []) void operations.command(draft);
      return operations.second(second);
    },
    preview: (second, atUs) => operations.preview(second, atUs),
    foresee: (second) => operations.foresee(second),
    finish: () => operations.finish(),
  };
}

function outcomes({ events }: Sayings): readonly unknown[] {
  return events.filter(({ kind }) => kind.startsWith('command-')).map(({ kind, atUs }) => [kind, atUs]);
}

it('commands take effect on the next second and say what became of them', () => {
  const told = exercise.events.filter((each) => each.kind.startsWith('command-'));
  expect(told).toMatchObject([
    { kind: 'command-obeyed', commandId: 'c', atUs: 50e6, trackId: 'T0001' },
    { kind: 'command-obeyed', commandId: 'l', atUs: 51e6, trackId: 'T0001' },
    { kind: 'command-obeyed', commandId: 'd', atUs: 54e6, trackId: 'T0001' },
    { kind: 'command-refused', commandId: 'n', atUs: 55e6, reason: 'there is no track T0099 now' },
  ]);
  expect(exercise.events).toContainEqual({
    kind: 'track-dropped',
    atUs: 54e6,
    trackId: 'T0001',
    reason: 'operator: of no interest',
  });
  expect(exercise.commands).toContain('"outcome":"refused"');
});

it('a run with the same commands, and the replay of the log, say the same byte for byte', async () => {
  const records = [...logEntries(logFolder(folder), 0)].map(({ payload }) => readRecord(payload));
  const commands = records.flatMap(commandsOf);
  expect(commands.map((each) => each.id)).toEqual(['c', 'l', 'd', 'd', 'n']);
  const run = await runMission(plan, { commands });
  const whole = exercise.finalTracks.filter((each) => each.atUs % 1_000_000 === 0);
  expect(JSON.stringify(whole)).toBe(JSON.stringify(run.tracks));
  expect(exercise.events).toEqual(run.events);
  const without = await runMission(plan);
  expect(JSON.stringify(whole)).not.toBe(JSON.stringify(without.tracks));

  const replay = new Sayings();
  const operations = await operationsTo(replay, inputs, { folder: null });
  await new ReplayFeed(logFolder(folder), Number.POSITIVE_INFINITY).run(operations);
  await operations.close();
  expect(replay.rows).toBe(exercise.rows);
  expect(replay.events).toEqual(exercise.events);
  expect(replay.commands).toBe(exercise.commands);
});

it('a session that is cut off between a command and its second obeys it when it goes on', async () => {
  const records = [...logEntries(logFolder(folder), 0)].map(({ payload }) => readRecord(payload));
  const at = records.findIndex((each) => commandsOf(each).some(({ id }) => id === 'd'));
  const sayings = new Sayings();
  let spans: readonly Span[] = [];
  // Behind the first drop: with a snapshot of 53 s, its command in the log, and its second not begun.
  for (const until of [at + 1, records.length]) {
    const session = join(folder, 'session');
    // oxlint-disable no-await-in-loop -- one life after the other
    const operations = await operationsTo(sayings, inputs, {
      folder: session,
      snapshotEverySteps: 1,
      spans,
    });
    const from = until === records.length ? at + 1 : 0;
    let second = (operations.picture.second ?? -1) + 1;
    for (const record of records.slice(from, until)) {
      // The reports of a second stand in the log after the commands given before it began.
      await operations.record(record);
      if (record.form === 'commands') continue;
      await operations.second(second++);
    }
    for (; until === records.length && second <= 60; second++) await operations.second(second);
    if (until === records.length) await operations.finish();
    await operations.close();
    spans = [{ fromSecond: 0, throughSecond: operations.picture.second ?? 0 }];
    // oxlint-enable no-await-in-loop
  }
  expect(outcomes(sayings)).toEqual(outcomes(exercise));
  expect(sayings.rows).toBe(exercise.rows);
});
