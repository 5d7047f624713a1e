import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { pause } from './interruption.ts';
import type { Interruption } from './interruption.ts';
import { OutsideFailure } from './outside-failure.ts';

/** A file of a folder. Its content is made when its turn comes, so that not all of them are in memory at once. */
export interface WholeFile {
  readonly name: string;
  readonly content: () => string | Uint8Array;
}

/** How a folder that may be replaced is known. */
export interface FormerFolder {
  /** What a message calls it, such as `run folder`. */
  readonly what: string;
  isFormer(names: readonly string[]): boolean;
  /** Why a folder of other things is none, such as `and no manifest.json`. */
  readonly otherwise: string;
}

/** May a folder be put here? A former one or an empty folder is replaced; anything else is left alone and is a problem. */
export function wholeFolderProblems(folder: string, former: FormerFolder): Problem[] {
  if (!existsSync(folder)) return [];
  const problem = {
    path: '--out',
    value: folder,
    expected: `a new path, an empty folder or a former ${former.what}`,
  };
  if (!statSync(folder).isDirectory()) return [{ ...problem, message: 'there is a file of that name' }];
  const names = readdirSync(folder);
  if (names.length === 0 || former.isFormer(names)) return [];
  return [{ ...problem, message: `the folder holds other things ${former.otherwise}; it is not replaced` }];
}

/**
 * Writes a folder whole or not at all: into a folder beside it, which then takes its name. An interruption, or a failure, leaves
 * what was there before.
 *
 * @param what - The folder in an error message, such as `run folder`.
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeWholeFolder(
  what: string,
  folder: string,
  files: readonly WholeFile[],
  interruption: Interruption,
): Promise<void> {
  const target = resolve(folder);
  const parent = dirname(target);
  const partial = onDisk(`cannot write to ${parent}`, () => {
    const folderBeside = join(parent, `.${basename(target)}.partial-${randomUUID().slice(0, 8)}`);
    mkdirSync(folderBeside, { recursive: true });
    return folderBeside;
  });
  const remove = (): void => rmSync(partial, { recursive: true, force: true });
  const release = interruption.undo(remove);
  try {
    for (const file of files) {
      const content = file.content();
      onDisk(`cannot write ${file.name}`, () => writeFileSync(join(partial, file.name), content));
      await pause();
    }
    onDisk(`cannot put the ${what} at ${target}`, () => putInPlace(partial, target));
  } catch (error) {
    remove();
    throw error;
  } finally {
    release();
  }
}

/** Without a turn of the event loop in between, so that no signal falls between the two renames. */
function putInPlace(partial: string, target: string): void {
  if (!existsSync(target)) return renameSync(partial, target);
  const former = `${partial}-former`;
  renameSync(target, former);
  try {
    renameSync(partial, target);
  } catch (error) {
    renameSync(former, target);
    throw error;
  }
  rmSync(former, { recursive: true, force: true });
}

function onDisk<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new OutsideFailure('disk', what, error);
  }
}
