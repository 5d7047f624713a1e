import type { RejectedRow } from '@cupola/core/messages';

/** Rows of a file that were put aside for one reason. */
export interface Rejection {
  readonly file: string;
  readonly reason: string;
  readonly count: number;
  /** The first of them, at most ten. */
  readonly lines: readonly number[];
}

const LINES_TOLD = 10;

/** Rows put aside, counted by reason, the commonest first. */
export function rejectionsOf(file: string, rows: readonly RejectedRow[]): readonly Rejection[] {
  const byReason = new Map<string, number[]>();
  for (const { line, reason } of rows) {
    const lines = byReason.get(reason);
    if (lines === undefined) byReason.set(reason, [line]);
    else lines.push(line);
  }
  return [...byReason]
    .map(([reason, lines]) => ({
      file,
      reason,
      count: lines.length,
      lines: lines.toSorted((a, b) => a - b).slice(0, LINES_TOLD),
    }))
    .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
