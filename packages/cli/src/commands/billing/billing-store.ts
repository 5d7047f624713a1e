import type { Problem } from '@cupola/core/scenario';
import { EXIT } from '../../exit-code.ts';
import type { ExitCode } from '../../exit-code.ts';
import { writeOut } from '../../output.ts';
import { refuse } from '../../problem-text.ts';
import { inStore } from '../store/in-store.ts';
import type { Store, StoreFlags } from '../store/in-store.ts';

/** What a command has to say: an answer, or what is wrong with what it was asked. */
export type Told =
  | { readonly answer: unknown; readonly text: string; readonly exit?: ExitCode }
  | { readonly problems: readonly Problem[] };

/** Opens the store for one command, tells what came of it, and closes it. */
export function withStore(
  flags: StoreFlags,
  problems: readonly Problem[],
  work: (db: Store) => Promise<Told>,
): Promise<ExitCode> {
  return inStore(flags, problems, async (db) => {
    const told = await work(db);
    const json = flags.json === true;
    if ('problems' in told) return refuse(told.problems, json);
    await writeOut(json ? `${JSON.stringify(told.answer, null, 2)}\n` : told.text);
    return told.exit ?? EXIT.done;
  });
}

export function problem(path: string, value: string | number, expected: string, message: string): Problem {
  return { path, value, expected, message };
}

export const nowUs = (): number => Date.now() * 1000;

/** Who did it, in the audit. */
export const ACTOR = 'cupola';
