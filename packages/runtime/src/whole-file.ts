import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pause } from './interruption.ts';
import type { Interruption } from './interruption.ts';
import { OutsideFailure } from './outside-failure.ts';

/**
 * A file that grows under a name beside its own, and gets its own when it is whole. A former file of the name is replaced then; an interruption
 * or a failure leaves it as it was, and nothing beside it.
 */
export class WholeFile {
  readonly #file: string;
  readonly #target: string;
  readonly #partial: string;
  readonly #descriptor: number;
  readonly #release: () => void;
  #isOpen = true;

  /** @throws OutsideFailure when the disk does not take it. So do `write` and `finish`. */
  constructor(file: string, interruption: Interruption) {
    this.#file = file;
    this.#target = resolve(file);
    this.#partial = join(
      dirname(this.#target),
      `.${basename(this.#target)}.partial-${randomUUID().slice(0, 8)}`,
    );
    this.#descriptor = onDisk(file, () => openSync(this.#partial, 'wx'));
    this.#release = interruption.undo(() => rmSync(this.#partial, { force: true }));
  }

  write(piece: string | Uint8Array): void {
    const bytes = Buffer.from(piece);
    this.#orGiveUp(() => {
      for (let done = 0; done < bytes.length;) done += writeSync(this.#descriptor, bytes, done);
    });
  }

  finish(): void {
    this.#orGiveUp(() => {
      this.#close();
      renameSync(this.#partial, this.#target);
    });
    this.#release();
  }

  /** Nothing stays of it. */
  giveUp(): void {
    this.#close();
    rmSync(this.#partial, { force: true });
    this.#release();
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#descriptor);
  }

  #orGiveUp(action: () => void): void {
    try {
      onDisk(this.#file, action);
    } catch (error) {
      this.giveUp();
      throw error;
    }
  }
}

/**
 * Writes a file piece by piece, whole or not at all, and the folders above it.
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
  onDisk(file, () => mkdirSync(dirname(resolve(file)), { recursive: true }));
  const out = new WholeFile(file, interruption);
  try {
    for (const piece of pieces) {
      out.write(piece);
      onPiece();
      await pause();
    }
  } catch (error) {
    out.giveUp();
    throw error;
  }
  out.finish();
}

function onDisk<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new OutsideFailure('disk', `cannot write ${file}`, error);
  }
}
