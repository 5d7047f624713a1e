import { describe, expect, it } from 'vitest';
import { present, usFromS } from '@cupola/core/foundation';
import type { Track } from '@cupola/core/messages';
import { cramerRaoBound } from '@cupola/core/metrics';
import { EMPTY_TRACKER, messageAt, scansOf, track } from '@cupola/core/tracking';
import { addTrack, emptyTally } from './bound-tally.ts';
import type { BoundTally } from './bound-tally.ts';
import { raidScene } from './raid-scene.ts';

/**
 * The tracker against the Cramer-Rao bound of the same detections, in the scene of reference figures for open trackers. Seeds 1 to 50 were
 * fixed before the first run. The band of NEES is that of the mean of independent chi-squares of six degrees of freedom at 99.9 %.
 */
const SEEDS = 50;
const TARGETS = 20;
const AGES_S = [10, 30, 60, 120] as const;
const RATIO_LIMIT = 1.25;
const NORMAL_99_9 = 3.2905;
/** Further off than this a track is not the target's, m. */
const SAME_OBJECT_M = 5_000;

function nearest(tracks: readonly Track[], truth: Float64Array): Track | null {
  let best: Track | null = null;
  let least = SAME_OBJECT_M;
  for (const each of tracks) {
    const [x = 0, y = 0, z = 0] = each.state;
    const distance = Math.hypot(x - truth[0]!, y - truth[1]!, z - truth[2]!);
    if (distance < least) {
      least = distance;
      best = each;
    }
  }
  return best;
}

describe('six satellites, twenty objects, three false alarms per scan', () => {
  const tallies = new Map<number, BoundTally>(AGES_S.map((age) => [age, emptyTally()]));
  let missing = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const scene = raidScene({ seed, objects: TARGETS });
    let state = EMPTY_TRACKER;
    scene.scans.forEach((reports, second) => {
      for (const scan of scansOf(reports, scene.ownSide)) state = track(state, scan, scene.ownSide).state;
      const tally = tallies.get(second);
      if (tally === undefined) return;
      const tracks = state.tracks
        .filter((each) => each.id !== null)
        .map((each) => messageAt(each, usFromS(second), null));
      scene.truth.forEach((states, target) => {
        const truth = present(states[second]);
        const found = nearest(tracks, truth);
        const looks = (scene.looks[target] ?? []).filter((look) => look.atS <= second);
        const bound = cramerRaoBound(truth, second, looks);
        if (found === null || bound === null) {
          missing++;
          return;
        }
        const n = found.state.length;
        const covariance = Float64Array.from(
          { length: 36 },
          (_, i) => found.covariance[Math.floor(i / 6) * n + (i % 6)] ?? Number.NaN,
        );
        const error = truth.map((value, axis) => (found.state[axis] ?? Number.NaN) - value);
        addTrack(tally, error, covariance, bound);
      });
    });
  }

  it('misses none of them', () => {
    expect(missing).toBe(0);
  });

  it.each(AGES_S)('is within 1.25 of the bound after %i s, in position and velocity', (age) => {
    const tally = tallies.get(age) ?? emptyTally();
    expect(tally.count).toBe(SEEDS * TARGETS);
    expect(Math.sqrt(tally.positionSquares / tally.positionBound)).toBeLessThan(RATIO_LIMIT);
    expect(Math.sqrt(tally.velocitySquares / tally.velocityBound)).toBeLessThan(RATIO_LIMIT);
  });

  it.each(AGES_S)('states its covariance honestly after %i s: NEES in the 99.9 %% band', (age) => {
    const tally = tallies.get(age) ?? emptyTally();
    const halfWidth = NORMAL_99_9 * Math.sqrt((2 * 6) / tally.count);
    expect(Math.abs(tally.nees / tally.count - 6)).toBeLessThan(halfWidth);
  });
});
