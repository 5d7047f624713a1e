import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { SequenceBook } from '../ingest/sequence-book.ts';
import type { SavedSequences } from '../ingest/sequence-book.ts';
import { logEntries, logFiles } from '../log/log-files.ts';
import type { LogEntry } from '../log/log-files.ts';
import { batchesOf, readRecord } from '../log/report-record.ts';
import { logFolder } from './operations.ts';
import { readSnapshot, sequencesAt, snapshotPath } from './snapshot-file.ts';

const CARRIED = 'used-numbers.bin';

/** Logs of sessions that are kept elsewhere than in files. */
export interface KeptLogs {
  has(sessionId: string): Promise<boolean>;
  isWhole(sessionId: string): Promise<boolean>;
  entries(sessionId: string): AsyncIterable<LogEntry>;
}

/** Can a session be gone on with? Not by a changed program when the beginning of its log has been removed: it would number events anew. */
export async function canGoOn(
  sessionFolder: string,
  writtenBy: string,
  kept: KeptLogs | null = null,
): Promise<boolean> {
  const [oldest] = logFiles(logFolder(sessionFolder));
  const isElsewhereWhole = kept === null || (await kept.isWhole(basename(sessionFolder)));
  const isWhole = (oldest === undefined || oldest.from === 0) && isElsewhereWhole;
  return isWhole || readSnapshot(snapshotPath(sessionFolder), writtenBy) !== null;
}

/** Numbers that satellites used in a session that cannot be gone on with, for the one that takes its place: nothing they sent then is taken again. */
export async function carryNumbers(
  before: string,
  sessionFolder: string,
  kept: KeptLogs | null = null,
): Promise<void> {
  const sequences = new SequenceBook();
  sequences.restore(carriedNumbers(before));
  sequences.restore(sequencesAt(snapshotPath(before)));
  const use = ({ payload }: LogEntry): void => {
    for (const batch of batchesOf(readRecord(payload))) sequences.use(batch.satelliteId, batch.sequence);
  };
  for (const entry of logEntries(logFolder(before), 0)) use(entry);
  const id = basename(before);
  if (kept !== null && (await kept.has(id))) for await (const entry of kept.entries(id)) use(entry);
  mkdirSync(sessionFolder, { recursive: true });
  writeFileSync(join(sessionFolder, CARRIED), serialize(sequences.saved), { flush: true });
}

/** Of a session that took the place of another; none of all others. */
export function carriedNumbers(sessionFolder: string): SavedSequences {
  const file = join(sessionFolder, CARRIED);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of our own
  return existsSync(file) ? (deserialize(readFileSync(file)) as SavedSequences) : new Map();
}
