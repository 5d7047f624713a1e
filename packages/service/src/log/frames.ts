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
  const end = wholeFrameEnd(bytes, at);
  return end === null ? null : { payload: payloadOf(bytes, at, end), end };
}

/** Of the first byte behind the frame that begins there; null when it is not whole. */
export function wholeFrameEnd(bytes: Buffer, at: number): number | null {
  const end = endOf(bytes, at);
  if (end === null) return null;
  return crc32(bytes.subarray(at + HEAD_BYTES, end)) === bytes.readUInt32LE(at + 4) ? end : null;
}

/** The frames of bytes that are known to be whole frames, from a place on: those before it are stepped over by their lengths. */
export function* knownFrames(bytes: Buffer, from: number): Generator<Frame & { readonly at: number }> {
  for (let at = FILE_HEAD.length, end = endOf(bytes, at); end !== null; at = end, end = endOf(bytes, at)) {
    if (at >= from) yield { at, payload: payloadOf(bytes, at, end), end };
  }
}

/** Memory of its own, so that columns in it can be read where they lie. */
function payloadOf(bytes: Buffer, at: number, end: number): Buffer {
  return Buffer.from(bytes.subarray(at + HEAD_BYTES, end));
}

/** Is there a whole frame behind a broken one, so that it was not the last to be written? */
export function isFollowed(bytes: Buffer, at: number): boolean {
  const end = endOf(bytes, at);
  return end !== null && end < bytes.length && wholeFrameEnd(bytes, end) !== null;
}

function endOf(bytes: Buffer, at: number): number | null {
  if (at + HEAD_BYTES > bytes.length) return null;
  const length = bytes.readUInt32LE(at);
  const end = at + HEAD_BYTES + length;
  // A disk that lost power may have zeros where nothing was written.
  return length === 0 || length > MOST_FRAME_BYTES || end > bytes.length ? null : end;
}
