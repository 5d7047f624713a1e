import { crc32 } from 'node:zlib';

/** Each file of the log begins with this; the last letter is the version. */
export const FILE_HEAD: Uint8Array = Buffer.from('CUPOLOG1');
const HEAD_BYTES = 8;
/** No frame is longer; a length beyond it is damage. */
export const MOST_FRAME_BYTES: number = 64 * 1024 * 1024;

/** Length and checksum, then the payload. */
export function framed(payload: Uint8Array): Buffer {
  const frame = Buffer.alloc(HEAD_BYTES + payload.length);
  frame.writeUInt32LE(payload.length, 0);
  frame.writeUInt32LE(crc32(payload), 4);
  frame.set(payload, HEAD_BYTES);
  return frame;
}

export interface Frame {
  readonly payload: Buffer;
  /** Of the first byte behind it. */
  readonly end: number;
}

/** The frame that begins there; null when it is not whole. */
export function frameAt(bytes: Buffer, at: number): Frame | null {
  const end = endOf(bytes, at);
  if (end === null) return null;
  // Memory of its own, so that columns in it can be read where they lie.
  const payload = Buffer.from(bytes.subarray(at + HEAD_BYTES, end));
  return crc32(payload) === bytes.readUInt32LE(at + 4) ? { payload, end } : null;
}

/** Is there a whole frame behind a broken one, so that it was not the last to be written? */
export function isFollowed(bytes: Buffer, at: number): boolean {
  const end = endOf(bytes, at);
  return end !== null && end < bytes.length && frameAt(bytes, end) !== null;
}

function endOf(bytes: Buffer, at: number): number | null {
  if (at + HEAD_BYTES > bytes.length) return null;
  const length = bytes.readUInt32LE(at);
  const end = at + HEAD_BYTES + length;
  // A disk that lost power may have zeros where nothing was written.
  return length === 0 || length > MOST_FRAME_BYTES || end > bytes.length ? null : end;
}
