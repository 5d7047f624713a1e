import { describe, expect, it } from 'vitest';
import { mahalanobisSquared, usFromS } from '@cupola/core/foundation';
import type { AssociatedLook, OperateEvent } from '@cupola/core/messages';
import { EMPTY_TRACKER, messageAt, scansOf, track } from '@cupola/core/tracking';
import type { TrackerState } from '@cupola/core/tracking';
import { raidScene } from './raid-scene.ts';

/** Objects are seen for nine seconds, then nothing but false alarms comes for a hundred, then they are seen again. */
const SEEN_UNTIL_S = 9;
const SEEN_AGAIN_S = 110;

function confirmed(of: TrackerState): TrackerState['tracks'] {
  return of.tracks.filter((each) => each.id !== null);
}

describe('objects lost for a hundred seconds among false alarms', () => {
  const scene = raidScene({ seed: 7, objects: 5 });
  const clutterOnly = raidScene({ seed: 8, objects: 0 });
  let state: TrackerState = EMPTY_TRACKER;
  const events: OperateEvent[] = [];
  const darkLooks: AssociatedLook[] = [];
  let beforeReturn: TrackerState = EMPTY_TRACKER;
  for (let second = 0; second < scene.scans.length; second++) {
    const dark = second >= SEEN_UNTIL_S && second < SEEN_AGAIN_S;
    const reports = (dark ? clutterOnly : scene).scans[second];
    if (reports === undefined) throw new Error('the scene has 121 scans');
    for (const scan of scansOf(reports, scene.ownSide)) {
      const step = track(state, scan, scene.ownSide);
      state = step.state;
      events.push(...step.events);
      if (dark) darkLooks.push(...step.looks);
    }
    if (second === SEEN_AGAIN_S - 1) beforeReturn = state;
  }

  it('take no false alarm for a look', () => {
    expect(darkLooks).toEqual([]);
  });

  it('are known as badly as the tracker says', () => {
    const found = confirmed(beforeReturn).map((each) => messageAt(each, usFromS(SEEN_AGAIN_S - 1), null));
    expect(found).toHaveLength(5);
    for (const { state: estimate, covariance } of found) {
      const squares = scene.truth.map((states) => {
        const truth = states[SEEN_AGAIN_S - 1];
        const error = Float64Array.from({ length: 6 }, (_, i) => (estimate[i] ?? NaN) - (truth?.[i] ?? NaN));
        const n = estimate.length;
        const block = Float64Array.from(
          { length: 36 },
          (_, i) => covariance[Math.floor(i / 6) * n + (i % 6)] ?? NaN,
        );
        return mahalanobisSquared(block, 6, error);
      });
      // 99.99 % of six degrees of freedom for the one it follows.
      expect(Math.min(...squares)).toBeLessThan(27.9);
    }
  });

  it('are found again under their own names, and no new ones appear', () => {
    const names = new Set(confirmed(state).map((each) => each.id));
    expect(names).toEqual(new Set(['T0001', 'T0002', 'T0003', 'T0004', 'T0005']));
    expect(events.filter((event) => event.kind === 'track-confirmed')).toHaveLength(5);
    for (const each of confirmed(state)) expect(each.lastDetectedAtUs).toBeGreaterThan(usFromS(SEEN_AGAIN_S));
  });
});
