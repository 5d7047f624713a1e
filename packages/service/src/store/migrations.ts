import type { Migration, MigrationProvider } from 'kysely/migration';
import { operations } from './migrations/0001-operations.ts';
import { tenants } from './migrations/0002-tenants.ts';

/** Every change of the schema, both ways, in order. A migration that has been released is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-operations': operations,
  '0002-tenants': tenants,
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
