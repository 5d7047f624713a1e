import { Kysely } from 'kysely';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { HOUSE } from '../access/visitor.ts';
import { auditEntries } from '../store/store.ts';
import { placeName } from '../store/stores.ts';
import type { Tables } from '../store/tables.ts';
import type { AuditEntry } from './audit-chain.ts';

const PAGE = 10_000;

/** The chain in a PostgreSQL store, whose schema stays as it is. @throws OutsideFailure */
export async function auditOfDatabase(url: string): Promise<readonly AuditEntry[]> {
  const { postgresDialect, postgresPool } = await import('../store/postgres-pool.ts');
  const db = new Kysely<Tables>({ dialect: postgresDialect(postgresPool(url), HOUSE) });
  try {
    const entries: AuditEntry[] = [];
    let after = -1;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      const page = await auditEntries(db, after, PAGE);
      entries.push(...page);
      const last = page.at(-1);
      if (last === undefined) return entries;
      after = last.sequence;
    }
  } catch (error) {
    throw new OutsideFailure('network', `cannot read ${placeName(url)}`, error);
  } finally {
    await db.destroy();
  }
}
