import { randomUUID } from 'node:crypto';
import { closeSync, lstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import type { Interruption } from '../interruption.ts';
import { OutsideFailure } from '../outside-failure.ts';

/** May a file be written here? Another file is replaced; the inputs, folders and links are not. */
export function outFileProblems(file: string, flag: string, inputs: readonly string[]): Problem[] {
  const problem = { path: flag, value: file, expected: 'the name of a file to write' };
  if (file.trim() === '') return [{ ...problem, message: 'the name is empty' }];
  if (inputs.some((input) => resolve(input) === resolve(file))) {
    return [{ ...problem, message: 'it is the file that is read' }];
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

/** A file that grows under a temporary name and gets its own when it is whole; nothing stays of one that is given up. */
export class WholeFile {
  readonly #target: string;
  readonly #partial: string;
  readonly #descriptor: number;
  readonly #release: () => void;

  constructor(file: string, interruption: Interruption) {
    this.#target = resolve(file);
    this.#partial = join(dirname(this.#target), `.${basename(file)}.partial-${randomUUID().slice(0, 8)}`);
    this.#descriptor = onDisk(file, () => openSync(this.#partial, 'wx'));
    this.#release = interruption.undo(() => rmSync(this.#partial, { force: true }));
  }

  write(text: string): void {
    onDisk(this.#target, () => {
      const bytes = new TextEncoder().encode(text);
      for (let written = 0; written < bytes.length;) {
        written += writeSync(this.#descriptor, bytes, written);
      }
    });
  }

  finish(): void {
    onDisk(this.#target, () => {
      closeSync(this.#descriptor);
      renameSync(this.#partial, this.#target);
    });
    this.#release();
  }

  giveUp(): void {
    rmSync(this.#partial, { force: true });
    this.#release();
  }
}

function onDisk<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new OutsideFailure('disk', `cannot write ${file}`, error);
  }
}
