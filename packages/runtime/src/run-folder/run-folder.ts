import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { pause } from '../interruption.ts';
import type { Interruption } from '../interruption.ts';
import { OutsideFailure } from '../outside-failure.ts';

/** A file of the run folder. Its content is made when its turn comes, so that not all of them are in memory at once. */
export interface RunFile {
  readonly name: string;
  readonly content: () => string | Uint8Array;
}

/** What a folder must hold to be taken for a former run, which may be replaced. */
export const MANIFEST_NAME = 'manifest.json';

/** May the run folder be put here? A former run or an empty folder is replaced; anything else is left alone and is a problem. */
export function runFolderProblems(folder: string): Problem[] {
  if (!existsSync(folder)) return [];
  const problem = {
    path: '--out',
    value: folder,
    expected: 'a new path, an empty folder or a former run folder',
  };
  if (!statSync(folder).isDirectory()) return [{ ...problem, message: 'there is a file of that name' }];
  const names = readdirSync(folder);
  if (names.length === 0 || names.includes(MANIFEST_NAME)) return [];
  return [
    { ...problem, message: `the folder holds other things and no ${MANIFEST_NAME}; it is not replaced` },
  ];
}

/**
 * Writes a run folder whole or not at all: into a folder beside it, which then takes its name. An interruption, or a failure, leaves
 * what was there before.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeRunFolder(
  folder: string,
  files: readonly RunFile[],
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
    onDisk(`cannot put the run folder at ${target}`, () => putInPlace(partial, target));
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
