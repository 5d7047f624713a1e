import type { Migration, MigrationProvider } from 'kysely/migration';
import { auditHead } from './migrations/0006-audit-head.ts';
import { operations } from './migrations/0001-operations.ts';

/** Every change of the schema, both ways, in order. A migration that has been released is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-operations': operations,
  '0006-audit-head': auditHead,
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
