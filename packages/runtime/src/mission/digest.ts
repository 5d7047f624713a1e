import { createHash } from 'node:crypto';

/**
 * The first 16 hexadecimal digits of the SHA-256 of the parts one after another, each preceded by its length so that their borders count:
 * enough to tell runs apart, short enough to read.
 */
export function shortDigest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`${typeof part === 'string' ? Buffer.byteLength(part) : part.length}:`);
    hash.update(part);
  }
  return hash.digest('hex').slice(0, 16);
}
