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
