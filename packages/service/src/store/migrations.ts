import type { Migration, MigrationProvider } from 'kysely/migration';
import { operations } from './migrations/0001-operations.ts';
import { tenants } from './migrations/0002-tenants.ts';
import { billing } from './migrations/0003-billing.ts';
import { auditHead } from './migrations/0006-audit-head.ts';
import { clientCertificates } from './migrations/0007-client-certificates.ts';
import { delivery } from './migrations/0005-delivery.ts';
import { spans } from './migrations/0008-spans.ts';
import { contractPlans } from './migrations/0009-contract-plans.ts';

/** Every change of the schema, both ways, in order. A migration that has been released is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-operations': operations,
  '0002-tenants': tenants,
  '0003-billing': billing,
  '0005-delivery': delivery,
  '0006-audit-head': auditHead,
  '0007-client-certificates': clientCertificates,
  '0008-spans': spans,
  '0009-contract-plans': contractPlans,
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
