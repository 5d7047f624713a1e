import { expect, test } from 'vitest';
import { RandomStream, usFromS } from '../../foundation/index.ts';
import type { ReachFinder } from '../reach/reach-finder.ts';
import { drawnFinder } from './drawn-finder.ts';

function constant(count: number): ReachFinder {
  const found = Int32Array.from({ length: 5 }, (_, index) => index);
  return { interceptorCount: 5, found, find: () => count };
}

test('each case comes as often as any other, and always the same at the same moment', () => {
  const stream = new RandomStream(7, 'delays');
  const finder = drawnFinder([constant(0), constant(2), constant(5)], stream);
  const other = drawnFinder([constant(1), constant(3), constant(4)], stream);
  const often = new Map<number, number>();
  for (let launch = 0; launch < 3000; launch++) {
    const atUs = usFromS(launch * 31.7);
    const count = finder.find(atUs);
    often.set(count, (often.get(count) ?? 0) + 1);
    expect([...finder.found.subarray(0, count)]).toEqual(Array.from({ length: count }, (_, index) => index));
    expect([1, 3, 4].indexOf(other.find(atUs))).toBe([0, 2, 5].indexOf(count));
    expect(finder.find(atUs)).toBe(count);
  }
  // 99.9 % of a binomial share of a third.
  for (const times of often.values())
    expect(Math.abs(times - 1000)).toBeLessThan(3.29 * Math.sqrt(3000 * (2 / 9)));
});
