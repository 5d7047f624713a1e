import { describe, expect, it } from 'vitest';
import { present } from '../../foundation/index.ts';
import { distanceSquared } from './gate.ts';
import { nearestOfEach } from './nearest.ts';
import { randomSky } from './sky.test-data.ts';

describe('the nearest detection of each channel', () => {
  it.each([1, 2, 3])('is that of trying all, for every track as if it were alone, sky %i', (seed) => {
    const { scan, tracks } = randomSky(seed, { satellites: 12, tracks: 24, falseAlarms: 20 });
    const taken = new Uint8Array(scan.detectionCount);
    for (let row = 0; row < taken.length; row += 7) taken[row] = 1;
    const found = nearestOfEach(tracks, scan, taken);
    let chosen = 0;
    tracks.forEach((hypotheses, track) => {
      const expected: number[] = [];
      for (let block = 0; block < scan.blockChannel.length; block++) {
        let nearest = -1;
        let least = Number.POSITIVE_INFINITY;
        for (let row = scan.blockStart[block]!; row < scan.blockStart[block + 1]!; row++) {
          const squared =
            taken[row] === 1 ? Number.POSITIVE_INFINITY : distanceSquared(hypotheses, scan, row);
          if (squared >= least) continue;
          least = squared;
          nearest = row;
        }
        if (nearest >= 0) expected.push(nearest);
      }
      chosen += expected.length;
      expect(present(found[track])).toEqual(expected);
    });
    expect(chosen).toBeGreaterThan(24);
  });
});
