import type { Kysely } from 'kysely';
import type { ClientCertificate } from '../keys/client-certificate.ts';
import { appendAudit } from './store.ts';
import type { Tables } from './tables.ts';

/** Binds a certificate to its key, or binds one anew that was bound before. */
export async function bindCertificate(
  db: Kysely<Tables>,
  certificate: ClientCertificate,
  actor: string,
): Promise<void> {
  const { fingerprint, tenantId, keyId, name, createdAtUs, expiresAtUs, revokedAtUs } = certificate;
  const row = {
    tenant_id: tenantId,
    key_id: keyId,
    name,
    created_at_us: createdAtUs,
    expires_at_us: expiresAtUs,
    revoked_at_us: revokedAtUs,
  };
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('client_certificates')
      .values({ fingerprint, ...row })
      .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(row))
      .execute();
    const deed = { actor, action: 'certificate.bind', subject: fingerprint, detail: { keyId, name } };
    await appendAudit(trx, deed, createdAtUs);
  });
}

/** @returns Whether there was such a certificate, not yet revoked. */
export function revokeCertificate(
  db: Kysely<Tables>,
  fingerprint: string,
  actor: string,
  atUs: number,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('client_certificates')
      .set({ revoked_at_us: atUs })
      .where('fingerprint', '=', fingerprint)
      .where('revoked_at_us', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await appendAudit(trx, { actor, action: 'certificate.revoke', subject: fingerprint, detail: {} }, atUs);
    return true;
  });
}

export async function storedCertificates(db: Kysely<Tables>): Promise<readonly ClientCertificate[]> {
  const rows = await db
    .selectFrom('client_certificates')
    .selectAll()
    .orderBy('created_at_us')
    .orderBy('fingerprint')
    .execute();
  return rows.map((row) => ({
    fingerprint: row.fingerprint,
    tenantId: row.tenant_id,
    keyId: row.key_id,
    name: row.name,
    createdAtUs: row.created_at_us,
    expiresAtUs: row.expires_at_us,
    revokedAtUs: row.revoked_at_us,
  }));
}
