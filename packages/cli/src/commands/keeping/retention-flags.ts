import type { Problem } from '@cupola/core/scenario';
import { isPostgres } from '@cupola/service';
import type { RetentionPolicy } from '@cupola/service';

export interface RetentionFlags {
  readonly keepLogHours?: number;
  readonly keepEventDays?: number;
  readonly keepSessionDays?: number;
}

export function retentionOf({
  keepLogHours,
  keepEventDays,
  keepSessionDays,
}: RetentionFlags): RetentionPolicy {
  return {
    logHours: keepLogHours ?? null,
    eventDays: keepEventDays ?? null,
    sessionDays: keepSessionDays ?? null,
  };
}

/** A URL may hold a password: it is not repeated. */
export function postgresProblems(postgres: string | undefined): readonly Problem[] {
  if (postgres === undefined || (isPostgres(postgres) && URL.canParse(postgres))) return [];
  const expected = 'postgres://user:password@host:port/database';
  const message = 'it is not the URL of a PostgreSQL database';
  return [{ path: '--postgres', value: null, expected, message }];
}
