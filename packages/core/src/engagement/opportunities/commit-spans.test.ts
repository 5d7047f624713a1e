import { expect, test } from 'vitest';
import { usFromS } from '../../foundation/index.ts';
import type { OperateEvent } from '../../messages/index.ts';
import { commitSpans, orderSpans } from './commit-spans.ts';

function confirmed(trackId: string, atS: number): OperateEvent {
  const atUs = usFromS(atS);
  return {
    kind: 'track-confirmed',
    atUs,
    trackId,
    satellites: 3,
    confirmedBy: 'three-sensor',
    phase: 'boost',
    reason: '',
  };
}

function verdict(
  kind: 'declared' | 'revoked' | 'excluded' | 'reopened',
  trackId: string,
  atS: number,
): OperateEvent {
  return { kind, atUs: usFromS(atS), trackId, prob: 1, reasons: [] };
}

const EVENTS: readonly OperateEvent[] = [
  confirmed('a', 60),
  confirmed('b', 61),
  verdict('declared', 'a', 200),
  verdict('excluded', 'b', 230),
  verdict('revoked', 'a', 300),
  verdict('declared', 'a', 320),
  verdict('reopened', 'b', 400),
  { kind: 'tracks-merged', atUs: usFromS(500), trackId: 'a', mergedId: 'b', apartM: 10, reason: '' },
  { kind: 'track-dropped', atUs: usFromS(900), trackId: 'a', reason: '' },
  confirmed('c', 950),
];

test('declared: from the declaration until it is revoked or the track is gone', () => {
  expect([...commitSpans(EVENTS, 'declared')]).toEqual([
    [
      'a',
      [
        { fromS: 200, untilS: 300 },
        { fromS: 320, untilS: 900 },
      ],
    ],
  ]);
});

test('confirmed: from the confirmation until the track is merged or gone, whatever is thought of it', () => {
  expect(Object.fromEntries(commitSpans(EVENTS, 'confirmed'))).toEqual({
    a: [{ fromS: 60, untilS: 900 }],
    b: [{ fromS: 61, untilS: 500 }],
    c: [{ fromS: 950, untilS: Number.POSITIVE_INFINITY }],
  });
});

test('orders follow after the delay, on whole seconds, as long as the commitment holds', () => {
  const spans = commitSpans(EVENTS, 'declared').get('a') ?? [];
  expect(orderSpans(spans, { delayS: 32.5, orderWindowS: 5000, lastS: 5000 })).toEqual([
    { fromS: 233, toS: 299 },
    { fromS: 353, toS: 899 },
  ]);
  expect(orderSpans(spans, { delayS: 100, orderWindowS: 5000, lastS: 5000 })).toEqual([
    { fromS: 420, toS: 899 },
  ]);
  expect(orderSpans(spans, { delayS: 0, orderWindowS: 5000, lastS: 250 })).toEqual([
    { fromS: 200, toS: 250 },
  ]);
  expect(orderSpans([], { delayS: 0, orderWindowS: 5000, lastS: 250 })).toEqual([]);
});

test('a window bounds how long after the decision orders are given', () => {
  const spans = commitSpans(EVENTS, 'declared').get('a') ?? [];
  const timing = { delayS: 30, orderWindowS: 60, lastS: 5000 };
  expect(orderSpans(spans, timing)).toEqual([
    { fromS: 230, toS: 290 },
    { fromS: 350, toS: 410 },
  ]);
  expect(orderSpans(spans, { ...timing, orderWindowS: 0 })).toEqual([
    { fromS: 230, toS: 230 },
    { fromS: 350, toS: 350 },
  ]);
});

test('several tracks of one object are one opportunity', () => {
  const spans = [
    { fromS: 10, untilS: 20 },
    { fromS: 15, untilS: 30 },
    { fromS: 30, untilS: 40 },
    { fromS: 60, untilS: Number.POSITIVE_INFINITY },
  ];
  expect(orderSpans(spans, { delayS: 0, orderWindowS: 5000, lastS: 100 })).toEqual([
    { fromS: 10, toS: 39 },
    { fromS: 60, toS: 100 },
  ]);
});
