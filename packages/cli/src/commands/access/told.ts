import type { Problem } from '@cupola/core/scenario';
import type { Outcome } from '@cupola/service';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { inStore } from '../store/in-store.ts';
import type { Store, StoreFlags } from '../store/in-store.ts';

/** What every command on tenants and plans has. */
export type AccessFlags = StoreFlags;

/** Who did it, in the audit, and when. */
export function byCommand(): { readonly actor: string; readonly atUs: number } {
  return { actor: 'cupola', atUs: Date.now() * 1000 };
}

/** Does something to the store of a service and lets it go again; nothing when there is none. */
export function withStore(flags: AccessFlags, work: (db: Store) => Promise<ExitCode>): Promise<ExitCode> {
  return inStore(flags, [], work);
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
