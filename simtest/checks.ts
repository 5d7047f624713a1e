import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { binaryEnvelope } from '@cupola/contract';
import type { ScanBatch } from '@cupola/contract';
import { verifiedChain } from '../packages/service/src/audit/audit-chain.ts';
import { readAuditFile } from '../packages/service/src/audit/read-audit-file.ts';
import { logEntries } from '../packages/service/src/log/log-files.ts';
import { batchesOf, readRecord } from '../packages/service/src/log/report-record.ts';

/** Names a message of a satellite. */
export function nameOf({ satelliteId, sequence }: ScanBatch): string {
  return `${satelliteId}/${sequence}`;
}

export function contentOf(batch: ScanBatch): string {
  return Buffer.from(binaryEnvelope(batch, () => new Uint8Array(64))).toString('latin1');
}

/** Reads a log as it grows: nothing stands in it twice, or was not sent. */
export class LogCheck {
  readonly #found = new Set<string>();
  #from = 0;

  /** @returns What is wrong with what came since the last time, and which acknowledged messages are not there. */
  problems(
    folder: string,
    acknowledged: ReadonlySet<string>,
    sent: ReadonlyMap<string, string>,
  ): readonly string[] {
    const problems: string[] = [];
    for (const { position, payload } of logEntries(folder, this.#from)) {
      this.#from = position + 1;
      for (const batch of batchesOf(readRecord(payload))) {
        const name = nameOf(batch);
        if (this.#found.has(name)) problems.push(`${name} is in the log twice`);
        this.#found.add(name);
        if (sent.get(name) !== contentOf(batch)) problems.push(`${name} in the log is not what was sent`);
      }
    }
    for (const name of acknowledged)
      if (!this.#found.has(name)) problems.push(`${name} was acknowledged and is not in the log`);
    return problems;
  }
}

/** The chain is whole, and everything done is in it. */
export function auditProblems(dataFolder: string, deeds: number): readonly string[] {
  const file = readAuditFile(join(dataFolder, 'store.sqlite'));
  if (!file.ok) return [file.reason];
  const verdict = verifiedChain(file.entries);
  if (!verdict.ok) return [`the audit is broken at ${verdict.sequence}: ${verdict.reason}`];
  return verdict.entries === deeds ? [] : [`the audit has ${verdict.entries} entries of ${deeds}`];
}

/** What a stopped service has stored of its session. */
export function storedSession(dataFolder: string): {
  readonly throughSecond: number;
  readonly events: readonly string[];
} {
  const database = new DatabaseSync(join(dataFolder, 'store.sqlite'), { readOnly: true });
  try {
    const through = database.prepare('SELECT through_second FROM sessions').get()?.['through_second'];
    const rows = database.prepare('SELECT record FROM events ORDER BY sequence').all();
    return { throughSecond: Number(through), events: rows.map((row) => String(row['record'])) };
  } finally {
    database.close();
  }
}
