import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where webhooks go, and what is on its way there. */
export const delivery: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('webhook_endpoints')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text')
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('types', 'text', (column) => column.notNull())
      .addColumn('filter', 'text', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('previous_secret', 'text')
      .addColumn('previous_until_us', 'bigint')
      .addColumn('created_at_us', 'bigint', (column) => column.notNull())
      .addColumn('disabled_at_us', 'bigint')
      .addColumn('disabled_reason', 'text')
      .addColumn('failing_since_us', 'bigint')
      .execute();
    await db.schema
      .createIndex('webhook_endpoints_by_tenant')
      .on('webhook_endpoints')
      .columns(['tenant_id', 'created_at_us'])
      .execute();
    await db.schema
      .createTable('webhook_messages')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('endpoint_id', 'text', (column) => column.notNull().references('webhook_endpoints.id'))
      .addColumn('session_id', 'text', (column) => column.notNull())
      .addColumn('second', 'bigint', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('seen', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('created_at_us', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'bigint', (column) => column.notNull())
      .addColumn('next_at_us', 'bigint', (column) => column.notNull())
      .addColumn('last_status', 'bigint')
      .addColumn('last_error', 'text')
      .addColumn('done_at_us', 'bigint')
      .execute();
    await db.schema
      .createIndex('webhook_messages_due')
      .on('webhook_messages')
      .columns(['endpoint_id', 'state', 'next_at_us', 'id'])
      .execute();
    await db.schema
      .createIndex('webhook_messages_done')
      .on('webhook_messages')
      .columns(['state', 'done_at_us'])
      .execute();
  },
  async down(db: Kysely<unknown>) {
    await db.schema.dropTable('webhook_messages').execute();
    await db.schema.dropTable('webhook_endpoints').execute();
  },
};
