import { mahalanobisSquared, usFromS } from '@cupola/core/foundation';
import type { OperateEvent, Track } from '@cupola/core/messages';
import { EMPTY_TRACKER, messageAt, scansOf, track } from '@cupola/core/tracking';
import { raidScene } from './raid-scene.ts';
import type { Circle } from './circling-satellites.ts';

/** What the tracker said of one object at one scan. */
export interface Told {
  readonly second: number;
  readonly found: Track;
  /** Normalised squared error of position and velocity; six is ideal. */
  readonly nees: number;
  readonly positionErrorM: number;
  readonly velocityErrorMPerS: number;
}

/** Further off than this a track is not the object's, m. */
const SAME_OBJECT_M = 20_000;

/** What the tracker says of a lone object over a scene, and its events. */
export function followedFlight(
  seed: number,
  states: readonly Float64Array[],
  circles?: readonly Circle[],
): { readonly told: readonly Told[]; readonly events: readonly OperateEvent[] } {
  const shape = { seed, objects: 1, scans: states.length, flight: () => states };
  const scene = raidScene(circles === undefined ? shape : { ...shape, circles });
  const told: Told[] = [];
  const events: OperateEvent[] = [];
  let tracker = EMPTY_TRACKER;
  scene.scans.forEach((reports, second) => {
    for (const scan of scansOf(reports, scene.ownSide)) {
      const step = track(tracker, scan, scene.ownSide);
      tracker = step.state;
      events.push(...step.events);
    }
    const truth = states[second] ?? new Float64Array(6);
    for (const each of tracker.tracks) {
      if (each.id === null) continue;
      const found = messageAt(each, usFromS(second), null);
      const error = truth.map((value, axis) => (found.state[axis] ?? Number.NaN) - value);
      const positionErrorM = Math.hypot(error[0]!, error[1]!, error[2]!);
      if (positionErrorM > SAME_OBJECT_M) continue;
      const n = found.state.length;
      const covariance = Float64Array.from(
        { length: 36 },
        (_, i) => found.covariance[Math.floor(i / 6) * n + (i % 6)] ?? Number.NaN,
      );
      told.push({
        second,
        found,
        nees: mahalanobisSquared(covariance, 6, error),
        positionErrorM,
        velocityErrorMPerS: Math.hypot(error[3]!, error[4]!, error[5]!),
      });
    }
  });
  return { told, events };
}
