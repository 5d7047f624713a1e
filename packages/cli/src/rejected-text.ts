import type { Rejection } from '@cupola/runtime';

/** Rows that were put aside, a line for each reason; empty when there are none. */
export function rejectedText(rejected: readonly Rejection[]): string {
  return rejected
    .map(
      ({ file, reason, count, lines }) =>
        `rejected ${count} of ${file}: ${reason} (line ${lines.join(', ')})\n`,
    )
    .join('');
}
