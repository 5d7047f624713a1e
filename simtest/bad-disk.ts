import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { StatementSync } from 'node:sqlite';

export const DISK_FAULTS = ['write', 'sync', 'sync-and-cut', 'store'] as const;
export type DiskFault = (typeof DISK_FAULTS)[number];

/**
 * A disk that refuses when it is told to: half of a write to the log is done and the rest refused, what was written is not synced, what was not
 * synced cannot be cut off either, or the store takes nothing.
 */
export class BadDisk {
  fault: DiskFault | null = null;
  refusals = 0;
  readonly #undo: readonly (() => void)[];

  private constructor(handle: FileHandle) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what all handles share
    const files = Object.getPrototypeOf(handle) as FileHandle;
    // oxlint-disable-next-line typescript/unbound-method -- called on their handles below
    const { write, datasync, truncate } = files;
    // oxlint-disable-next-line typescript/unbound-method -- as above
    const { run } = StatementSync.prototype;
    const refused = (code: string): Error => {
      this.refusals++;
      return Object.assign(new Error(`${code}: a disk that refuses`), { code });
    };
    // oxlint-disable-next-line typescript/no-this-alias -- in what follows `this` is a file
    const disk = this;
    Object.assign(files, {
      async write(this: FileHandle, bytes: Uint8Array, from: number, length: number, at: number) {
        if (disk.fault !== 'write') return Reflect.apply(write, this, [bytes, from, length, at]);
        await Reflect.apply(write, this, [bytes, from, Math.ceil(length / 2), at]);
        throw refused('ENOSPC');
      },
      datasync(this: FileHandle) {
        const isBad = disk.fault === 'sync' || disk.fault === 'sync-and-cut';
        return isBad ? Promise.reject(refused('EIO')) : Reflect.apply(datasync, this, []);
      },
      truncate(this: FileHandle, length: number) {
        return disk.fault === 'sync-and-cut'
          ? Promise.reject(refused('EIO'))
          : Reflect.apply(truncate, this, [length]);
      },
    });
    Object.assign(StatementSync.prototype, {
      run(this: StatementSync, ...values: Parameters<StatementSync['run']>) {
        if (disk.fault === 'store' && WRITES.test(this.sourceSQL)) throw refused('SQLITE_FULL');
        return Reflect.apply(run, this, values);
      },
    });
    this.#undo = [
      () => Object.assign(files, { write, datasync, truncate }),
      () => Object.assign(StatementSync.prototype, { run }),
    ];
  }

  /** @param path - Of any file: all files go through the same door. */
  static async make(path: string): Promise<BadDisk> {
    const handle = await open(path, 'a');
    try {
      return new BadDisk(handle);
    } finally {
      await handle.close();
    }
  }

  /** The disk is as it was. */
  remove(): void {
    for (const each of this.#undo) each();
  }
}

const WRITES = /^\s*(?:insert|update|delete)/i;
