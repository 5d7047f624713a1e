import type { Kysely, Transaction } from 'kysely';
import { chained } from '../audit/audit-chain.ts';
import type { AuditEntry } from '../audit/audit-chain.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables> | Transaction<Tables>;

/** What somebody did, before it has its place in the chain. */
export type Deed = Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'detail'>;

/** Writes down a deed behind all others. Call it in the transaction of what was done: then there is never the one without the other. */
export async function appendAudit(db: Database, deed: Deed, atUs: number): Promise<AuditEntry> {
  // Whoever writes next waits here until this transaction has ended: one row, so that the chain never forks.
  const head = await db
    .updateTable('audit_head')
    .set((row) => ({ sequence: row('sequence', '+', 1) }))
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow();
  const entry = chained({
    ...deed,
    sequence: head.sequence,
    atUs,
    previousHash: head.hash,
  });
  await db
    .insertInto('audit')
    .values({
      sequence: entry.sequence,
      at_us: atUs,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail),
      previous_hash: entry.previousHash,
      hash: entry.hash,
    })
    .execute();
  await db.updateTable('audit_head').set({ hash: entry.hash }).execute();
  return entry;
}

export async function auditEntries(
  db: Database,
  after: number,
  limit: number,
): Promise<readonly AuditEntry[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    sequence: row.sequence,
    atUs: row.at_us,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    detail: JSON.parse(row.detail) as unknown,
    previousHash: row.previous_hash,
    hash: row.hash,
  }));
}
