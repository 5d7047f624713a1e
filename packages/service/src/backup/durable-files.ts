import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface CopiedFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Nobody but the owner may read what is in a data folder. */
const OWNER_ALONE = 0o600;

/** Copies a file, or its beginning, and tells what it copied. It is on the disk when this is done. */
export async function copyDurably(from: string, to: string, length: number | null): Promise<CopiedFile> {
  if (length === 0) {
    await writeDurably(to, '');
    return { bytes: 0, sha256: createHash('sha256').digest('hex') };
  }
  const end = length === null ? {} : { end: length - 1 };
  const seen = new Seen();
  await pipeline(
    createReadStream(from, end),
    seen,
    createWriteStream(to, { mode: OWNER_ALONE, flush: true }),
  );
  return seen.told();
}

/** What a file is, without copying it. */
export async function fileDigest(path: string): Promise<CopiedFile> {
  const seen = new Seen();
  seen.resume();
  await pipeline(createReadStream(path), seen);
  return seen.told();
}

export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', OWNER_ALONE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Files are there for good only when their folder is durable too. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Counts and hashes what passes through. */
class Seen extends Transform {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    done(null, chunk);
  }

  told(): CopiedFile {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}
