import type { Problem } from '@cupola/core/scenario';
import { isPostgres } from '@cupola/service/serve';

/** What is wrong with the flag itself. A URL may hold a password: it is not repeated. */
export function postgresProblems(postgres: string | undefined): readonly Problem[] {
  if (postgres === undefined || (isPostgres(postgres) && URL.canParse(postgres))) return [];
  const expected = 'postgres://user:password@host:port/database';
  const message = 'it is not the URL of a PostgreSQL database';
  return [{ path: '--postgres', value: null, expected, message }];
}
