import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import type { AuditEntry } from './audit-chain.ts';

const SQLITE_HEAD = 'SQLite format 3\0';

const entry: z.ZodType<AuditEntry> = z.object({
  sequence: z.number(),
  atUs: z.number(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.unknown(),
  previousHash: z.string(),
  hash: z.string(),
});

export type AuditFile =
  | { readonly ok: true; readonly entries: readonly AuditEntry[] }
  | { readonly ok: false; readonly reason: string };

/** The chain in a store, or in what `/v1/audit` answered: pages one a line, or entries one a line. */
export function readAuditFile(path: string): AuditFile {
  try {
    return headOf(path) === SQLITE_HEAD
      ? { ok: true, entries: entriesOfStore(path) }
      : entriesOfText(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new OutsideFailure('disk', `cannot read ${path}`, error);
  }
}

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(SQLITE_HEAD.length);
    readSync(file, head, 0, head.length, 0);
    return head.toString('latin1');
  } finally {
    closeSync(file);
  }
}

function entriesOfStore(path: string): readonly AuditEntry[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = database.prepare('SELECT * FROM audit ORDER BY sequence').all();
    return rows.map((row) => ({
      sequence: Number(row['sequence']),
      atUs: Number(row['at_us']),
      actor: String(row['actor']),
      action: String(row['action']),
      subject: String(row['subject']),
      detail: JSON.parse(String(row['detail'])) as unknown,
      previousHash: String(row['previous_hash']),
      hash: String(row['hash']),
    }));
  } finally {
    database.close();
  }
}

function entriesOfText(text: string): AuditFile {
  const entries: AuditEntry[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return { ok: false, reason: `line ${index + 1} is not JSON` };
    }
    const read = z
      .union([z.object({ items: z.array(entry) }), entry.transform((each) => ({ items: [each] }))])
      .safeParse(value);
    if (!read.success)
      return { ok: false, reason: `line ${index + 1} is neither an entry nor a page of them` };
    entries.push(...read.data.items);
  }
  return { ok: true, entries };
}
