import { mkdirSync, writeFileSync } from 'node:fs';
import { FILE_HEAD } from '../log/frames.ts';
import { logFileAt } from '../log/log-files.ts';
import type { LogEntry } from '../log/log-files.ts';
import { SegmentLog } from '../log/segment-log.ts';

/** Written together, so that not every record waits for a sync of its own. */
const RECORDS_AT_ONCE = 1_000;
/** A log that begins elsewhere than at 0 has lost its beginning. */
const BEGUN_LATE = 1;

/**
 * Writes a log that was a stream as files, record by record.
 *
 * @param resumeFrom - Of the snapshot that goes with it, in the stream.
 * @returns The same place in the files.
 */
export async function exportStream(
  entries: AsyncIterable<LogEntry>,
  folder: string,
  isWhole: boolean,
  resumeFrom: number,
): Promise<number> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isWhole) writeFileSync(logFileAt(folder, BEGUN_LATE).path, FILE_HEAD);
  const log = await SegmentLog.open(folder);
  let next: Promise<number> | null = null;
  let waiting: Promise<number>[] = [];
  for await (const { position, payload } of entries) {
    const appended = log.append(payload);
    if (position >= resumeFrom) next ??= appended;
    waiting.push(appended);
    if (waiting.length < RECORDS_AT_ONCE) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  const place = await (next ?? log.end);
  await log.close();
  return place;
}
