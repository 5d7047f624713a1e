import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@cupola/core/scenario';
import { isPostgres } from '@cupola/service';

/** @param data - Folder of a service, or URL of its PostgreSQL database. */
export function storeOf(data: string): string {
  return isPostgres(data) ? data : join(data, 'store.sqlite');
}

export function storeProblems(data: string): readonly Problem[] {
  if (isPostgres(data) || existsSync(storeOf(data))) return [];
  return [
    {
      path: '--data',
      value: data,
      expected: 'the folder of a service that was started once, or postgres://...',
      message: 'there is no store in it',
    },
  ];
}
