import { createReadStream } from 'node:fs';
import type { Problem } from '@cupola/core/scenario';
import { pause } from '../interruption.ts';
import { OutsideFailure } from '../outside-failure.ts';

/** The name of standard input, and of standard output. */
export const STANDARD_STREAM = '-';
const CHUNK_BYTES = 1 << 20;
/** Longer lines are cut off, so that a file without line ends does not fill the memory; what is cut is no JSON and is rejected. */
const LONGEST_LINE = 1 << 20;

/**
 * Hands over the lines of a file, or of standard input, one by one, with their numbers from 1. What is read may be larger than memory, and
 * need never end.
 *
 * @param betweenChunks - Awaited after each megabyte, or as much as there was; false ends the reading.
 * @returns What is wrong with the name.
 * @throws OutsideFailure when reading breaks off.
 */
export async function readLines(
  file: string,
  argument: string,
  take: (text: string, line: number) => void,
  betweenChunks: () => Promise<boolean> = goOn,
): Promise<Problem | null> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  try {
    for await (const chunk of chunksOf(file)) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = (parts.pop() ?? '').slice(0, LONGEST_LINE);
      for (const part of parts) take(part, ++line);
      if (!(await betweenChunks())) return null;
    }
  } catch (error) {
    if (isNoFile(error)) return unreadable(file, argument, error);
    if (error instanceof Error && 'syscall' in error) {
      throw new OutsideFailure('disk', `cannot read ${file}`, error);
    }
    throw error;
  }
  rest += decoder.decode();
  if (rest !== '') take(rest, ++line);
  return null;
}

async function goOn(): Promise<boolean> {
  await pause();
  return true;
}

function chunksOf(file: string): AsyncIterable<Uint8Array> {
  return file === STANDARD_STREAM ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
}

const NAMES_NO_FILE = ['ENOENT', 'EISDIR', 'EACCES', 'EPERM', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

function isNoFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NAMES_NO_FILE.includes(String(error.code));
}

function unreadable(file: string, argument: string, error: unknown): Problem {
  return {
    path: argument,
    value: file,
    expected: 'a file that can be read',
    message: error instanceof Error ? error.message : String(error),
  };
}
