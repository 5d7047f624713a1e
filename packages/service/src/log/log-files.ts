import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { FILE_HEAD, frameAt, isFollowed, knownFrames, wholeFrameEnd } from './frames.ts';

const NAME = /^(\d{16})\.log$/;

/** One file of a log, named by the place of its first byte in the log as a whole. */
export interface LogFile {
  readonly path: string;
  readonly from: number;
}

export function logFileAt(folder: string, from: number): LogFile {
  return { path: join(folder, `${String(from).padStart(16, '0')}.log`), from };
}

/** The files of a log, oldest first; none when there is no such folder. */
export function logFiles(folder: string): readonly LogFile[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const from = NAME.exec(name)?.[1];
      return from === undefined ? [] : [{ path: join(folder, name), from: Number(from) }];
    })
    .toSorted((a, b) => a.from - b.from);
}

export interface LogEntry {
  /** Place of the frame in the log as a whole; later frames have higher ones. */
  readonly position: number;
  readonly payload: Buffer;
}

/**
 * The frames of a log from a position on. A torn last frame, which was never acknowledged, ends it; a frame that is broken with whole ones behind
 * it is damage.
 *
 * @param known - A file that was read before.
 * @throws OutsideFailure when the log is damaged or cannot be read.
 */
export function* logEntries(
  folder: string,
  from: number,
  known: WholeFile | null = null,
): Generator<LogEntry, void, void> {
  const files = logFiles(folder);
  for (const [index, file] of files.entries()) {
    const next = files[index + 1];
    if (next !== undefined && next.from <= from) continue;
    if (file.from === known?.from) {
      for (const { at, payload } of knownFrames(known.bytes, from - file.from)) {
        yield { position: file.from + at, payload };
      }
      continue;
    }
    const bytes = readLogFile(file);
    let at = FILE_HEAD.length;
    for (let frame = frameAt(bytes, at); frame !== null; frame = frameAt(bytes, at)) {
      const position = file.from + at;
      if (position >= from) yield { position, payload: frame.payload };
      at = frame.end;
    }
    if (at < bytes.length && (next !== undefined || isFollowed(bytes, at))) throw damaged(file, at);
  }
}

/** What is whole of a file: nothing is lost when the rest is cut off. */
export interface WholeFile {
  readonly from: number;
  readonly bytes: Buffer;
}

export function wholeFile(file: LogFile): WholeFile {
  const bytes = readLogFile(file);
  let at = FILE_HEAD.length;
  for (let end = wholeFrameEnd(bytes, at); end !== null; end = wholeFrameEnd(bytes, at)) at = end;
  if (at < bytes.length && isFollowed(bytes, at)) throw damaged(file, at);
  return { from: file.from, bytes: bytes.subarray(0, at) };
}

function readLogFile(file: LogFile): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file.path);
  } catch (error) {
    throw new OutsideFailure('disk', `cannot read ${file.path}`, error);
  }
  // A file that was being made when the power went may be shorter than its head.
  if (bytes.length < FILE_HEAD.length) return Buffer.from(FILE_HEAD);
  if (FILE_HEAD.every((byte, index) => bytes[index] === byte)) return bytes;
  throw new OutsideFailure('disk', `${file.path} is no log of scan reports`, 'it begins otherwise');
}

function damaged(file: LogFile, at: number): OutsideFailure {
  return new OutsideFailure(
    'disk',
    `${file.path} is damaged at byte ${at}`,
    'a frame that is not whole stands before whole ones',
  );
}
