/** How long what is not needed any more is kept; null: for ever. */
export interface RetentionPolicy {
  /** Files of the log, from when they were last written to. */
  readonly logHours: number | null;
  /** Events, in days of operations behind the newest of their session. */
  readonly eventDays: number | null;
  /** Events, logs and snapshots of sessions that nothing can go on with. */
  readonly sessionDays: number | null;
}

export const KEEP_ALL: RetentionPolicy = { logHours: null, eventDays: null, sessionDays: null };
