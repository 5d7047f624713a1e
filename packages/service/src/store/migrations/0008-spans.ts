import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Through which seconds a session was worked without a long pause: what has to be gone through again when there is no snapshot to go on from. */
export const spans: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .createTable('session_spans')
      .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
      .addColumn('from_second', 'bigint', (column) => column.notNull())
      .addColumn('through_second', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('session_spans_key', ['session_id', 'from_second'])
      .execute();
  },
  async down(db: Kysely<Tables>) {
    await db.schema.dropTable('session_spans').execute();
  },
};
