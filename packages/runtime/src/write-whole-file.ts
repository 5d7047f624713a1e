import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OutsideFailure } from './outside-failure.ts';

/**
 * Writes a file whole or not at all: under another name beside it, which then becomes its own. A file of that name is replaced.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export function writeWholeFile(file: string, content: string): void {
  const partial = join(dirname(file), `.${basename(file)}.partial-${randomUUID().slice(0, 8)}`);
  try {
    writeFileSync(partial, content);
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new OutsideFailure('disk', `cannot write ${file}`, error);
  }
}
