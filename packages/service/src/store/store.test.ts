import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sql } from 'kysely';
import { verifiedChain } from '../audit/audit-chain.ts';
import { newKey } from '../keys/api-key.ts';
import type { EventRecord } from '../picture/records.ts';
import { SessionStore, handlingPlace } from './session-store.ts';
import { insertKey, revokeKey, storedKeys } from '../keys/key-store.ts';
import { appendAudit, auditEntries, migratorOf, openStore } from './store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const path = (): string => join(folder, 'store.sqlite');

function event(sequence: number, trackId: string | null = null): EventRecord {
  const kind = trackId === null ? 'reports-late' : 'track-dropped';
  return { dataMode: 'TEST', atUs: sequence, at: '', sequence, kind, trackId, detail: {} };
}

it('commits to the disk, and goes up and down through its migrations', async () => {
  const db = await openStore(path());
  const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(db);
  expect(rows).toEqual([{ synchronous: 2 }]);
  const down = await migratorOf(db).migrateDown();
  expect(down.error).toBeUndefined();
  const up = await migratorOf(db).migrateToLatest();
  expect(up.error).toBeUndefined();
  expect(await storedKeys(db)).toEqual([]);
  await db.destroy();
});

it('keeps keys and tells in the audit what was done to them', async () => {
  const db = await openStore(path());
  const { key } = newKey({ mode: 'TEST', name: 'first', scopes: ['read', 'act'], expiresAtUs: null }, 7);
  await insertKey(db, key, 'console');
  expect(await storedKeys(db)).toEqual([key]);
  expect(await revokeKey(db, key.id, 'console', 9)).toBe(true);
  expect(await revokeKey(db, key.id, 'console', 10)).toBe(false);
  expect((await storedKeys(db))[0]?.revokedAtUs).toBe(9);
  const entries = await auditEntries(db, 0, 10);
  expect(entries.map((each) => [each.sequence, each.action, each.subject])).toEqual([
    [1, 'key.create', key.id],
    [2, 'key.revoke', key.id],
  ]);
  expect(verifiedChain(entries)).toMatchObject({ ok: true, entries: 2 });
  await db.destroy();
});

it('has one chain, however many write at once', async () => {
  const db = await openStore(path());
  const deed = { actor: 'a', action: 'b', subject: 'c', detail: { d: [1, 'e'] } };
  await Promise.all(
    Array.from({ length: 20 }, (_, at) => db.transaction().execute((trx) => appendAudit(trx, deed, at))),
  );
  expect(verifiedChain(await auditEntries(db, 0, 100))).toMatchObject({ ok: true, entries: 20 });
  await db.destroy();
});

it('stores an event once, also when it is told again after a restart, and finds it by number, kind and track', async () => {
  let db = await openStore(path());
  let store = await SessionStore.open(db, 'live', 'mission', 1);
  expect(store.session.throughSecond).toBeNull();
  await store.saveStep(5, [event(1), event(2, 'T-1'), event(3, 'T-2')], new Map());
  await db.destroy();
  db = await openStore(path());
  store = await SessionStore.open(db, 'live', 'mission', 2);
  expect(store.session).toEqual({ id: 'live-0001', kind: 'live', mission: 'mission', throughSecond: 5 });
  await store.saveStep(6, [event(3, 'T-2'), event(4, 'T-1')], new Map());
  const numbers = async (change: object): Promise<readonly number[]> =>
    (await store.events({ afterSequence: 0, kinds: null, trackId: null, limit: 10, ...change })).map(
      (each) => each.sequence,
    );
  expect(await numbers({})).toEqual([1, 2, 3, 4]);
  expect(await numbers({ afterSequence: 1, limit: 2 })).toEqual([2, 3]);
  expect(await numbers({ trackId: 'T-1' })).toEqual([2, 4]);
  expect(await numbers({ kinds: ['reports-late'] })).toEqual([1]);
  const another = await SessionStore.open(db, 'live', 'other mission', 3);
  expect(another.session.id).toBe('live-0002');
  const exercise = await SessionStore.open(db, 'exercise', 'mission', 4);
  expect((await SessionStore.open(db, 'exercise', 'mission', 5)).session.id).not.toBe(exercise.session.id);
  await db.destroy();
});

it('keeps what was done about an alert together with its audit', async () => {
  const db = await openStore(path());
  const store = await SessionStore.open(db, 'live', 'mission', 1);
  const handling = { acknowledgedBy: 'key:x', acknowledgedAtUs: 4, shelvedUntilUs: null, note: 'seen' };
  await store.saveHandling(
    'operator',
    'alert',
    handling,
    { actor: 'key:x', action: 'acknowledge', subject: 'alert', detail: {} },
    4,
  );
  await store.saveHandling(
    'operator',
    'alert',
    { ...handling, shelvedUntilUs: 9 },
    { actor: 'key:x', action: 'shelve', subject: 'alert', detail: {} },
    5,
  );
  expect(await store.handlings()).toEqual(
    new Map([[handlingPlace('operator', 'alert'), { ...handling, shelvedUntilUs: 9 }]]),
  );
  expect((await auditEntries(db, 0, 9)).map((each) => each.action)).toEqual(['acknowledge', 'shelve']);
  await db.destroy();
});
