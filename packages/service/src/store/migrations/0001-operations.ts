import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Sessions and what happened in them, keys, deeds. */
export const operations: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('sessions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('mission', 'text', (column) => column.notNull())
      .addColumn('started_at_us', 'bigint', (column) => column.notNull())
      .addColumn('through_second', 'bigint')
      .execute();
    await db.schema
      .createTable('events')
      .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('track_id', 'text')
      .addColumn('record', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('events_key', ['session_id', 'sequence'])
      .execute();
    await db.schema
      .createIndex('events_by_track')
      .on('events')
      .columns(['session_id', 'track_id', 'sequence'])
      .execute();
    await db.schema
      .createTable('alert_handling')
      .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
      .addColumn('alert_id', 'text', (column) => column.notNull())
      .addColumn('acknowledged_by', 'text')
      .addColumn('acknowledged_at_us', 'bigint')
      .addColumn('shelved_until_us', 'bigint')
      .addColumn('note', 'text')
      .addPrimaryKeyConstraint('alert_handling_key', ['session_id', 'alert_id'])
      .execute();
    await db.schema
      .createTable('api_keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('mode', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('secret_hash', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('created_at_us', 'bigint', (column) => column.notNull())
      .addColumn('expires_at_us', 'bigint')
      .addColumn('revoked_at_us', 'bigint')
      .execute();
    await db.schema
      .createTable('audit')
      .addColumn('sequence', 'bigint', (column) => column.primaryKey())
      .addColumn('at_us', 'bigint', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .addColumn('previous_hash', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('idempotency')
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('idempotency_key', 'text', (column) => column.notNull())
      .addColumn('request_hash', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('at_us', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('idempotency_key_key', ['key_id', 'idempotency_key'])
      .execute();
  },
  async down(db: Kysely<unknown>) {
    for (const table of ['idempotency', 'audit', 'api_keys', 'alert_handling', 'events', 'sessions']) {
      // oxlint-disable-next-line no-await-in-loop -- in this order, for the references
      await db.schema.dropTable(table).execute();
    }
  },
};
