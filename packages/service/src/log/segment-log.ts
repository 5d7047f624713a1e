import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { FILE_HEAD, framed } from './frames.ts';
import { logEntries, logFileAt, logFiles, wholeFile } from './log-files.ts';
import type { LogEntry, WholeFile } from './log-files.ts';
import type { ReportLog } from './report-log.ts';

interface Waiting {
  readonly frame: Buffer | null;
  readonly resolve: (position: number) => void;
  readonly reject: (error: Error) => void;
}

/** A new file is begun beyond this size. */
const FILE_BYTES = 64 * 1024 * 1024;

/**
 * An append-only log in files. What is appended is durable when its promise is kept: everything that waits is written together and synced once, so
 * that the cost of a sync is shared. Promises are kept in the order of appending.
 *
 * When the disk refuses (full, gone), what waits is refused, the file is cut back to what is durable, and later appends are tried anew.
 */
export class SegmentLog implements ReportLog {
  readonly kind = 'files';
  readonly #folder: string;
  readonly #fileBytes: number;
  #file: FileHandle;
  #fileFrom: number;
  /** Bytes of the file that are durable. */
  #fileEnd: number;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #isFlushing = false;
  /** What was refused could not be cut off: it goes before anything else is written, else a shorter write would leave whole frames of it behind. */
  #isUncut = false;
  /** The newest file as it was read to find its end, for who reads the log first: what is appended makes it useless. */
  #opened: WholeFile | null;
  /** Bytes of a frame that was not whole when the log was opened, and was never acknowledged. */
  readonly tornBytes: number;

  private constructor(folder: string, fileBytes: number, opened: OpenedFile) {
    this.#folder = folder;
    this.#fileBytes = fileBytes;
    this.#file = opened.file;
    this.#fileFrom = opened.from;
    this.#fileEnd = opened.end;
    this.#opened = opened.known;
    this.tornBytes = opened.tornBytes;
  }

  /** @throws OutsideFailure when the folder cannot be written or the log is damaged. */
  static async open(folder: string, fileBytes: number = FILE_BYTES): Promise<SegmentLog> {
    try {
      mkdirSync(folder, { recursive: true });
      const last = logFiles(folder).at(-1);
      const opened = await (last === undefined ? newFile(folder, 0) : reopened(last));
      return new SegmentLog(folder, fileBytes, opened);
    } catch (error) {
      if (error instanceof OutsideFailure) throw error;
      throw new OutsideFailure('disk', `cannot write the log in ${folder}`, error);
    }
  }

  /** Of the next frame. */
  get end(): number {
    return this.#fileFrom + this.#fileEnd;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** A disk says at once what it refuses. */
  get trouble(): null {
    return null;
  }

  // oxlint-disable-next-line typescript/require-await -- files are read as a whole
  async *entries(from: number): AsyncGenerator<LogEntry, void, void> {
    const known = this.#opened;
    this.#opened = null;
    const isAsItWas = known?.from === this.#fileFrom && known.bytes.length === this.#fileEnd;
    yield* logEntries(this.#folder, from, isAsItWas ? known : null);
  }

  hurry(): void {}

  /** @returns The frame's position, once it is durable. Rejected with an OutsideFailure when the disk refuses. */
  append(payload: Uint8Array): Promise<number> {
    return this.#enqueue(framed(payload));
  }

  /** Kept when all that was appended before is durable, or was refused. */
  async passed(): Promise<void> {
    await this.#enqueue(null).catch(() => {});
  }

  async close(): Promise<void> {
    await this.passed();
    await this.#file.close();
  }

  #enqueue(frame: Buffer | null): Promise<number> {
    const done = new Promise<number>((resolve, reject) => {
      this.#waiting.push({ frame, resolve, reject });
    });
    this.#waitingBytes += frame?.length ?? 0;
    void this.#flush();
    return done;
  }

  async #flush(): Promise<void> {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0);
      try {
        // oxlint-disable-next-line no-await-in-loop -- one group after the other is the point
        await this.#write(group);
      } catch (error) {
        const failure = new OutsideFailure('disk', `cannot write the log in ${this.#folder}`, error);
        for (const each of group) each.reject(failure);
      }
      this.#waitingBytes -= group.reduce((sum, each) => sum + (each.frame?.length ?? 0), 0);
    }
    this.#isFlushing = false;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    const frames = group.flatMap(({ frame }) => (frame === null ? [] : [frame]));
    if (frames.length > 0) {
      if (this.#fileEnd > this.#fileBytes) await this.#startFile();
      const bytes = frames.length === 1 ? (frames[0] ?? Buffer.alloc(0)) : Buffer.concat(frames);
      try {
        if (this.#isUncut) await this.#file.truncate(this.#fileEnd);
        this.#isUncut = false;
        await writeAll(this.#file, bytes, this.#fileEnd);
        await this.#file.datasync();
      } catch (error) {
        this.#isUncut = true;
        await this.#file.truncate(this.#fileEnd).then(
          () => (this.#isUncut = false),
          () => {},
        );
        throw error;
      }
    }
    let position = this.end;
    for (const { frame, resolve } of group) {
      resolve(position);
      position += frame?.length ?? 0;
    }
    this.#fileEnd = position - this.#fileFrom;
  }

  async #startFile(): Promise<void> {
    const next = await newFile(this.#folder, this.end);
    await this.#file.close();
    this.#file = next.file;
    this.#fileFrom = next.from;
    this.#fileEnd = next.end;
  }
}

interface OpenedFile {
  readonly file: FileHandle;
  readonly from: number;
  readonly end: number;
  readonly tornBytes: number;
  /** Null of a new one. */
  readonly known: WholeFile | null;
}

async function newFile(folder: string, from: number): Promise<OpenedFile> {
  const file = await open(logFileAt(folder, from).path, 'w+');
  await writeAll(file, FILE_HEAD, 0);
  await file.sync();
  await syncFolder(folder);
  return { file, from, end: FILE_HEAD.length, tornBytes: 0, known: null };
}

async function reopened(last: { readonly path: string; readonly from: number }): Promise<OpenedFile> {
  const known = wholeFile(last);
  const end = known.bytes.length;
  const file = await open(last.path, 'r+');
  const { size } = await file.stat();
  if (size < FILE_HEAD.length) await writeAll(file, FILE_HEAD, 0);
  if (size > end) await file.truncate(end);
  if (size !== end) await file.sync();
  return { file, from: last.from, end, tornBytes: Math.max(0, size - end), known };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    // oxlint-disable-next-line no-await-in-loop -- a disk may take a part at a time
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written);
    written += bytesWritten;
  }
}

/** A file is there for good only when its folder is durable too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
