import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { STANDARD_STREAM } from './lines.ts';

/** May a file be written here? Another file is replaced; the others of this command, folders and links are not. */
export function outFileProblems(
  file: string,
  flag: string,
  read: readonly string[],
  written: readonly string[] = [],
): Problem[] {
  const problem = { path: flag, value: file, expected: 'the name of a file to write' };
  if (file.trim() === '') return [{ ...problem, message: 'the name is empty' }];
  if (file === STANDARD_STREAM) {
    return [{ ...problem, message: 'only rows of tracks can go to standard output' }];
  }
  if (read.some((other) => isSamePlace(other, file))) {
    return [{ ...problem, message: 'it is the file that is read' }];
  }
  if (written.some((other) => isSamePlace(other, file))) {
    return [{ ...problem, message: 'it is another file that is written' }];
  }
  try {
    const entry = lstatSync(file);
    if (entry.isFile()) return [];
    return [{ ...problem, message: 'there is something of that name that is no plain file' }];
  } catch {
    return folderExists(dirname(resolve(file)))
      ? []
      : [{ ...problem, message: 'there is no such folder to write it in' }];
  }
}

/** Links are followed, of folders on the way too. */
function isSamePlace(a: string, b: string): boolean {
  return placeOf(a) === placeOf(b);
}

function placeOf(file: string): string {
  const target = resolve(file);
  try {
    return realpathSync(target);
  } catch {
    const folder = dirname(target);
    return folderExists(folder) ? join(realpathSync(folder), basename(target)) : target;
  }
}

function folderExists(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
