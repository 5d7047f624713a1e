import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RejectionTally, rejectionsOf } from './rejections.ts';
import { ScanTimes } from './scan-times.ts';

test('of each reason the count and the first ten lines are kept, whatever order they are told in', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(10_000), { minLength: 1, maxLength: 60 }), (lines) => {
      const tally = new RejectionTally();
      for (const line of lines) tally.take(line, 'wrong');
      const first = lines.toSorted((a, b) => a - b).slice(0, 10);
      expect(tally.of('f')).toEqual([{ file: 'f', reason: 'wrong', count: lines.length, lines: first }]);
    }),
  );
});

test('the commonest reason comes first', () => {
  const rows = ['b', 'a', 'c', 'a'].map((reason, line) => ({ line, reason }));
  expect(rejectionsOf('f', rows).map(({ reason, count }) => [reason, count])).toEqual([
    ['a', 2],
    ['b', 1],
    ['c', 1],
  ]);
});

test('a quantile of scan times is right within 1.2 %', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 1e4, noNaN: true }), { minLength: 1 }), (all) => {
      const times = new ScanTimes();
      for (const ms of all) times.take(ms, 1);
      const exact = all.toSorted((a, b) => a - b)[Math.ceil(0.95 * all.length) - 1] ?? Number.NaN;
      expect(Math.abs((times.quantileMs(0.95) ?? Number.NaN) / exact - 1)).toBeLessThan(0.012);
    }),
  );
  expect(new ScanTimes().quantileMs(0.95)).toBeNull();
});

test('the time of several scans together is shared out', () => {
  const times = new ScanTimes();
  times.take(30, 3);
  expect(times.quantileMs(0.5)).toBeCloseTo(10, 0);
});
