import { Command } from 'commander';
import { vi } from 'vitest';

export interface Told {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line itself, in this process. @param commands - Each adds its commands, as `main.ts` has them do. */
export async function toldBy(
  commands: readonly ((parent: Command) => void)[],
  args: readonly string[],
): Promise<Told> {
  const told = { out: '', err: '' };
  const catching = (into: 'out' | 'err') => (text: unknown, done?: unknown) => {
    told[into] += String(text);
    if (typeof done === 'function') done();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
  ];
  const program = new Command('cupola').exitOverride();
  for (const add of commands) add(program);
  const before = process.exitCode;
  try {
    await program.parseAsync(args, { from: 'user' });
    return { status: Number(process.exitCode), ...told };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
