import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdsStore, openStore } from '@cupola/service';
import { HAS_POSTGRES, emptyDatabase } from '../../../../service/src/store/postgres-server.test-data.ts';
import { told as cupola } from '../told-command.test-data.ts';

const PLAN = fileURLToPath(new URL('../../../../../docs/service/regional-warning.yaml', import.meta.url));
const OFFERS = fileURLToPath(new URL('../../../../../scenarios/subscribe-or-own.yaml', import.meta.url));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cupola-store-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Every command on the store of a service does the same on both. @param place - Its flags, and what opens it. */
function heldTo(place: () => Promise<{ readonly flags: readonly string[]; readonly store: string }>): void {
  it('refuses every command where no service was ever started, and makes nothing', async () => {
    const { flags, store } = await place();
    for (const line of [
      'keys list',
      'tenants list',
      'plans list',
      'contracts list',
      'invoices list north',
      'usage export',
      'webhooks list',
      'certificates list',
      'audit verify',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- they share what is written to
      const told = await cupola(...line.split(' '), ...flags);
      expect([line, told.status, told.err]).toEqual([
        line,
        2,
        expect.stringContaining('there is no store in it'),
      ]);
    }
    expect(store.startsWith('postgres') ? await holdsStore(store) : existsSync(store)).toBe(false);
  });

  it('keys, tenants, plans, contracts, usage, webhooks and certificates stand in it, and in its audit', async () => {
    const { flags, store } = await place();
    await (await openStore(store)).destroy();
    const done = async (...args: readonly string[]): Promise<string> => {
      const { status, out, err } = await cupola(...args, ...flags, '--json');
      expect([args.join(' '), status, err]).toEqual([args.join(' '), 0, '']);
      return out;
    };
    const made: { id: string } = JSON.parse(await done('keys', 'create', '--name', 'display'));
    await done('keys', 'rotate', made.id);
    await done('keys', 'revoke', made.id);
    expect((await cupola('keys', 'revoke', made.id, ...flags)).err).toContain('there is no such key');
    await done('plans', 'put', PLAN);
    await done('tenants', 'create', 'north');
    await done('tenants', 'subscribe', 'north', 'regional-warning@1');
    const { out: offer } = await cupola('contracts', 'from-offer', OFFERS);
    expect(offer).toContain('prices');
    expect(await done('contracts', 'list')).toContain('"contracts": []');
    expect(await done('invoices', 'list', 'north')).toContain('"documents": []');
    expect(JSON.parse(await done('usage', 'export'))).toEqual([]);
    const url = 'http://127.0.0.1:9/hook';
    const allowed = ['--webhook-allow-host', '127.0.0.1:9'];
    await done('webhooks', 'create', '--tenant', 'north', '--url', url, '--types', 'alert.*', ...allowed);
    expect(await done('webhooks', 'list', '--tenant', 'north')).toContain(url);
    expect(await done('webhooks', 'list')).not.toContain(url);
    expect(await done('certificates', 'list')).toContain('"certificates": []');
    expect(JSON.parse(await done('keys', 'list'))).toMatchObject({ keys: [{}, {}] });

    expect(JSON.parse(await done('audit', 'verify'))).toMatchObject({ ok: true, entries: 8 });
    const db = await openStore(store);
    await db.updateTable('audit').set({ actor: 'somebody' }).where('sequence', '=', 2).execute();
    await db.destroy();
    const broken = await cupola('audit', 'verify', ...flags);
    expect([broken.status, broken.out]).toEqual([
      1,
      'The chain is broken at entry 2: it is not what was written.\n',
    ]);
  });
}

let places = 0;
describe('SQLite', () => {
  heldTo(() => {
    const data = join(folder, String(++places));
    mkdirSync(data);
    return Promise.resolve({ flags: ['--data', data], store: join(data, 'store.sqlite') });
  });
});

describe.runIf(HAS_POSTGRES)('where a PostgreSQL server is installed', () => {
  heldTo(async () => {
    const store = await emptyDatabase();
    return { flags: ['--postgres', store], store };
  });

  it('tells a database that is not there in one sentence, and no password', async () => {
    const url = 'postgres://me:secret@127.0.0.1:1/custody';
    const failure = await cupola('keys', 'list', '--postgres', url);
    expect([failure.status, failure.out]).toEqual([3, '']);
    expect(failure.err).toContain('cannot open the store postgres://me@127.0.0.1:1/custody');
    expect(failure.err).not.toContain('secret');
    const told = await cupola('keys', 'list', '--postgres', 'mysql://me:secret@127.0.0.1/custody');
    expect([told.status, told.err]).toEqual([
      2,
      expect.stringContaining('not the URL of a PostgreSQL database'),
    ]);
    expect(told.err).not.toContain('secret');
  });
});
