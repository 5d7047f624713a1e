import { expect, it } from 'vitest';
import { LONGEST_GAP_S, secondsAfter, spanWith } from './span.ts';
import type { Span } from './span.ts';

it('makes a span longer over short pauses, and begins another behind a long one', () => {
  const spans: Span[] = [];
  for (const second of [5, 6, 9, 9 + LONGEST_GAP_S, 9 + LONGEST_GAP_S + LONGEST_GAP_S + 1]) {
    const span = spanWith(spans.at(-1), second);
    if (span.fromSecond === spans.at(-1)?.fromSecond) spans.pop();
    spans.push(span);
  }
  expect(spans).toEqual([
    { fromSecond: 5, throughSecond: 3609 },
    { fromSecond: 7210, throughSecond: 7210 },
  ]);
});

it('goes through every second that a snapshot does not have, and over none of a long pause', () => {
  const spans = [
    { fromSecond: 1, throughSecond: 3 },
    { fromSecond: 9_000, throughSecond: 9_001 },
  ];
  expect([...secondsAfter(spans, Number.NEGATIVE_INFINITY)]).toEqual([1, 2, 3, 9_000, 9_001]);
  expect([...secondsAfter(spans, 2)]).toEqual([3, 9_000, 9_001]);
  expect([...secondsAfter(spans, 9_001)]).toEqual([]);
});
