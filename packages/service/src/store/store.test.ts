import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { verifiedChain } from '../audit/audit-chain.ts';
import { newKey } from '../keys/api-key.ts';
import type { EventRecord } from '../picture/records.ts';
import { HAS_POSTGRES, emptyDatabase } from './postgres-server.test-data.ts';
import { SessionStore, handlingPlace } from './session-store.ts';
import { migratorOf, openStores } from './stores.ts';
import type { Stores } from './stores.ts';
import { insertKey, revokeKey, storedKeys } from '../keys/key-store.ts';
import { isStoreAway } from './store-away.ts';
import { appendAudit, auditEntries } from './store.ts';

function event(sequence: number, trackId: string | null = null): EventRecord {
  const kind = trackId === null ? 'reports-late' : 'track-dropped';
  return { dataMode: 'TEST', atUs: sequence, at: '', sequence, kind, trackId, detail: {} };
}

/** Both stores are held to the same. */
function heldTo(place: () => Promise<string>): void {
  const open: Stores[] = [];
  const opened = async (where: string): Promise<Stores> => {
    const stores = await openStores(where);
    open.push(stores);
    return stores;
  };
  afterAll(async () => {
    for (const stores of open) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await stores.close();
    }
  });

  it('goes up and down through all its migrations', async () => {
    const stores = await opened(await place());
    const db = stores.house;
    const steps = (await migratorOf(db).getMigrations()).length;
    for (let step = 0; step < steps; step++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await migratorOf(db).migrateDown()).error).toBeUndefined();
    }
    expect((await db.introspection.getTables()).map((each) => each.name)).toEqual([]);
    expect((await migratorOf(db).migrateToLatest()).error).toBeUndefined();
    expect(await storedKeys(db)).toEqual([]);
  });

  it('keeps keys and tells in the audit what was done to them', async () => {
    const { house: db } = await opened(await place());
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
  });

  it('has one chain, however many write at once', async () => {
    const { house: db } = await opened(await place());
    const deed = { actor: 'a', action: 'b', subject: 'c', detail: { d: [1, 'e'] } };
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => db.transaction().execute((trx) => appendAudit(trx, deed, at))),
    );
    expect(verifiedChain(await auditEntries(db, 0, 100))).toMatchObject({ ok: true, entries: 20 });
  });

  it('stores an event once, also when it is told again after a restart, and finds it by number, kind and track', async () => {
    const where = await place();
    const before = await openStores(where);
    let db = before.house;
    let store = await SessionStore.open(db, 'live', 'mission', 1);
    expect(store.session.throughSecond).toBeNull();
    await store.saveStep(5, [event(1), event(2, 'T-1'), event(3, 'T-2')], new Map());
    await before.close();
    db = (await opened(where)).house;
    store = await SessionStore.open(db, 'live', 'mission', 2);
    expect(store.session).toEqual({
      id: 'live-0001',
      kind: 'live',
      mission: 'mission',
      throughSecond: 5,
      spans: [{ fromSecond: 5, throughSecond: 5 }],
    });
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
  });

  it('keeps what was done about an alert together with its audit', async () => {
    const { house: db } = await opened(await place());
    const store = await SessionStore.open(db, 'live', 'mission', 1);
    const handling = { acknowledgedBy: 'key:x', acknowledgedAtUs: 4, shelvedUntilUs: null, note: 'seen' };
    await store.saveHandling(
      db,
      'operator',
      'alert',
      handling,
      { actor: 'key:x', action: 'acknowledge', subject: 'alert', detail: {} },
      4,
    );
    await store.saveHandling(
      db,
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
  });
}

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-store-'));
});
describe('SQLite', () => {
  heldTo(() => Promise.resolve(join(folder, `${++files}.sqlite`)));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(HAS_POSTGRES)('where a PostgreSQL server is installed', () => {
  heldTo(emptyDatabase);
});
it.runIf(HAS_POSTGRES)('has the same tables with the same columns in both', async () => {
  const both = [await openStores(':memory:'), await openStores(await emptyDatabase())] as const;
  const [lite, postgres] = await Promise.all(both.map(({ house }) => columnsOf(house)));
  expect(postgres).toEqual(lite);
  expect(lite?.length).toBeGreaterThan(100);
  for (const { house } of both) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const migrations = await migratorOf(house).getMigrations();
    expect(migrations.every((each) => each.executedAt !== undefined)).toBe(true);
  }
  await Promise.all(both.map((each) => each.close()));
});

/** Every column with its kind, by the word that the schema has for it. */
async function columnsOf(db: Stores['house']): Promise<readonly string[]> {
  const kinds: Readonly<Record<string, string>> = { int8: 'bigint', int4: 'integer' };
  const tables = await db.introspection.getTables();
  return tables
    .flatMap(({ name, columns }) =>
      columns.map((each) => {
        const kind = each.dataType.toLowerCase();
        return `${name}.${each.name} ${kinds[kind] ?? kind}`;
      }),
    )
    .toSorted();
}

it('commits to the disk in SQLite', async () => {
  const stores = await openStores(join(folder, 'synced.sqlite'));
  const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(stores.house);
  expect(rows).toEqual([{ synchronous: 2 }]);
  await stores.close();
});

it('tells a full disk from a mistake in SQLite', async () => {
  const stores = await openStores(join(folder, 'full.sqlite'));
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(stores.house);
  await sql`PRAGMA max_page_count = ${sql.lit(rows[0]?.page_count ?? 1)}`.execute(stores.house);
  const deed = { actor: 'a', action: 'b', subject: 'c', detail: { d: 'e'.repeat(100_000) } };
  const write = (): Promise<unknown> =>
    stores.house.transaction().execute((trx) => appendAudit(trx, deed, 1));
  const full = await write().catch((error: unknown) => error);
  expect(String(full)).toMatch(/full/);
  expect(isStoreAway(full)).toBe(true);
  const mistake = await sql`select nothing`.execute(stores.house).catch((error: unknown) => error);
  expect(mistake).toBeInstanceOf(Error);
  expect(isStoreAway(mistake)).toBe(false);
  await sql`PRAGMA max_page_count = 100000`.execute(stores.house);
  await write();
  expect(verifiedChain(await auditEntries(stores.house, 0, 9))).toMatchObject({ ok: true, entries: 1 });
  await stores.close();
});
