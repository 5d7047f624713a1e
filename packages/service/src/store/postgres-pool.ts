import pg from 'pg';
import { CompiledQuery, PostgresDialect } from 'kysely';

const MOST_CONNECTIONS = 8;
/** A database that does not answer costs a request no more than this, ms. */
const CONNECT_MS = 3_000;
const STATEMENT_MS = 15_000;

/** `bigint` as a number: every whole number of ours is a safe integer, and SQLite gives numbers too. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a parser of texts, as the driver wants it
    oid === pg.types.builtins.INT8
      ? safeInteger
      : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

/** Connections to one database, made when they are needed and again after it was away. */
export function postgresPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + CONNECT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    keepAlive: true,
    application_name: 'cupola',
    types,
  });
  // A connection that dies while nobody uses it: the next request makes another, and tells if it cannot.
  pool.on('error', () => {});
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

/** Codes of a database that is away, is starting or stopping, or has no room: classes 08 and 57P, 53. PostgreSQL manual, appendix A. */
const AWAY = /^(?:08|57P|53)|^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const AWAY_TEXT =
  /connection (?:terminated|timeout)|timeout exceeded when trying to connect|Query read timeout/i;

/** Would the same be possible later? */
export function isStoreAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && AWAY.test(String(error.code))) return true;
  if (error instanceof AggregateError) return error.errors.some(isStoreAway);
  return AWAY_TEXT.test(error.message) || isStoreAway(error.cause);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`broken invariant: ${text} is beyond whole numbers`);
  return value;
}
