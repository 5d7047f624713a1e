import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { KeptStreams } from '../delivery/nats/kept-streams.ts';
import type { StreamPlan } from '../delivery/nats/kept-streams.ts';
import { NatsServers, WITHOUT_NATS } from '../delivery/nats/nats-servers.test-data.ts';
import { logEntries, logFiles } from '../log/log-files.ts';
import { sequenceOf } from '../log/log-messages.ts';
import { logFolder } from '../operations/operations.ts';
import { snapshotPath, snapshotPlace } from '../operations/snapshot-file.ts';
import { prune } from '../retention/prune.ts';
import { prunePlan } from '../retention/prune-plan.ts';
import { emptyScan, liveOptions, sent, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import type { RunningService, ServeOptions } from '../serve/start-service.ts';
import { SessionStore } from '../store/session-store.ts';
import { auditEntries } from '../store/store.ts';
import { openStore } from '../store/stores.ts';
import { backUp } from './back-up.ts';
import { checkBackup, restore } from './restore.ts';

/* A session whose log is a stream: backed up as files, gone on with from these, and let go when it is over. */

const config = smallConfig();
const SESSION = 'live-0001';
const MS_PER_DAY = 86_400_000;
let folder = '';
let servers: NatsServers | null = null;
let plan: StreamPlan;
let key = '';
const place = (name: string): string => join(folder, name);
const session = (name: string): string => join(place(name), 'sessions', SESSION);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-backup-stream-'));
  if (WITHOUT_NATS !== null) return;
  servers = await NatsServers.start(1);
  await servers.ready();
  plan = { urls: servers.urls, credsFile: null, caFile: null, name: 'kept' };
}, 60_000);
afterAll(async () => {
  await servers?.end();
  rmSync(folder, { recursive: true });
});

function onStreams(name: string): ServeOptions {
  return { ...liveOptions(place(name), config), nats: { ...plan, replicas: null } };
}

async function send(running: RunningService, from: number, to: number): Promise<readonly string[]> {
  const answers: string[] = [];
  for (let number = from; number <= to; number++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, each a message of the stream
    answers.push(...(await sent(running, key, [emptyScan(config, number)])));
  }
  return answers;
}

it.skipIf(WITHOUT_NATS !== null)(
  'is backed up while it is written, and goes on from files where it stood on the stream',
  async () => {
    let origin = await startService(onStreams('data'));
    key = origin.firstKey ?? '';
    expect(new Set(await send(origin, 1, 12))).toEqual(new Set(['accepted']));
    await origin.stop();
    const resumeFrom = present(snapshotPlace(snapshotPath(session('data'))));
    origin = await startService(onStreams('data'));
    await send(origin, 13, 20);
    const order = { dataFolder: place('data'), postgres: null, streams: plan, nowMs: 0 };
    const [manifest] = await Promise.all([
      backUp({ ...order, outFolder: place('backup') }),
      send(origin, 21, 24),
    ]);
    await origin.stop();
    expect(await checkBackup(place('backup'))).toEqual({ ok: true, manifest });

    // Record by record what the stream holds, and the snapshot names the same one.
    const streams = await KeptStreams.connect(plan);
    const onStream: { position: number; payload: string }[] = [];
    for await (const { position, payload } of streams.entries(SESSION))
      onStream.push({ position, payload: payload.toString('hex') });
    await streams.close();
    await restore(place('backup'), manifest, place('restored'), null);
    const inFiles = [...logEntries(logFolder(session('restored')), 0)];
    expect(inFiles.length).toBeGreaterThanOrEqual(20);
    expect(inFiles.map(({ payload }) => payload.toString('hex'))).toEqual(
      onStream.slice(0, inFiles.length).map(({ payload }) => payload),
    );
    const next = onStream.findIndex(({ position }) => position >= resumeFrom);
    expect(snapshotPlace(snapshotPath(session('restored')))).toBe(inFiles[next]?.position);

    await restore(place('backup'), manifest, place('elsewhere'), null);
    const elsewhere = startService(onStreams('elsewhere'));
    await expect(elsewhere).rejects.toThrow('has its log in files');
    const running = await startService(liveOptions(place('restored'), config));
    expect(running.service.store.session.id).toBe(SESSION);
    expect(new Set(await send(running, 1, 20))).toEqual(new Set(['duplicate']));
    expect(await send(running, 25, 30)).toEqual(Array.from({ length: 6 }, () => 'accepted'));
    await expect.poll(() => running.service.picture.second, { timeout: 10_000 }).toBeGreaterThan(25);
    await running.stop();
  },
  90_000,
);

it.skipIf(WITHOUT_NATS !== null)(
  'is deleted with its stream when another session took its place and it is over its time',
  async () => {
    const db = await openStore(join(place('data'), 'store.sqlite'));
    const streams = await KeptStreams.connect(plan);
    const policy = { logHours: null, eventDays: null, sessionDays: 3 };
    const nowMs = Date.now();
    const planned = async (days: number): Promise<readonly string[]> =>
      (await prunePlan(db, place('data'), policy, null, nowMs + days * MS_PER_DAY, streams)).sessions;
    expect(await planned(10)).toEqual([]);
    const succession = { canGoOn: () => false, carry: () => {} };
    const { session: after } = await SessionStore.open(db, 'live', 'small', nowMs * 1000, succession);
    expect(after.id).toBe('live-0002');
    // What was written to the stream lately is not over, however long ago the session was begun.
    await db.updateTable('sessions').set({ started_at_us: 1 }).where('id', '=', SESSION).execute();
    expect([await planned(2), await planned(4)]).toEqual([[], [SESSION]]);
    const over = await prunePlan(db, place('data'), policy, null, nowMs + 4 * MS_PER_DAY, streams);
    expect(await streams.has(SESSION)).toBe(true);
    await prune(db, place('data'), over, 'test', nowMs, streams);
    expect([await streams.has(SESSION), await planned(4)]).toEqual([false, []]);
    await streams.close();
    await db.destroy();
  },
  60_000,
);

it.skipIf(WITHOUT_NATS !== null)(
  'is thinned out where no restart needs it; a changed program then begins another session, in which nothing is believed twice',
  async () => {
    const thin = { ...plan, name: 'thin' };
    const options = { ...liveOptions(place('thin'), config), nats: { ...thin, replicas: null } };
    let running = await startService(options);
    key = running.firstKey ?? '';
    await send(running, 1, 12);
    await running.stop();
    running = await startService(options);
    await send(running, 13, 20);
    // A snapshot goes on from the first second that was not worked on.
    await expect.poll(() => running.service.picture.second).toBeGreaterThan(15);
    await running.stop();
    const resumeFrom = present(snapshotPlace(snapshotPath(session('thin'))));
    const streams = await KeptStreams.connect(thin);
    const db = await openStore(join(place('thin'), 'store.sqlite'));
    const policy = { logHours: 1, eventDays: null, sessionDays: null };
    const nowMs = Date.now();
    const later = nowMs + 2 * 3_600_000;
    const other = { session: SESSION, writtenBy: 'another program' };
    for (const [atMs, inUse] of [
      [nowMs, null],
      [later, other],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await prunePlan(db, place('thin'), policy, inUse, atMs, streams)).streams).toEqual([]);
    }
    const over = await prunePlan(db, place('thin'), policy, null, later, streams);
    expect(over.streams).toEqual([
      {
        session: SESSION,
        stream: 'thin-log-live-0001',
        throughSequence: sequenceOf(resumeFrom) - 1,
        messages: sequenceOf(resumeFrom) - 1,
      },
    ]);
    expect(sequenceOf(resumeFrom)).toBeGreaterThan(10);
    await prune(db, place('thin'), over, 'test', nowMs, streams);
    expect(await streams.isWhole(SESSION)).toBe(false);
    const last = (await auditEntries(db, 0, 100)).at(-1);
    expect(last).toMatchObject({ action: 'retention.prune' });
    await db.destroy();

    running = await startService(options);
    expect(running.service.store.session.id).toBe(SESSION);
    expect(new Set(await send(running, 1, 20))).toEqual(new Set(['duplicate']));
    expect(await send(running, 21, 21)).toEqual(['accepted']);
    await running.stop();
    running = await startService({ ...options, programId: 'changed' });
    expect(running.service.store.session.id).toBe('live-0002');
    expect(new Set(await send(running, 1, 21))).toEqual(new Set(['duplicate']));
    await running.stop();

    // A backup of it says that its beginning is gone.
    const order = { dataFolder: place('thin'), postgres: null, streams: thin, nowMs: 0 };
    await backUp({ ...order, outFolder: place('thin-backup') });
    const [oldest] = logFiles(join(place('thin-backup'), 'sessions', SESSION, 'log'));
    expect(oldest?.from).toBe(1);
    await streams.close();
  },
  90_000,
);
