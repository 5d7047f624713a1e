import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CoveredTimes } from './covered-times.ts';

describe('the union of windows', () => {
  test('is the union, whatever the order', () => {
    const interval = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 30 }), (intervals) => {
        const covered = new CoveredTimes();
        const seconds = new Set<number>();
        for (const [start, length] of intervals) {
          covered.add(start, start + length);
          for (let second = start; second < start + length; second++) seconds.add(second);
        }
        const edges = Array.from({ length: 80 }, (_, second) => second).filter(
          (second) => seconds.has(second) !== seconds.has(second - 1),
        );
        expect(covered.edges).toEqual(edges);
      }),
    );
  });
});
