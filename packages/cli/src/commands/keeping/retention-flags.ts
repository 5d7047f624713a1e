import type { RetentionPolicy } from '@cupola/service/serve';

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
