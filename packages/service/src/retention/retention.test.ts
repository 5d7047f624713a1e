import { existsSync, mkdtempSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { present } from '@cupola/core/foundation';
import { logEntries, logFiles } from '../log/log-files.ts';
import { SegmentLog } from '../log/segment-log.ts';
import { logFolder } from '../operations/operations.ts';
import { snapshotPath, writeSnapshot } from '../operations/snapshot-file.ts';
import { EMPTY_PICTURE } from '../picture/picture.ts';
import type { EventRecord } from '../picture/records.ts';
import { emptyScan, liveOptions, sent, smallConfig } from '../serve/small-service.test-data.ts';
import { startService } from '../serve/start-service.ts';
import { verifiedChain } from '../audit/audit-chain.ts';
import { SessionStore } from '../store/session-store.ts';
import { auditEntries } from '../store/store.ts';
import { openStores } from '../store/stores.ts';
import type { Stores } from '../store/stores.ts';
import { prune } from './prune.ts';
import { prunePlan } from './prune-plan.ts';
import type { PrunePlan } from './prune-plan.ts';
import { KEEP_ALL } from './retention-policy.ts';
import type { RetentionPolicy } from './retention-policy.ts';

const DAY_S = 86_400;
const NOW_MS = Date.now();

let folder = '';
let stores: Stores;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-retention-'));
  stores = await openStores(join(folder, 'store.sqlite'));
});
afterEach(async () => {
  await stores.close();
  rmSync(folder, { recursive: true });
});

const sessionFolder = (id: string): string => join(folder, 'sessions', id);

async function pruned(
  policy: Partial<RetentionPolicy>,
  inUse: Parameters<typeof prunePlan>[3] = null,
): Promise<PrunePlan> {
  const plan = await prunePlan(stores.house, folder, { ...KEEP_ALL, ...policy }, inUse, NOW_MS);
  await prune(stores.house, folder, plan, 'test', NOW_MS);
  return plan;
}

/** A log in small files, all of them last written to some hours ago. @returns Where each entry stands. */
async function oldLog(session: string, hoursAgo: number): Promise<readonly number[]> {
  const log = await SegmentLog.open(logFolder(sessionFolder(session)), 20);
  const positions: number[] = [];
  // oxlint-disable-next-line no-await-in-loop -- a file each
  for (let at = 0; at < 6; at++) positions.push(await log.append(Buffer.from(`entry number ${at}`)));
  await log.close();
  for (const { path } of logFiles(logFolder(sessionFolder(session)))) {
    utimesSync(path, NOW_MS / 1000, NOW_MS / 1000 - hoursAgo * 3600);
  }
  return positions;
}

async function snapshotOf(session: string, resumeFrom: number, writtenBy = 'test'): Promise<void> {
  const engine = { second: 9, resumeFrom, state: new Uint8Array() };
  const snapshot = { writtenBy, engine, picture: EMPTY_PICTURE, sequences: new Map(), log: 'files' } as const;
  await writeSnapshot(snapshotPath(sessionFolder(session)), snapshot);
}

const texts = (session: string): readonly string[] =>
  [...logEntries(logFolder(sessionFolder(session)), 0)].map(({ payload }) => String(payload).slice(-1));

function event(sequence: number, day: number): EventRecord {
  const atUs = day * DAY_S * 1e6;
  return { dataMode: 'TEST', atUs, at: '', sequence, kind: 'reports-late', trackId: null, detail: {} };
}

it('removes whole files of a log that are old and stand before what the snapshot goes on from, and tells of it', async () => {
  await SessionStore.open(stores.house, 'live', 'mission', 1);
  const positions = await oldLog('live-0001', 50);
  expect((await pruned({ logHours: 48 })).log).toEqual([]);
  await snapshotOf('live-0001', present(positions[3]));
  expect((await pruned({})).log).toEqual([]);
  expect((await pruned({ logHours: 60 })).log).toEqual([]);
  const ofOther = { session: 'live-0001', writtenBy: 'another program' };
  expect((await pruned({ logHours: 48 }, ofOther)).log).toEqual([]);
  expect(texts('live-0001')).toEqual(['0', '1', '2', '3', '4', '5']);
  expect((await pruned({ logHours: 48 })).log).toHaveLength(3);
  expect(texts('live-0001')).toEqual(['3', '4', '5']);
  const log = await SegmentLog.open(logFolder(sessionFolder('live-0001')), 20);
  await log.append(Buffer.from('entry number 6'));
  await log.close();
  expect(texts('live-0001')).toEqual(['3', '4', '5', '6']);
  const entries = await auditEntries(stores.house, 0, 9);
  expect(entries.map((each) => each.action)).toEqual(['retention.prune']);
  expect(verifiedChain(entries).ok).toBe(true);
});

it('removes events so many days behind the newest, and answers after a day', async () => {
  const store = await SessionStore.open(stores.house, 'live', 'mission', 1);
  for (let day = 1; day <= 10; day++) {
    const events = [0, 1, 2].map((each) => event(3 * (day - 1) + each + 1, day));
    // oxlint-disable-next-line no-await-in-loop -- in order
    await store.saveStep(day * DAY_S, events, new Map());
  }
  const answer = { key_id: 'k', request_hash: 'h', answer: '{}' };
  const ages = [2 * DAY_S, 10].map((ageS, at) => ({
    ...answer,
    idempotency_key: String(at),
    at_us: NOW_MS * 1000 - ageS * 1e6,
  }));
  await stores.house.insertInto('idempotency').values(ages).execute();
  const left = async (): Promise<readonly number[]> =>
    (await store.events({ afterSequence: 0, kinds: null, trackId: null, limit: 99 })).map((e) => e.sequence);
  const plan = await pruned({ eventDays: 3 });
  expect(plan.events).toEqual([{ session: 'live-0001', firstSequence: 1, lastSequence: 18 }]);
  expect(plan.answers).toBe(1);
  expect(await left()).toEqual([19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
  expect((await pruned({ eventDays: 3 })).events).toEqual([]);
  expect((await stores.house.selectFrom('idempotency').select('idempotency_key').execute()).length).toBe(1);
});

it('removes closed sessions, never one that a start would go on with', async () => {
  const oldUs = NOW_MS * 1000 - 40 * DAY_S * 1e6;
  const exercise = await SessionStore.open(stores.house, 'exercise', 'mission', oldUs);
  await exercise.saveStep(1, [event(1, 1)], new Map());
  await SessionStore.open(stores.house, 'live', 'mission', oldUs + 1);
  const used = await SessionStore.open(stores.house, 'exercise', 'mission', oldUs + 2);
  for (const id of ['exercise-0001', 'live-0002', used.session.id]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await oldLog(id, 40 * 24);
  }
  const inUse = { session: used.session.id, writtenBy: 'test' };
  expect((await pruned({ sessionDays: 41 }, inUse)).sessions).toEqual([]);
  expect((await pruned({ sessionDays: 30 }, inUse)).sessions).toEqual(['exercise-0001']);
  expect(existsSync(sessionFolder('exercise-0001'))).toBe(false);
  expect(texts('live-0002')).toHaveLength(6);
  expect(await exercise.events({ afterSequence: 0, kinds: null, trackId: null, limit: 9 })).toEqual([]);
  expect((await pruned({ sessionDays: 30 }, inUse)).sessions).toEqual([]);
  const next = await SessionStore.open(stores.house, 'exercise', 'mission', NOW_MS * 1000);
  expect(next.session.id).toBe('exercise-0004');
});

it('is looked after by a service that runs, which never takes its own session for a closed one', async () => {
  const options = { ...liveOptions(folder, smallConfig()), retention: { ...KEEP_ALL, sessionDays: 1 } };
  const old = await SessionStore.open(stores.house, 'exercise', 'mission', 1);
  await old.saveStep(1, [event(1, 1)], new Map());
  const running = await startService(options);
  const left = (): Promise<readonly unknown[]> =>
    old.events({ afterSequence: 0, kinds: null, trackId: null, limit: 9 });
  await expect.poll(left).toEqual([]);
  await running.stop();
  expect(existsSync(sessionFolder(running.service.store.session.id))).toBe(true);
  const deeds = await auditEntries(stores.house, 0, 9);
  expect(deeds.map((each) => [each.actor, each.action])).toContainEqual(['retention', 'retention.prune']);
});

it('begins another session when a changed program finds the beginning of the log removed, and takes nothing again', async () => {
  const config = smallConfig();
  const options = liveOptions(join(folder, 'data'), config);
  const batches = [0, 1, 2].map((sequence) => emptyScan(config, sequence));
  let running = await startService(options);
  const key = running.firstKey ?? '';
  expect(await sent(running, key, batches)).toEqual(['accepted', 'accepted', 'accepted']);
  await running.stop();
  const log = logFolder(join(options.dataFolder, 'sessions', 'live-0001'));
  renameSync(present(logFiles(log)[0]).path, join(log, '0000000000001000.log'));
  for (const programId of ['changed', 'changed', 'changed again']) {
    // oxlint-disable no-await-in-loop -- one start after the other
    running = await startService({ ...options, programId });
    expect(running.service.store.session.id).toBe('live-0002');
    expect(await sent(running, key, batches)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    await running.stop();
    // oxlint-enable no-await-in-loop
  }
});
