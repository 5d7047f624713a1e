import { closeSync, openSync, readSync } from 'node:fs';
import type { Problem } from '@cupola/core/scenario';
import { OutsideFailure } from '../outside-failure.ts';

const CHUNK_BYTES = 1 << 20;
/** Longer lines are cut off, so that a file without line ends does not fill the memory; what is cut is no JSON and is rejected. */
const LONGEST_LINE = 1 << 20;

/** Hands over the lines of a file one by one, with their numbers from 1. The file may be larger than memory. */
export function readLines(
  file: string,
  argument: string,
  take: (text: string, line: number) => void,
): Problem | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    return unreadable(file, argument, error);
  }
  try {
    const decoder = new TextDecoder();
    const chunk = new Uint8Array(CHUNK_BYTES);
    let rest = '';
    let line = 0;
    for (let size = nextChunk(descriptor, chunk); size > 0; size = nextChunk(descriptor, chunk)) {
      const parts = (rest + decoder.decode(chunk.subarray(0, size), { stream: true })).split('\n');
      rest = (parts.pop() ?? '').slice(0, LONGEST_LINE);
      for (const part of parts) take(part, ++line);
    }
    rest += decoder.decode();
    if (rest !== '') take(rest, ++line);
    return null;
  } catch (error) {
    if (isFolder(error)) return unreadable(file, argument, error);
    throw new OutsideFailure('disk', `cannot read ${file}`, error);
  } finally {
    closeSync(descriptor);
  }
}

function nextChunk(descriptor: number, chunk: Uint8Array): number {
  return readSync(descriptor, chunk, 0, chunk.length, null);
}

function isFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EISDIR';
}

function unreadable(file: string, argument: string, error: unknown): Problem {
  return {
    path: argument,
    value: file,
    expected: 'a file that can be read',
    message: error instanceof Error ? error.message : String(error),
  };
}
