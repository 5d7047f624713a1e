import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pause } from '../interruption.ts';
import type { Interruption } from '../interruption.ts';
import { OutsideFailure } from '../outside-failure.ts';

/**
 * Writes a file piece by piece, whole or not at all: under a name beside it, which then becomes its own. A former file of the name is replaced
 * at the end; an interruption or a failure leaves it as it was.
 *
 * @param onPiece - Called after each piece.
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeWholeFile(
  file: string,
  pieces: Iterable<string | Uint8Array>,
  interruption: Interruption,
  onPiece: () => void,
): Promise<void> {
  const target = resolve(file);
  const folder = dirname(target);
  const partial = join(folder, `.${basename(target)}.partial-${randomUUID().slice(0, 8)}`);
  const opened = onDisk(`cannot write to ${folder}`, () => {
    mkdirSync(folder, { recursive: true });
    return openSync(partial, 'wx');
  });
  const remove = (): void => rmSync(partial, { force: true });
  const release = interruption.undo(remove);
  try {
    for (const piece of pieces) {
      onDisk(`cannot write ${file}`, () => writeAll(opened, Buffer.from(piece)));
      onPiece();
      await pause();
    }
    onDisk(`cannot write ${file}`, () => {
      closeSync(opened);
      renameSync(partial, target);
    });
  } catch (error) {
    remove();
    throw error;
  } finally {
    release();
  }
}

function writeAll(opened: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(opened, bytes, done);
}

function onDisk<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new OutsideFailure('disk', what, error);
  }
}
