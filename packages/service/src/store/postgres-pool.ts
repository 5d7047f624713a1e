import pg from 'pg';
import { CompiledQuery, PostgresDialect } from 'kysely';

const MOST_CONNECTIONS = 8;
/** A database that does not answer costs a request no more than this, ms, unless its address says otherwise. */
const CONNECT_MS = 3_000;
const STATEMENT_MS = 15_000;

/** `bigint` as a number: every whole number of ours is a safe integer, and SQLite gives numbers too. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, safeInteger);

/** Connections to one database, made when they are needed and again after it was away. */
export function postgresPool(url: string): pg.Pool {
  const connectMs = connectMsOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: connectMs,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + connectMs,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    keepAlive: true,
    application_name: 'cupola',
    types,
  });
  // A connection that dies while nobody uses it: the next request makes another, and tells if it cannot.
  pool.on('error', () => {});
  // One that dies between two statements of a transaction: the next statement tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Everything asked through it is asked as one tenant (docs/service/operations.md): the setting that the policies of the tables compare with is made each time that a connection is taken. */
export function postgresDialect(pool: pg.Pool, tenantId: string): PostgresDialect {
  return new PostgresDialect({
    pool,
    onReserveConnection: async (connection) => {
      await connection.executeQuery(
        CompiledQuery.raw("select set_config('cupola.tenant', $1, false)", [tenantId]),
      );
    },
  });
}

/** As other programs read it: `connect_timeout` in the address, in seconds. PostgreSQL manual, 34.1.2. */
function connectMsOf(url: string): number {
  const seconds = URL.canParse(url) ? Number(new URL(url).searchParams.get('connect_timeout')) : 0;
  return seconds > 0 ? seconds * 1000 : CONNECT_MS;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`broken invariant: ${text} is beyond whole numbers`);
  return value;
}
