/** Codes of a database that is away, is starting or stopping, or has no room: classes 08 and 57P, 53. PostgreSQL manual, appendix A. */
const AWAY = /^(?:08|57P|53)|^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const AWAY_TEXT =
  /connection (?:terminated|timeout)|timeout exceeded when trying to connect|Query read timeout/i;

/** Results of SQLite that are the disk's: BUSY, READONLY, IOERR, FULL, CANTOPEN; higher bits tell more of the same. */
const DISK_RESULTS: readonly number[] = [5, 8, 10, 13, 14];

/** Would the same be possible later? */
export function isStoreAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return DISK_RESULTS.includes(Number(error.errcode) & 0xff);
  if ('code' in error && AWAY.test(String(error.code))) return true;
  if (error instanceof AggregateError) return error.errors.some(isStoreAway);
  return AWAY_TEXT.test(error.message) || isStoreAway(error.cause);
}
