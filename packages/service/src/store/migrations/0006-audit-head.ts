import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { FIRST_HASH } from '../../audit/audit-chain.ts';
import type { Tables } from '../tables.ts';

/** The end of the chain in a row of its own, which whoever writes next has to take first. */
export const auditHead: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .createTable('audit_head')
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    const last = await db
      .selectFrom('audit')
      .select(['sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    await db
      .insertInto('audit_head')
      .values(last ?? { sequence: 0, hash: FIRST_HASH })
      .execute();
  },
  async down(db: Kysely<Tables>) {
    await db.schema.dropTable('audit_head').execute();
  },
};
