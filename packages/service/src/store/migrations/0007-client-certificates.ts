import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Certificates of clients, each bound to the key as which it is let in. */
export const clientCertificates: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('client_certificates')
      .addColumn('fingerprint', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text', (column) => column.notNull().references('api_keys.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at_us', 'bigint', (column) => column.notNull())
      .addColumn('expires_at_us', 'bigint', (column) => column.notNull())
      .addColumn('revoked_at_us', 'bigint')
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await db.schema.dropTable('client_certificates').execute();
  },
};
