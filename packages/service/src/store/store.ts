import { Kysely } from 'kysely';
import type { Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { OutsideFailure } from '@cupola/runtime';
import { FIRST_HASH, chained } from '../audit/audit-chain.ts';
import type { AuditEntry } from '../audit/audit-chain.ts';
import { migrationProvider } from './migrations.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables> | Transaction<Tables>;

/** What somebody did, before it has its place in the chain. */
export type Deed = Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'detail'>;

/** Opens a store, making it or bringing it up to date. */
export async function openStore(path: string): Promise<Kysely<Tables>> {
  try {
    const db = new Kysely<Tables>({ dialect: sqliteDialect(path) });
    const { error } = await migratorOf(db).migrateToLatest();
    if (error !== undefined) throw error;
    return db;
  } catch (error) {
    throw new OutsideFailure('disk', `cannot open the store ${path}`, error);
  }
}

export function migratorOf(db: Kysely<Tables>): Migrator {
  return new Migrator({ db, provider: migrationProvider });
}

/** Writes down a deed behind all others. Call it in the transaction of what was done: then there is never the one without the other. */
export async function appendAudit(db: Database, deed: Deed, atUs: number): Promise<AuditEntry> {
  const last = await db
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const entry = chained({
    ...deed,
    sequence: (last?.sequence ?? 0) + 1,
    atUs,
    previousHash: last?.hash ?? FIRST_HASH,
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
