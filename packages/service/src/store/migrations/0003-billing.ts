import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was used, by which prices, and what was issued for it. Money is whole minor units within documents; quantities are decimal text. */
export const billing: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('usage_events')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('meter', 'text', (column) => column.notNull())
      .addColumn('product', 'text')
      .addColumn('item', 'text')
      .addColumn('quantity', 'text', (column) => column.notNull())
      .addColumn('at_us', 'bigint', (column) => column.notNull())
      .addColumn('is_closed', 'integer', (column) => column.notNull())
      .addColumn('billed_in', 'bigint')
      .addPrimaryKeyConstraint('usage_events_key', ['source', 'id'])
      .execute();
    await db.schema
      .createIndex('usage_events_by_time')
      .on('usage_events')
      .columns(['tenant_id', 'at_us'])
      .execute();
    await db.schema
      .createIndex('usage_events_by_invoice')
      .on('usage_events')
      .columns(['tenant_id', 'billed_in', 'at_us'])
      .execute();
    await db.schema
      .createTable('contract_prices')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('plan_id', 'text', (column) => column.notNull())
      .addColumn('from_us', 'bigint', (column) => column.notNull())
      .addColumn('prices', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('contract_prices_key', ['tenant_id', 'version'])
      .execute();
    await db.schema
      .createTable('contract_ends')
      .addColumn('tenant_id', 'text', (column) => column.primaryKey())
      .addColumn('ends_at_us', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('invoices')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('until_us', 'bigint', (column) => column.notNull())
      .addColumn('corrects', 'bigint')
      .addColumn('total_minor', 'bigint', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('invoices_key', ['tenant_id', 'sequence'])
      .execute();
  },
  async down(db: Kysely<unknown>) {
    for (const table of ['invoices', 'contract_ends', 'contract_prices', 'usage_events']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await db.schema.dropTable(table).execute();
    }
  },
};
