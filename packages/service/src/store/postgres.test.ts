import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifiedChain } from '../audit/audit-chain.ts';
import { holdDatabase } from './database-hold.ts';
import { HAS_POSTGRES, PostgresServer, SERVER_MS } from './postgres-server.test-data.ts';
import { isStoreAway } from './store-away.ts';
import { appendAudit, auditEntries } from './store.ts';
import { openStores, placeName } from './stores.ts';
import { isolateTenants, tablesOfTenants } from './tenant-isolation.ts';

const WRITER = fileURLToPath(new URL('audit-writer.test-data.ts', import.meta.url));
const DEED = { actor: 'a', action: 'b', subject: 'c', detail: {} };

describe.runIf(HAS_POSTGRES)('where a PostgreSQL server is installed', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.make();
  }, SERVER_MS);
  afterAll(() => server.remove(), SERVER_MS);

  it('keeps the rows of tenants apart by itself, also when a query forgets to', async () => {
    const stores = await openStores(await server.database());
    await stores.house.schema
      .createTable('notes')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('words', 'text')
      .execute();
    await isolateTenants(stores.house);
    await isolateTenants(stores.house);
    const add = (speaker: string, tenantId: string): Promise<unknown> =>
      sql`insert into notes values (${tenantId}, ${`of ${tenantId}`})`.execute(stores.of(speaker));
    const seenBy = async (speaker: string): Promise<readonly string[]> => {
      const { rows } = await sql<{ words: string }>`select words from notes order by words`.execute(
        stores.of(speaker),
      );
      return rows.map((row) => row.words);
    };
    await add('first', 'first');
    await add('second', 'second');
    await expect(add('first', 'second')).rejects.toThrow(/row-level security/);
    expect(await seenBy('first')).toEqual(['of first']);
    expect(await seenBy('second')).toEqual(['of second']);
    expect(await seenBy('nobody')).toEqual([]);
    expect(await seenBy('operator')).toEqual(['of first', 'of second']);
    const changed = await sql`update notes set words = 'mine'`.execute(stores.of('first'));
    expect(changed.numAffectedRows).toBe(1n);
    expect(await seenBy('second')).toEqual(['of second']);
    await stores.close();
  });

  it('keeps apart every table that has rows of tenants', async () => {
    const stores = await openStores(await server.database());
    const tables = await tablesOfTenants(stores.house);
    expect(tables.filter((each) => !each.isIsolated)).toEqual([]);
    await stores.close();
  });

  it('refuses a role that would see through the policies, and tells no password', async () => {
    const url = server.urlAsChief(await server.database());
    await expect(openStores(url)).rejects.toThrow(/superuser/);
    expect(placeName('postgres://me:secret@example.org:5433/custody')).toBe(
      'postgres://me@example.org:5433/custody',
    );
  });

  it(
    'has one chain when two processes write at once',
    async () => {
      const url = await server.database();
      const stores = await openStores(url);
      const other = spawn(process.execPath, [WRITER, url, 'other', '40'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const ended = once(other, 'exit');
      await once(other.stdout, 'data');
      const write = (): Promise<unknown> =>
        stores.house.transaction().execute((trx) => appendAudit(trx, DEED, 1));
      other.stdin.end('now\n');
      let own = 0;
      for (; other.exitCode === null && own < 5_000; own += 2) {
        // oxlint-disable-next-line no-await-in-loop -- as long as the other one writes
        await Promise.all([write(), write()]);
      }
      expect(await ended).toEqual([0, null]);
      const entries = await auditEntries(stores.house, 0, 10_000);
      expect(verifiedChain(entries)).toMatchObject({ ok: true, entries: own + 40 });
      // At once it was: some of ours stand between theirs.
      const theirs = entries.filter((each) => each.actor === 'other').map((each) => each.sequence);
      expect((theirs.at(-1) ?? 0) - (theirs[0] ?? 0)).toBeGreaterThan(39);
      await stores.close();
    },
    SERVER_MS,
  );

  it('is held by one service, and by the next when that one has gone', async () => {
    const url = await server.database();
    const letGo = await holdDatabase(url, () => {});
    await expect(holdDatabase(url, () => {})).rejects.toThrow(/in use by another service/);
    await letGo();
    await (
      await holdDatabase(url, () => {})
    )();
  });

  it('says that it is away while it is, and goes on when it is back', async () => {
    const stores = await openStores(await server.database());
    const write = (): Promise<unknown> =>
      stores.house.transaction().execute((trx) => appendAudit(trx, DEED, 1));
    await write();
    await server.stop();
    const failure = await write().catch((error: unknown) => error);
    expect(isStoreAway(failure)).toBe(true);
    expect(isStoreAway(new Error('syntax error'))).toBe(false);
    await server.start();
    await sleep(50);
    await write();
    expect(verifiedChain(await auditEntries(stores.house, 0, 9))).toMatchObject({ ok: true, entries: 2 });
    await stores.close();
  });
});
