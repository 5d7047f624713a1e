import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { HOUSE } from '../access/visitor.ts';
import type { Tables } from './tables.ts';

const POLICY = 'cupola_tenant';

/**
 * Row-level isolation of every table that has a `tenant_id`, for its owner too: a query shows and writes rows of the tenant that the connection speaks for,
 * and nothing when it speaks for none. The house sees all.
 */
export async function isolateTenants(db: Kysely<Tables>): Promise<void> {
  const tables = await tablesOfTenants(db);
  for (const { table, isIsolated } of tables) {
    if (isIsolated) continue;
    const name = sql.table(table);
    const isOwn = sql`tenant_id = current_setting('cupola.tenant', true) or current_setting('cupola.tenant', true) = ${sql.lit(HOUSE)}`;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, in one transaction each
    await db.transaction().execute(async (trx) => {
      await sql`alter table ${name} enable row level security`.execute(trx);
      await sql`alter table ${name} force row level security`.execute(trx);
      await sql`create policy ${sql.id(POLICY)} on ${name} using (${isOwn}) with check (${isOwn})`.execute(
        trx,
      );
    });
  }
}

/** @returns Every table with rows of tenants, and whether the database keeps them apart. */
export async function tablesOfTenants(
  db: Kysely<Tables>,
): Promise<readonly { readonly table: string; readonly isIsolated: boolean }[]> {
  const { rows } = await sql<{ table: string; isIsolated: boolean }>`
    select c.relname as "table",
           c.relrowsecurity and c.relforcerowsecurity
             and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = ${POLICY}) as "isIsolated"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relkind = 'r'
    order by c.relname`.execute(db);
  return rows;
}

/** A superuser, or a role that may bypass policies, would see through all of them. */
export async function seesThroughPolicies(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ isAbove: boolean }>`
    select rolsuper or rolbypassrls as "isAbove" from pg_roles where rolname = current_user`.execute(db);
  return rows[0]?.isAbove === true;
}
