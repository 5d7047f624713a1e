import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { holdsStore, openStore } from '@cupola/service';
import type { ExitCode } from '../../exit-code.ts';
import { refuse } from '../../problem-text.ts';
import { postgresProblems } from './postgres-problems.ts';

/** Where the store of a service is, and how a command answers. */
export interface StoreFlags {
  readonly data: string;
  /** URL of a database; without it the store is a file in the folder. */
  readonly postgres?: string;
  readonly json?: true;
}

export type Store = Awaited<ReturnType<typeof openStore>>;

/** Opens the store of a service for one command and closes it again; nothing is made where there is none. */
export async function inStore(
  flags: StoreFlags,
  problems: readonly Problem[],
  work: (db: Store) => Promise<ExitCode>,
): Promise<ExitCode> {
  const found = [...problems, ...(await storeProblems(flags))];
  if (found.length > 0) return refuse(found, flags.json === true);
  const db = await openStore(placeOf(flags));
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Path of a file, or URL of a database. */
export function placeOf({ data, postgres }: StoreFlags): string {
  return postgres ?? join(data, 'store.sqlite');
}

/** @throws OutsideFailure - When the database cannot be asked. */
export async function storeProblems({ data, postgres }: StoreFlags): Promise<readonly Problem[]> {
  if (postgres === undefined) return existsSync(placeOf({ data })) ? [] : [noStore('--data', data)];
  const problems = postgresProblems(postgres);
  if (problems.length > 0) return problems;
  return (await holdsStore(postgres)) ? [] : [noStore('--postgres', null)];
}

function noStore(path: string, value: string | null): Problem {
  const expected =
    path === '--data'
      ? 'the folder of a service that was started once, or --postgres'
      : 'the database of a service that was started once';
  return { path, value, expected, message: 'there is no store in it' };
}
