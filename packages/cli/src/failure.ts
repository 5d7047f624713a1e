import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { EXIT } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { writeError } from './output.ts';

/**
 * What an error that reached the top means. A failure of the disk or the network is told in one sentence; anything else is our own mistake
 * and stops the program with its trace.
 */
export async function failed(error: unknown): Promise<ExitCode> {
  if (!(error instanceof OutsideFailure)) throw error;
  await writeError(`${error.message}\n`);
  return EXIT.failedOutside;
}
