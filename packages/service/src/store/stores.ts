import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Pool } from 'pg';
import { OutsideFailure } from '@cupola/runtime/outside-failure';
import { HOUSE } from '../access/visitor.ts';
import { migrationProvider } from './migrations.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';
import { isolateTenants, seesThroughPolicies } from './tenant-isolation.ts';

type Db = Kysely<Tables>;

/** One store as the house and as its tenants see it. */
export interface Stores {
  readonly house: Db;
  /** What only one tenant may see. In PostgreSQL the database itself keeps others' rows away; in SQLite the queries have to. */
  of(tenantId: string): Db;
  close(): Promise<void>;
}

/**
 * Opens a store, making it or bringing it up to date.
 *
 * @param place - Path of an SQLite file, or URL of a PostgreSQL database.
 * @throws OutsideFailure
 */
export function openStores(place: string): Promise<Stores> {
  return isPostgres(place) ? postgresStores(place) : sqliteStores(place);
}

/** The same for somebody who is the house and nothing else, as commands are. */
export async function openStore(place: string): Promise<Kysely<Tables>> {
  return (await openStores(place)).house;
}

/** Has a service ever been started on this database? Nothing is made in it. @throws OutsideFailure */
export async function holdsStore(url: string): Promise<boolean> {
  const { postgresDialect, postgresPool } = await import('./postgres-pool.ts');
  const db = new Kysely<Tables>({ dialect: postgresDialect(postgresPool(url), HOUSE) });
  try {
    return (await db.introspection.getTables()).some(({ name }) => name === 'audit_head');
  } catch (error) {
    throw new OutsideFailure('network', `cannot open the store ${placeName(url)}`, error);
  } finally {
    await db.destroy();
  }
}

export function isPostgres(place: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(place);
}

/** As it may be told: without the password. */
export function placeName(place: string): string {
  if (!isPostgres(place) || !URL.canParse(place))
    return isPostgres(place) ? 'the PostgreSQL database' : place;
  const { hostname, port, pathname, username } = new URL(place);
  return `postgres://${username === '' ? '' : `${username}@`}${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
}

export function migratorOf(db: Db): Migrator {
  return new Migrator({ db, provider: migrationProvider });
}

async function sqliteStores(path: string): Promise<Stores> {
  try {
    const house = new Kysely<Tables>({ dialect: sqliteDialect(path) });
    await bringUpToDate(house);
    return { house, of: () => house, close: () => house.destroy() };
  } catch (error) {
    throw new OutsideFailure('disk', `cannot open the store ${path}`, error);
  }
}

async function postgresStores(url: string): Promise<Stores> {
  // Only who asks for it pays for loading it.
  const { postgresDialect, postgresPool } = await import('./postgres-pool.ts');
  let pool: Pool | null = null;
  try {
    const own = postgresPool(url);
    pool = own;
    const house = new Kysely<Tables>({ dialect: postgresDialect(own, HOUSE) });
    if (await seesThroughPolicies(house)) {
      throw new Error(
        'its role is a superuser or bypasses row security, so that tenants could not be kept apart; give the service a role of its own',
      );
    }
    await bringUpToDate(house);
    await isolateTenants(house);
    const tenants = new Map<string, Db>();
    return {
      house,
      of(tenantId) {
        if (tenantId === HOUSE) return house;
        const known = tenants.get(tenantId);
        if (known !== undefined) return known;
        const db = new Kysely<Tables>({ dialect: postgresDialect(own, tenantId) });
        tenants.set(tenantId, db);
        return db;
      },
      close: () => own.end(),
    };
  } catch (error) {
    await pool?.end().catch(() => {});
    throw new OutsideFailure('network', `cannot open the store ${placeName(url)}`, error);
  }
}

async function bringUpToDate(db: Db): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest();
  if (error !== undefined) throw error;
}
