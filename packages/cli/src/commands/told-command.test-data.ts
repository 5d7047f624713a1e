import { vi } from 'vitest';
import { obeyCommandLine } from '../command-line.ts';

export interface Told {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Obeys a command line in this process, as `cupola` does in one of its own. Files are named by their whole paths. */
export async function told(...args: readonly string[]): Promise<Told> {
  const said = { out: '', err: '' };
  const catching = (into: 'out' | 'err') => (text: unknown, done?: unknown) => {
    said[into] += String(text);
    if (typeof done === 'function') done();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
  ];
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await obeyCommandLine(args);
    return { status: process.exitCode, ...said };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
