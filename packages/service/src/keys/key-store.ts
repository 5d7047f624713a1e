import type { Kysely } from 'kysely';
import { DATA_MODES } from '../picture/records.ts';
import { appendAudit } from '../store/store.ts';
import type { Database } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { SCOPES, isInForce, newKey } from './api-key.ts';
import type { ApiKey } from './api-key.ts';

/** Last uses are kept to the hour, us: enough to find keys that nobody uses. */
const HOUR_US = 3_600_000_000;

export async function insertKey(db: Kysely<Tables>, key: ApiKey, actor: string): Promise<void> {
  await db.transaction().execute((trx) => insertKeyWithin(trx, key, actor));
}

async function insertKeyWithin(db: Database, key: ApiKey, actor: string): Promise<void> {
  await db
    .insertInto('api_keys')
    .values({
      id: key.id,
      tenant_id: key.tenantId,
      user_id: key.userId,
      mode: key.mode,
      name: key.name,
      secret_hash: key.secretHash,
      scopes: key.scopes.join(' '),
      created_at_us: key.createdAtUs,
      expires_at_us: key.expiresAtUs,
      revoked_at_us: key.revokedAtUs,
      last_used_at_us: key.lastUsedAtUs,
      replaces: key.replaces,
    })
    .execute();
  const { id, tenantId, userId, name, mode, scopes, expiresAtUs, replaces } = key;
  const detail = { tenantId, userId, name, mode, scopes, expiresAtUs, replaces };
  await appendAudit(db, { actor, action: 'key.create', subject: id, detail }, key.createdAtUs);
}

/** @returns Whether there was such a key, not yet revoked. @param tenantId - Of whose keys; null: of anybody's. */
export function revokeKey(
  db: Kysely<Tables>,
  id: string,
  actor: string,
  atUs: number,
  tenantId: string | null = null,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    let query = trx
      .updateTable('api_keys')
      .set({ revoked_at_us: atUs })
      .where('id', '=', id)
      .where('revoked_at_us', 'is', null);
    if (tenantId !== null) query = query.where('tenant_id', '=', tenantId);
    const { numUpdatedRows } = await query.executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await appendAudit(trx, { actor, action: 'key.revoke', subject: id, detail: {} }, atUs);
    return true;
  });
}

export interface RotatedKey {
  readonly key: ApiKey;
  readonly text: string;
  readonly oldUntilUs: number;
}

/**
 * A new key like an old one, which goes on for a while so that its clients can change over. The new one lasts as long as the old one was made to.
 *
 * @param overlapUs - How long the old one goes on; never longer than it would have.
 * @param tenantId - Of whose keys; null: of anybody's.
 * @returns Null when there is no such key in force.
 */
export function rotateKey(
  db: Kysely<Tables>,
  id: string,
  overlapUs: number,
  actor: string,
  atUs: number,
  tenantId: string | null = null,
): Promise<RotatedKey | null> {
  return db.transaction().execute(async (trx) => {
    const old = (await storedKeys(trx)).find((each) => each.id === id);
    if (old === undefined || !isInForce(old, atUs)) return null;
    if (tenantId !== null && old.tenantId !== tenantId) return null;
    const expiresAtUs = old.expiresAtUs === null ? null : atUs + old.expiresAtUs - old.createdAtUs;
    const { userId, mode, name, scopes } = old;
    const made = newKey(
      { tenantId: old.tenantId, userId, mode, name, scopes, expiresAtUs, replaces: id },
      atUs,
    );
    const oldUntilUs = Math.min(atUs + overlapUs, old.expiresAtUs ?? Number.POSITIVE_INFINITY);
    await insertKeyWithin(trx, made.key, actor);
    await trx.updateTable('api_keys').set({ expires_at_us: oldUntilUs }).where('id', '=', id).execute();
    const detail = { replacedBy: made.key.id, expiresAtUs: oldUntilUs };
    await appendAudit(trx, { actor, action: 'key.rotate', subject: id, detail }, atUs);
    return { ...made, oldUntilUs };
  });
}

export async function storedKeys(db: Database): Promise<readonly ApiKey[]> {
  const rows = await db.selectFrom('api_keys').selectAll().orderBy('created_at_us').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    userId: row.user_id,
    mode: DATA_MODES.find((mode) => mode === row.mode) ?? 'SIMULATED',
    name: row.name,
    secretHash: row.secret_hash,
    scopes: SCOPES.filter((scope) => row.scopes.split(' ').includes(scope)),
    createdAtUs: row.created_at_us,
    expiresAtUs: row.expires_at_us,
    revokedAtUs: row.revoked_at_us,
    lastUsedAtUs: row.last_used_at_us,
    replaces: row.replaces,
  }));
}

/** @param hours - By id of key. Not audited: it is no deed, and happens all the time. */
export async function saveLastUses(db: Kysely<Tables>, hours: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, hourUs] of hours) {
    // oxlint-disable-next-line no-await-in-loop -- once an hour for each key
    await db.updateTable('api_keys').set({ last_used_at_us: hourUs }).where('id', '=', id).execute();
  }
}

export function hourOf(atUs: number): number {
  return Math.floor(atUs / HOUR_US) * HOUR_US;
}
