/** Seconds that were worked through one after another, first and last among them. */
export interface Span {
  readonly fromSecond: number;
  readonly throughSecond: number;
}

/** Nothing is carried on over a time without steps that is longer than this, s: operations begin anew. */
export const LONGEST_GAP_S = 3_600;

/** @returns The span that a second belongs to: the one before, made longer, or one of its own behind a long pause. */
export function spanWith(span: Span | undefined, second: number): Span {
  return span !== undefined && second - span.throughSecond <= LONGEST_GAP_S
    ? { fromSecond: span.fromSecond, throughSecond: Math.max(span.throughSecond, second) }
    : { fromSecond: second, throughSecond: second };
}

/** Every second that has to be worked through to come from one to the end of the last span; operations begin anew between two spans by themselves. */
export function* secondsAfter(spans: readonly Span[], second: number): Generator<number> {
  for (const { fromSecond, throughSecond } of spans) {
    for (let next = Math.max(fromSecond, second + 1); next <= throughSecond; next++) yield next;
  }
}
