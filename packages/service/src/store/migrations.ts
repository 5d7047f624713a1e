import type { Migration, MigrationProvider } from 'kysely/migration';
import { operations } from './migrations/0001-operations.ts';
import { clientCertificates } from './migrations/0007-client-certificates.ts';

/** Every change of the schema, both ways, in order. A migration that has been released is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-operations': operations,
  '0007-client-certificates': clientCertificates,
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
