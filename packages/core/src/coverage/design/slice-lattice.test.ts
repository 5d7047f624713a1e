import { expect, test } from 'vitest';
import { REPLICATES, latticePoints, sliceSamples } from './slice-lattice.ts';

test.each(['glance', 'slider', 'search'] as const)(
  '%s: each shell gets every point of its lattice once',
  (fineness) => {
    const points = latticePoints(fineness);
    for (let replicate = 0; replicate < REPLICATES; replicate++) {
      const samples = sliceSamples(fineness, 3, 7, replicate);
      expect(samples).toHaveLength(points);
      for (const shell of [0, 1, 2]) {
        for (const key of ['longitudeShare', 'timeShare'] as const) {
          const shares = samples.map((sample) => sample[shell]?.[key] ?? -1).toSorted((a, b) => a - b);
          shares.forEach((share, index) => {
            expect(share).toBeGreaterThanOrEqual(index / points);
            expect(share).toBeLessThan((index + 1) / points);
          });
        }
      }
    }
  },
);

test('shells and replicates are put down independently of one another', () => {
  const [first = [], second = []] = [0, 1].map((replicate) => sliceSamples('search', 2, 7, replicate));
  expect(first[0]?.[0]).not.toEqual(second[0]?.[0]);
  const shares = first.map(([a, b]) => [a?.timeShare ?? 0, b?.timeShare ?? 0] as const);
  const correlation = (12 * shares.reduce((sum, [a, b]) => sum + (a - 0.5) * (b - 0.5), 0)) / shares.length;
  // Four standard errors of unrelated shares.
  expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(shares.length));
});

test('a shell by itself is sampled alike whether others stand beside it', () => {
  const alone = sliceSamples('slider', 1, 3, 5).map(([first]) => first);
  expect(sliceSamples('slider', 2, 3, 5).map(([first]) => first)).toEqual(alone);
});
