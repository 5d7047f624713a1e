import { present, usFromS } from '@cupola/core/foundation';
import type { MeasuredLook, Track } from '@cupola/core/messages';
import { LookBook } from '@cupola/core/mission';
import { EMPTY_TRACKER, messageAt, scansOf, track } from '@cupola/core/tracking';
import type { RaidScene } from './raid-scene.ts';

/** What the tracker made of one object of a scene: its rows, one a second, and what it took. */
export interface TrackedObject {
  readonly rows: readonly Track[];
  readonly looks: readonly MeasuredLook[];
}

/** Further off than this a track is not the target's, m. */
const SAME_OBJECT_M = 5_000;

/** Tracks a whole scene; for each target the track nearest to it in the last scan. */
export function trackedScene(scene: RaidScene): readonly TrackedObject[] {
  const book = new LookBook();
  const rows: Track[] = [];
  const looks: MeasuredLook[] = [];
  let state = EMPTY_TRACKER;
  scene.scans.forEach((reports, second) => {
    book.take(reports, scene.ownSide);
    for (const scan of scansOf(reports, scene.ownSide)) {
      const step = track(state, scan, scene.ownSide);
      state = step.state;
      looks.push(...book.measured(step.looks));
    }
    for (const each of state.tracks) if (each.id !== null) rows.push(messageAt(each, usFromS(second), null));
  });
  const last = usFromS(scene.scans.length - 1);
  return scene.truth.map((states) => {
    const truth = present(states.at(-1));
    const id = rows.find((row) => row.atUs === last && distanceM(row.state, truth) < SAME_OBJECT_M)?.id;
    return {
      rows: rows.filter((row) => row.id === id),
      looks: looks.filter((look) => look.trackId === id),
    };
  });
}

function distanceM(state: ArrayLike<number>, truth: ArrayLike<number>): number {
  return Math.hypot(state[0]! - truth[0]!, state[1]! - truth[1]!, state[2]! - truth[2]!);
}
