import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { HOUSE } from '../access/visitor.ts';
import { placeName } from '../store/stores.ts';

/** In a backup. */
export const DUMP = 'store.dump';

const run = promisify(execFile);

/** PostgreSQL's own program writes the database into a file. The house sees the rows of all tenants. @throws OutsideFailure */
export async function dumpDatabase(url: string, to: string): Promise<void> {
  const args = ['--enable-row-security', '--format=custom', `--file=${to}`];
  await program('pg_dump', url, args, `cannot dump ${placeName(url)}`);
}

/** Into a database with nothing in it. @throws OutsideFailure */
export async function restoreDatabase(url: string, from: string): Promise<void> {
  const args = ['--no-owner', '--exit-on-error', '--single-transaction', from];
  await program('pg_restore', url, args, `cannot restore to ${placeName(url)}`);
}

/** The password is not told on a command line, which everybody on the machine can read. */
async function program(name: string, url: string, args: readonly string[], failure: string): Promise<void> {
  const place = new URL(url);
  const password = decodeURIComponent(place.password);
  place.password = '';
  const env = {
    ...process.env,
    PGOPTIONS: `-c cupola.tenant=${HOUSE}`,
    ...(password === '' ? {} : { PGPASSWORD: password }),
  };
  try {
    await run(name, [`--dbname=${place.href}`, ...args], { env });
  } catch (error) {
    throw new OutsideFailure('network', failure, error);
  }
}
