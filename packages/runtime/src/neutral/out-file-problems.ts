import { lstatSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';

/** May a file be written here? Another file is replaced; the others of this command, folders and links are not. */
export function outFileProblems(
  file: string,
  flag: string,
  read: readonly string[],
  written: readonly string[] = [],
): Problem[] {
  const problem = { path: flag, value: file, expected: 'the name of a file to write' };
  if (file.trim() === '') return [{ ...problem, message: 'the name is empty' }];
  if (read.some((other) => resolve(other) === resolve(file))) {
    return [{ ...problem, message: 'it is the file that is read' }];
  }
  if (written.some((other) => resolve(other) === resolve(file))) {
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

function folderExists(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
