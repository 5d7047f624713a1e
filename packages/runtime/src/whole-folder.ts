import { randomUUID } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { pause } from './interruption.ts';
import type { Interruption } from './interruption.ts';
import { OutsideFailure } from './outside-failure.ts';

/** A file of a folder. Its content is made when its turn comes, so that not all of them are in memory at once. */
export interface FolderFile {
  readonly name: string;
  readonly content: () => string | Uint8Array;
}

/** A kind of folder, and how a former one, which may be replaced, is known. */
export interface FolderKind {
  /** What a message calls it, such as `run folder`. */
  readonly what: string;
  /** All that it ever holds; a folder with anything else in it is somebody's own. */
  readonly fileNames: readonly string[];
  /** Is a folder that holds nothing but `fileNames` one of this kind? */
  readonly isFormer: (folder: string) => boolean;
}

/** A kind of folder that always holds all of its files. */
export function folderOfAll(what: string, fileNames: readonly string[]): FolderKind {
  const isFormer = (folder: string): boolean => fileNames.every((name) => existsSync(join(folder, name)));
  return { what, fileNames, isFormer };
}

/** May a folder be put here? A former one or an empty folder is replaced; anything else is left alone and is a problem. */
export function wholeFolderProblems(folder: string, { what, fileNames, isFormer }: FolderKind): Problem[] {
  const problem = {
    path: '--out',
    value: folder,
    expected: `a new path, an empty folder or a former ${what}`,
  };
  if (folder.trim() === '') return [{ ...problem, message: 'the path is empty' }];
  const target = resolve(folder);
  const entry = entryAt(target);
  if (entry === null) return [];
  if (entry.isSymbolicLink()) return [{ ...problem, message: 'it is a link; name the folder itself' }];
  if (!entry.isDirectory()) return [{ ...problem, message: 'there is a file of that name' }];
  if (`${process.cwd()}${sep}`.startsWith(`${target}${sep}`)) {
    return [{ ...problem, message: 'it is the folder you are in, or one above it' }];
  }
  const names = readdirSync(target);
  const foreign = names.filter((name) => !fileNames.includes(name));
  if (names.length === 0 || (foreign.length === 0 && isFormer(target))) return [];
  const why =
    foreign.length > 0 ? `holds other things (${foreign.slice(0, 3).join(', ')})` : `is no former ${what}`;
  return [{ ...problem, message: `the folder ${why}; it is not replaced` }];
}

/** Null where nothing stands, also below a file: writing will then say what is wrong. */
function entryAt(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

/**
 * Writes a folder whole or not at all: into a folder beside it, which then takes its name. An interruption, or a failure, leaves
 * what was there before.
 *
 * @throws OutsideFailure when the disk does not take it.
 */
export async function writeWholeFolder(
  kind: FolderKind,
  folder: string,
  files: readonly FolderFile[],
  interruption: Interruption,
): Promise<void> {
  const target = resolve(folder);
  const parent = dirname(target);
  const partial = join(parent, `.${basename(target)}.partial-${randomUUID().slice(0, 8)}`);
  const made = onDisk(`cannot write to ${parent}`, () => makeFolder(partial));
  const remove = (): void => {
    rmSync(partial, { recursive: true, force: true });
    for (const folderMade of made.toReversed()) removeIfEmpty(folderMade);
  };
  const release = interruption.undo(remove);
  try {
    for (const file of files) {
      const content = file.content();
      onDisk(`cannot write ${file.name}`, () => writeFileSync(join(partial, file.name), content));
      await pause();
    }
    onDisk(`cannot put the ${kind.what} at ${target}`, () => putInPlace(partial, target, kind));
  } catch (error) {
    remove();
    throw error;
  } finally {
    release();
  }
}

/** Makes a folder and those above it, one by one; returns the ones above that were not there before. */
function makeFolder(folder: string): readonly string[] {
  const missing: string[] = [];
  for (let each = dirname(folder); !existsSync(each) && dirname(each) !== each; each = dirname(each)) {
    missing.unshift(each);
  }
  for (const each of [...missing, folder]) mkdirSync(each);
  return missing;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something there meanwhile: it stays.
  }
}

/** Without a turn of the event loop in between, so that no signal falls between the two renames. */
function putInPlace(partial: string, target: string, kind: FolderKind): void {
  const problem = wholeFolderProblems(target, kind)[0];
  if (problem !== undefined) throw new Error(problem.message);
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
