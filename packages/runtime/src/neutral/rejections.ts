import type { RejectedRow } from '@cupola/core/messages';
import type { Problem } from '@cupola/core/scenario';

/** Rows of a file that were put aside for one reason. */
export interface Rejection {
  readonly file: string;
  readonly reason: string;
  readonly count: number;
  /** The first of them, at most ten. */
  readonly lines: readonly number[];
}

const LINES_TOLD = 10;

/** Counts rows that are put aside, by reason; however many there are, it keeps ten lines of each. */
export class RejectionTally {
  readonly #byReason = new Map<string, { count: number; lines: number[] }>();

  take(line: number, reason: string): void {
    const known = this.#byReason.get(reason);
    if (known === undefined) {
      this.#byReason.set(reason, { count: 1, lines: [line] });
      return;
    }
    known.count++;
    const { lines } = known;
    if (lines.length < LINES_TOLD || line < (lines.at(-1) ?? 0)) {
      const at = lines.findLastIndex((each) => each <= line) + 1;
      lines.splice(at, 0, line);
      if (lines.length > LINES_TOLD) lines.pop();
    }
  }

  /** The commonest reason first. */
  of(file: string): readonly Rejection[] {
    return [...this.#byReason]
      .map(([reason, { count, lines }]) => ({ file, reason, count, lines: [...lines] }))
      .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}

export function rejectionsOf(file: string, rows: readonly RejectedRow[]): readonly Rejection[] {
  const tally = new RejectionTally();
  for (const { line, reason } of rows) tally.take(line, reason);
  return tally.of(file);
}

/** A file of which no row can be used is not the file that was meant. */
export function noUsableRow(rejections: readonly Rejection[]): readonly Problem[] {
  return rejections.map(({ file, reason, count, lines }) => ({
    file,
    line: lines[0] ?? 1,
    path: '',
    value: `${count} rows`,
    expected: 'rows as docs/formats/neutral.md describes them',
    message: reason,
  }));
}
