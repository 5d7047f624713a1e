import type { Problem } from '@cupola/core/scenario';
import { openStore } from '@cupola/service';
import type { Outcome } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { storeOf, storeProblems } from './store-place.ts';

/** What every command on tenants and plans has. */
export interface AccessFlags {
  readonly data: string;
  readonly json?: true;
}

type Database = Awaited<ReturnType<typeof openStore>>;

/** Who did it, in the audit, and when. */
export function byCommand(): { readonly actor: string; readonly atUs: number } {
  return { actor: 'cupola', atUs: Date.now() * 1000 };
}

/** Does something to the store of a service and lets it go again; nothing when there is none. */
export async function withStore(
  { data, json }: AccessFlags,
  work: (db: Database) => Promise<ExitCode>,
): Promise<ExitCode> {
  const problems = storeProblems(data);
  if (problems.length > 0) return refuse(problems, json === true);
  const db = await openStore(storeOf(data));
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Says what was done, or why not. */
export async function tell(
  outcome: Outcome,
  { json }: AccessFlags,
  done: Readonly<Record<string, unknown>>,
  text: string,
): Promise<ExitCode> {
  if (!outcome.ok) return refuse([problemOf(outcome.reason)], json === true);
  await writeOut(json === true ? `${JSON.stringify(done, null, 2)}\n` : `${text}\n`);
  return EXIT.done;
}

function problemOf(reason: string): Problem {
  return { path: '', value: null, expected: 'see `cupola tenants list`', message: reason };
}
