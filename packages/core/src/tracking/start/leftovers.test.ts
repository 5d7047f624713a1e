import { describe, expect, it } from 'vitest';
import { scanOfSky } from '../association/sky.test-data.ts';
import { leftoverOfGroup, leftoversAfter } from './leftovers.ts';
import type { Leftover } from './new-objects.ts';

const PLACES = Array.from({ length: 20 }, (_, k) => [7e6, 1e5 * k, 0]);

/** One detection of each of these satellites. */
function leftBy(...satellites: readonly number[]): Leftover {
  const directions = PLACES.map((_, k) => (satellites.includes(k) ? [[-1, 0, 0]] : []));
  return { scan: scanOfSky(PLACES, directions), rows: new Uint32Array(0), before: null, prospects: [] };
}

describe('leftovers', () => {
  const [three, others] = [leftBy(0, 1, 2), leftBy(3, 4, 5)];

  it('are tied to the youngest that shares two satellites', () => {
    expect(leftoverOfGroup([others, three], leftBy(0, 2, 3).scan)).toBe(three);
    expect(leftoverOfGroup([leftBy(1, 2), three], leftBy(1, 2, 6).scan)).not.toBe(three);
    expect(leftoverOfGroup([others, three], leftBy(0, 3, 6).scan)).toBeNull();
  });

  it('are replaced by those of their own group, and stay when one satellite looks alone', () => {
    const newer = leftBy(0, 1);
    expect(leftoversAfter([others, three], three, newer)).toEqual([newer, others]);
    expect(leftoversAfter([others, three], null, leftBy(7))).toEqual([others, three]);
  });

  it('are of eight groups at the most, the youngest', () => {
    let kept: readonly Leftover[] = [];
    for (let k = 0; k < 10; k++) kept = leftoversAfter(kept, null, leftBy(2 * k, 2 * k + 1));
    expect(kept.map(({ scan }) => scan.blockChannel[0])).toEqual([18, 16, 14, 12, 10, 8, 6, 4]);
  });
});
