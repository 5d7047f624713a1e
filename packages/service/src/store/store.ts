import type { Kysely, Transaction } from 'kysely';
import { HOUSE } from '../access/visitor.ts';
import { chained } from '../audit/audit-chain.ts';
import type { AuditEntry } from '../audit/audit-chain.ts';
import { SCOPES } from '../keys/api-key.ts';
import type { ApiKey } from '../keys/api-key.ts';
import { DATA_MODES } from '../picture/records.ts';
import type { Tables } from './tables.ts';

type Database = Kysely<Tables> | Transaction<Tables>;

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

export async function insertKey(db: Kysely<Tables>, key: ApiKey, actor: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('api_keys')
      .values({
        id: key.id,
        mode: key.mode,
        name: key.name,
        secret_hash: key.secretHash,
        scopes: key.scopes.join(' '),
        created_at_us: key.createdAtUs,
        expires_at_us: key.expiresAtUs,
        revoked_at_us: key.revokedAtUs,
      })
      .execute();
    const { id, name, mode, scopes, expiresAtUs } = key;
    const deed = { actor, action: 'key.create', subject: id, detail: { name, mode, scopes, expiresAtUs } };
    await appendAudit(trx, deed, key.createdAtUs);
  });
}

/** @returns Whether there was such a key, not yet revoked. */
export function revokeKey(db: Kysely<Tables>, id: string, actor: string, atUs: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('api_keys')
      .set({ revoked_at_us: atUs })
      .where('id', '=', id)
      .where('revoked_at_us', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await appendAudit(trx, { actor, action: 'key.revoke', subject: id, detail: {} }, atUs);
    return true;
  });
}

export async function storedKeys(db: Database): Promise<readonly ApiKey[]> {
  const rows = await db.selectFrom('api_keys').selectAll().orderBy('created_at_us').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    tenantId: HOUSE,
    mode: DATA_MODES.find((mode) => mode === row.mode) ?? 'SIMULATED',
    name: row.name,
    secretHash: row.secret_hash,
    scopes: SCOPES.filter((scope) => row.scopes.split(' ').includes(scope)),
    createdAtUs: row.created_at_us,
    expiresAtUs: row.expires_at_us,
    revokedAtUs: row.revoked_at_us,
  }));
}
