import { describe, expect, it } from 'vitest';
import { present } from '../../foundation/index.ts';
import { associate, components } from './associate.ts';
import type { GatedPair } from './associate.ts';
import { coarseGates, distanceSquared } from './gate.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { nearRows } from './near-rows.ts';
import type { Scan } from '../scan.ts';
import { coasting, randomSky, scanOfSky } from './sky.test-data.ts';

/** The oracle: every track against every detection of every channel. */
function pairsOfAll(
  tracks: readonly (readonly Hypothesis[])[],
  scan: Scan,
  block: number,
): readonly GatedPair[] {
  const pairs: GatedPair[] = [];
  tracks.forEach((hypotheses, track) => {
    for (let row = scan.blockStart[block]!; row < scan.blockStart[block + 1]!; row++) {
      const squared = distanceSquared(hypotheses, scan, row);
      if (Number.isFinite(squared)) pairs.push({ track, row, squared });
    }
  });
  return pairs;
}

/** Direction from a satellite 1,000 km above an object to a place so many metres beside it. */
function beside(yM: number): readonly number[] {
  return [-1_000_000, yM, 0];
}

function pair(track: number, row: number): GatedPair {
  return { track, row, squared: 1 };
}

describe('gates by index', () => {
  it.each([1, 2, 3, 4, 5, 6])('find what all tracks against all detections find, sky %i', (seed) => {
    const { scan, tracks } = randomSky(seed, { satellites: 30, tracks: 24, falseAlarms: 20 });
    const gates = coarseGates(tracks);
    const taken = new Uint8Array(scan.detectionCount);
    let pairs = 0;
    let tried = 0;
    for (let block = 0; block < scan.blockChannel.length; block++) {
      const found: GatedPair[] = [];
      nearRows(scan, block, gates, taken, (track, row) => {
        tried++;
        const squared = distanceSquared(present(tracks[track]), scan, row);
        if (Number.isFinite(squared)) found.push({ track, row, squared });
      });
      expect(found).toEqual(pairsOfAll(tracks, scan, block));
      pairs += found.length;
    }
    expect(pairs).toBeGreaterThan(500);
    expect(tried).toBeLessThan(0.5 * tracks.length * scan.detectionCount);
  });

  it.each([7, 8, 9])('do so with few tracks and few detections, sky %i', (seed) => {
    const { scan, tracks } = randomSky(seed, { satellites: 60, tracks: 4, falseAlarms: 5 });
    const gates = coarseGates(tracks);
    for (let block = 0; block < scan.blockChannel.length; block++) {
      const found: GatedPair[] = [];
      nearRows(scan, block, gates, new Uint8Array(scan.detectionCount), (track, row) => {
        const squared = distanceSquared(present(tracks[track]), scan, row);
        if (Number.isFinite(squared)) found.push({ track, row, squared });
      });
      expect(found).toEqual(pairsOfAll(tracks, scan, block));
    }
  });

  it('find everything when a track is known worse than its distance', () => {
    const scan = scanOfSky(
      [[7_000_000, 0, 0]],
      [
        [
          [-1, 0.1, 0],
          [-1, 0, 0.2],
        ],
      ],
    );
    const tracks = [[coasting([6_500_000, 0, 0], 2_000_000, 10)]];
    expect(associate(tracks, scan, new Uint8Array(2)).chosen).toEqual([[0]]);
  });
});

describe('association', () => {
  const satellite = [7_000_000, 0, 0];
  const ahead = [6_000_000, 0, 0];

  it('gives a track without rival the nearest detection only, so that a second object keeps its own', () => {
    const scan = scanOfSky([satellite], [[beside(200), beside(-60)]]);
    const taken = new Uint8Array(2);
    const { chosen, contests } = associate([[coasting(ahead, 50, 10)]], scan, taken);
    expect(chosen).toEqual([[1]]);
    expect(contests).toEqual([]);
    expect([...taken]).toEqual([0, 1]);
  });

  it('leaves tracks that share a detection to be weighed together, and the others alone', () => {
    const tracks = [0, 300, 9_000].map((yM) => [coasting([6_000_000, yM, 0], 50, 10)]);
    const scan = scanOfSky([satellite], [[beside(0), beside(300), beside(9_000)]]);
    const taken = new Uint8Array(3);
    const { chosen, contests } = associate(tracks, scan, taken);
    expect(chosen).toEqual([[], [], [2]]);
    expect(contests.map(({ pairs }) => pairs.map(({ track, row }) => [track, row]))).toEqual([
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
    ]);
    expect([...taken]).toEqual([0, 0, 1]);
  });

  it('offers nothing that is taken, nothing behind the satellite, and has nothing to say of no tracks', () => {
    const scan = scanOfSky([satellite], [[beside(0), [1_000_000, 0, 0]]]);
    expect(associate([[coasting(ahead, 50, 10)]], scan, Uint8Array.of(1, 0)).chosen).toEqual([[]]);
    expect(associate([], scan, new Uint8Array(2))).toEqual({ chosen: [], contests: [] });
  });

  it('splits pairs into components by shared tracks and detections', () => {
    const parts = components([pair(0, 5), pair(1, 6), pair(1, 7), pair(2, 5), pair(3, 7), pair(4, 9)]);
    expect(parts.map((part) => part.map(({ track }) => track))).toEqual([[0, 2], [1, 1, 3], [4]]);
  });
});
