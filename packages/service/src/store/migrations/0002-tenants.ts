import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is copied when a table gets another primary key. */
type Handlings = Record<'alert_handling' | 'new_alert_handling', HandlingRow>;

type HandlingRow = {
  session_id: string;
  tenant_id: string;
  alert_id: string;
  acknowledged_by: string | null;
  acknowledged_at_us: number | null;
  shelved_until_us: number | null;
  note: string | null;
};

const KEPT = [
  'session_id',
  'alert_id',
  'acknowledged_by',
  'acknowledged_at_us',
  'shelved_until_us',
  'note',
] as const;
/** Whoever runs the service. */
const HOUSE = 'operator';

/** Tenants, their users, keys, plans and what they used; what operators did belongs to one of them; events know where they were. */
export const tenants: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('tenants')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('created_at_us', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('users')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('created_at_us', 'bigint', (column) => column.notNull())
      .addColumn('ended_at_us', 'bigint')
      .execute();
    await db.schema
      .createTable('plans')
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('version', 'bigint', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('created_at_us', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('plans_key', ['id', 'version'])
      .execute();
    await db.schema
      .createTable('subscriptions')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('from_us', 'bigint', (column) => column.notNull())
      .addColumn('plan_id', 'text')
      .addColumn('plan_version', 'bigint')
      .addColumn('created_at_us', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('subscriptions_key', ['tenant_id', 'from_us'])
      .execute();
    await db.schema
      .createTable('quota_usage')
      .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
      .addColumn('meter', 'text', (column) => column.notNull())
      .addColumn('period_from_us', 'bigint', (column) => column.notNull())
      .addColumn('period_through_us', 'bigint', (column) => column.notNull())
      .addColumn('used', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('quota_usage_key', [
        'tenant_id',
        'meter',
        'period_from_us',
        'period_through_us',
      ])
      .execute();
    for (const [column, type] of [
      ['user_id', 'text'],
      ['last_used_at_us', 'bigint'],
      ['replaces', 'text'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await db.schema.alterTable('api_keys').addColumn(column, type).execute();
    }
    for (const table of ['api_keys', 'idempotency']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await db.schema
        .alterTable(table)
        .addColumn('tenant_id', 'text', (column) => column.notNull().defaultTo(HOUSE))
        .execute();
    }
    await db.schema.alterTable('events').addColumn('second', 'bigint').execute();
    await db.schema.alterTable('events').addColumn('whereabouts', 'text').execute();
    await db.schema
      .createIndex('events_by_second')
      .on('events')
      .columns(['session_id', 'second', 'sequence'])
      .execute();
    await db.schema
      .createTable('new_alert_handling')
      .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
      .addColumn('tenant_id', 'text', (column) => column.notNull().defaultTo(HOUSE))
      .addColumn('alert_id', 'text', (column) => column.notNull())
      .addColumn('acknowledged_by', 'text')
      .addColumn('acknowledged_at_us', 'bigint')
      .addColumn('shelved_until_us', 'bigint')
      .addColumn('note', 'text')
      .addPrimaryKeyConstraint('alert_handling_by_tenant', ['session_id', 'tenant_id', 'alert_id'])
      .execute();
    await takeNewHandlings(db, false);
  },
  /**
   * What tenants did about alerts is lost, and their keys, since there is no place for them. Tables are made anew: a column that the database keeps
   * tenants apart by cannot be taken out.
   */
  async down(db: Kysely<unknown>) {
    await db.schema
      .createTable('new_alert_handling')
      .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
      .addColumn('alert_id', 'text', (column) => column.notNull())
      .addColumn('acknowledged_by', 'text')
      .addColumn('acknowledged_at_us', 'bigint')
      .addColumn('shelved_until_us', 'bigint')
      .addColumn('note', 'text')
      .addPrimaryKeyConstraint('alert_handling_key', ['session_id', 'alert_id'])
      .execute();
    await takeNewHandlings(db, true);
    await db.schema.dropIndex('events_by_second').execute();
    for (const column of ['whereabouts', 'second']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await db.schema.alterTable('events').dropColumn(column).execute();
    }
    await takeOldKeys(db);
    // Answers are kept for a day, to be given again; what is sent again after this is done again.
    await db.schema.dropTable('idempotency').execute();
    await db.schema
      .createTable('idempotency')
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('idempotency_key', 'text', (column) => column.notNull())
      .addColumn('request_hash', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('at_us', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('idempotency_key_key', ['key_id', 'idempotency_key'])
      .execute();
    for (const table of ['quota_usage', 'subscriptions', 'plans', 'users', 'tenants']) {
      // oxlint-disable-next-line no-await-in-loop -- in this order, for the references
      await db.schema.dropTable(table).execute();
    }
  },
};

const KEY_COLUMNS = [
  'id',
  'mode',
  'name',
  'secret_hash',
  'scopes',
  'created_at_us',
  'expires_at_us',
  'revoked_at_us',
] as const;
type Keys = Record<
  'api_keys' | 'old_api_keys',
  Record<(typeof KEY_COLUMNS)[number], string | number | null> & { tenant_id: string }
>;

/** Keys of the house, as they were kept before there were others. */
async function takeOldKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('old_api_keys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at_us', 'bigint', (column) => column.notNull())
    .addColumn('expires_at_us', 'bigint')
    .addColumn('revoked_at_us', 'bigint')
    .execute();
  const typed = db.withTables<Keys>();
  await typed
    .insertInto('old_api_keys')
    .columns(KEY_COLUMNS)
    .expression(typed.selectFrom('api_keys').select(KEY_COLUMNS).where('tenant_id', '=', HOUSE))
    .execute();
  await db.schema.dropTable('api_keys').execute();
  await db.schema.alterTable('old_api_keys').renameTo('api_keys').execute();
}

/** The new table in place of the old one, with its rows. */
async function takeNewHandlings(db: Kysely<unknown>, houseOnly: boolean): Promise<void> {
  const typed = db.withTables<Handlings>();
  const rows = typed.selectFrom('alert_handling').select(KEPT);
  await typed
    .insertInto('new_alert_handling')
    .columns(KEPT)
    .expression(houseOnly ? rows.where('tenant_id', '=', HOUSE) : rows)
    .execute();
  await db.schema.dropTable('alert_handling').execute();
  await db.schema.alterTable('new_alert_handling').renameTo('alert_handling').execute();
}
