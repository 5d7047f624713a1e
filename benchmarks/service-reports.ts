/** What the satellites of service.ts send, kept in a file, so that a run does not begin with making it. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { present } from '@cupola/core/foundation';

export interface SentSecond {
  /** Of each gateway. */
  readonly bodies: readonly Uint8Array[];
  readonly detections: number;
}

export interface Sent {
  readonly publicKeyPem: string;
  readonly seconds: readonly SentSecond[];
}

/** One after the other: a file is larger than what can be made of it at once. */
export async function writeSent(path: string, { publicKeyPem, seconds }: Sent): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for (const each of [publicKeyPem, ...seconds]) {
      const bytes = serialize(each);
      const head = Buffer.alloc(4);
      head.writeUInt32LE(bytes.length);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await file.writev([head, bytes]);
    }
  } finally {
    await file.close();
  }
}

/** What was written next; null at the end. */
async function nextIn<T>(file: FileHandle): Promise<T | null> {
  const head = await file.read(Buffer.alloc(4));
  if (head.bytesRead === 0) return null;
  const { buffer } = await file.read(Buffer.alloc(head.buffer.readUInt32LE()));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of our own
  return deserialize(buffer) as T;
}

export async function readSent(path: string): Promise<Sent> {
  const file = await open(path, 'r');
  try {
    const publicKeyPem = present(await nextIn<string>(file));
    const seconds: SentSecond[] = [];
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const next = await nextIn<SentSecond>(file);
      if (next === null) return { publicKeyPem, seconds };
      // Columns begin at multiples of eight bytes.
      seconds.push({ ...next, bodies: next.bodies.map((body) => Uint8Array.from(body)) });
    }
  } finally {
    await file.close();
  }
}
