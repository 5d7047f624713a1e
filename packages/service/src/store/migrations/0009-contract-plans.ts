import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Tables } from '../tables.ts';

/** Which version of its plan a contract gives; null: prices alone were agreed on. */
export const contractPlans: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema.alterTable('contract_prices').addColumn('plan_version', 'bigint').execute();
  },
  async down(db: Kysely<Tables>) {
    await db.schema.alterTable('contract_prices').dropColumn('plan_version').execute();
  },
};
