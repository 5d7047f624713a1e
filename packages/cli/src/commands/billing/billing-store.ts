import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { openStore } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';

/** Where a service keeps its store. */
export interface StoreFlags {
  readonly data: string;
  readonly postgres?: string;
  readonly json?: true;
}

type Store = Awaited<ReturnType<typeof openStore>>;

/** What a command has to say: an answer, or what is wrong with what it was asked. */
export type Told =
  | { readonly answer: unknown; readonly text: string; readonly exit?: ExitCode }
  | { readonly problems: readonly Problem[] };

/** Opens the store for one command, tells what came of it, and closes it. */
export async function withStore(
  { data, postgres, json }: StoreFlags,
  problems: readonly Problem[],
  work: (db: Store) => Promise<Told>,
): Promise<ExitCode> {
  const path = join(data, 'store.sqlite');
  const missing: Problem = {
    path: '--data',
    value: data,
    expected: 'the folder of a service that was started once, or --postgres',
    message: 'there is no store in it',
  };
  const found = [...problems, ...(postgres === undefined && !existsSync(path) ? [missing] : [])];
  if (found.length > 0) return refuse(found, json === true);
  const db = await openStore(postgres ?? path);
  try {
    const told = await work(db);
    if ('problems' in told) return await refuse(told.problems, json === true);
    await writeOut(json === true ? `${JSON.stringify(told.answer, null, 2)}\n` : told.text);
    return told.exit ?? EXIT.done;
  } finally {
    await db.destroy();
  }
}

export function problem(path: string, value: string | number, expected: string, message: string): Problem {
  return { path, value, expected, message };
}

export const nowUs = (): number => Date.now() * 1000;

/** Who did it, in the audit. */
export const ACTOR = 'cupola';
