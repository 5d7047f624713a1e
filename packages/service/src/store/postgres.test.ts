import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { verifiedChain } from '../audit/audit-chain.ts';
import { holdDatabase } from './database-hold.ts';
import { HAS_POSTGRES, PostgresServer, emptyDatabase, urlAsChief } from './postgres-server.test-data.ts';
import { isStoreAway } from './store-away.ts';
import { appendAudit, auditEntries } from './store.ts';
import { openStores, placeName } from './stores.ts';
import { isolateTenants, tablesOfTenants } from './tenant-isolation.ts';

const WRITER = fileURLToPath(new URL('audit-writer.test-data.ts', import.meta.url));
const DEED = { actor: 'a', action: 'b', subject: 'c', detail: {} };

describe.runIf(HAS_POSTGRES)('where a PostgreSQL server is installed', () => {
  it('keeps the rows of tenants apart by itself, also when a query forgets to', async () => {
    const stores = await openStores(await emptyDatabase());
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
    const stores = await openStores(await emptyDatabase());
    const tables = await tablesOfTenants(stores.house);
    expect(tables.filter((each) => !each.isIsolated)).toEqual([]);
    await stores.close();
  });

  it('refuses a role that would see through the policies, and tells no password', async () => {
    const url = urlAsChief(await emptyDatabase());
    await expect(openStores(url)).rejects.toThrow(/superuser/);
    expect(placeName('postgres://me:secret@example.org:5433/custody')).toBe(
      'postgres://me@example.org:5433/custody',
    );
  });

  it('has one chain when two processes write at once', async () => {
    const url = await emptyDatabase();
    const stores = await openStores(url);
    const other = spawn(process.execPath, [WRITER, url, 'other'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let told = '';
    other.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
    const ended = once(other, 'close');
    await expect.poll(() => told).toContain('ready');
    const write = (): Promise<unknown> =>
      stores.house.transaction().execute((trx) => appendAudit(trx, DEED, 1));
    other.stdin.write('now\n');
    let own = 0;
    // At once it is when some of ours stand between theirs.
    const isMixed = async (): Promise<boolean> => {
      const actors = (await auditEntries(stores.house, 0, 10_000)).map(({ actor }) => actor);
      const [first, last] = [actors.indexOf('other'), actors.lastIndexOf('other')];
      return first !== -1 && actors.slice(first, last).includes(DEED.actor);
    };
    // oxlint-disable-next-line no-await-in-loop -- as long as it takes
    while (own < 5_000 && (own < 60 || !(await isMixed()))) {
      // oxlint-disable-next-line no-await-in-loop -- pair after pair
      await Promise.all([write(), write()]);
      own += 2;
    }
    other.stdin.end();
    expect(await ended).toEqual([0, null]);
    const theirs = Number(/^ready\n(\d+)$/.exec(told.trim())?.[1]);
    const entries = await auditEntries(stores.house, 0, 10_000);
    expect(verifiedChain(entries)).toMatchObject({ ok: true, entries: own + theirs });
    expect(await isMixed()).toBe(true);
    await stores.close();
  });

  it('is held by one service, and by the next when that one has gone', async () => {
    const url = await emptyDatabase();
    const letGo = await holdDatabase(url, () => {});
    await expect(holdDatabase(url, () => {})).rejects.toThrow(/in use by another service/);
    await letGo();
    await (
      await holdDatabase(url, () => {})
    )();
  });

  it('says that it is away while it is, and goes on when it is back', async () => {
    const server = await PostgresServer.make();
    const stores = await openStores(await server.database());
    const write = (): Promise<unknown> =>
      stores.house.transaction().execute((trx) => appendAudit(trx, DEED, 1));
    await write();
    await server.stop();
    const failure = await write().catch((error: unknown) => error);
    expect(isStoreAway(failure)).toBe(true);
    expect(isStoreAway(new Error('syntax error'))).toBe(false);
    await server.start();
    // Connections of before are found dead one by one.
    const isBack = (): Promise<boolean> =>
      write().then(
        () => true,
        () => false,
      );
    await expect.poll(isBack).toBe(true);
    expect(verifiedChain(await auditEntries(stores.house, 0, 9))).toMatchObject({ ok: true, entries: 2 });
    await stores.close();
    await server.remove();
  });
});
