import { present, sFromUs } from '@cupola/core/foundation';
import type { AssociatedLook } from '@cupola/core/messages';
import { EMPTY_TRACKER, scansOf, track } from '@cupola/core/tracking';
import type { TrackerState } from '@cupola/core/tracking';
import type { RaidScene } from './raid-scene.ts';

/** How the tracks of a scene began. */
export interface StartedTracks {
  /** For each object that got a track: from the first scan in which three satellites saw it to its first confirmation, s. */
  readonly delaysS: readonly number[];
  /** Objects seen by three satellites that got no track. */
  readonly missing: number;
  /** Confirmed tracks of which fewer than half the looks are of one object. */
  readonly falseTracks: number;
  /** Confirmed tracks of an object that had one already. */
  readonly doubles: number;
  readonly confirmedByTwo: number;
  readonly tracks: TrackerState['tracks'];
}

/** Tracks a scene and tells, from the true causes of the detections they took, of what its tracks are. */
export function startedTracks(scene: RaidScene): StartedTracks {
  let state = EMPTY_TRACKER;
  const looks = new Map<string, AssociatedLook[]>();
  const confirmedAtS = new Map<string, number>();
  let confirmedByTwo = 0;
  for (const reports of scene.scans) {
    for (const scan of scansOf(reports, scene.ownSide)) {
      const step = track(state, scan, scene.ownSide);
      state = step.state;
      for (const look of step.looks) {
        const its = looks.get(look.trackId);
        if (its === undefined) looks.set(look.trackId, [look]);
        else its.push(look);
      }
      for (const event of step.events) {
        if (event.kind !== 'track-confirmed') continue;
        confirmedAtS.set(event.trackId, sFromUs(event.atUs));
        if (event.confirmedBy === 'two-sensor') confirmedByTwo++;
      }
    }
  }
  const firstAtS = new Map<number, number>();
  let falseTracks = 0;
  let doubles = 0;
  for (const [id, atS] of confirmedAtS) {
    const object = mainCause(scene, looks.get(id) ?? []);
    if (object === null) {
      falseTracks++;
      continue;
    }
    if (firstAtS.has(object)) doubles++;
    firstAtS.set(object, Math.min(atS, firstAtS.get(object) ?? Number.POSITIVE_INFINITY));
  }
  const seenAtS = scene.looks.map(thirdSatelliteAtS);
  const delaysS = [...firstAtS].map(([object, atS]) => atS - present(seenAtS[object]));
  const missing = seenAtS.filter((atS, object) => Number.isFinite(atS) && !firstAtS.has(object)).length;
  return { delaysS, missing, falseTracks, doubles, confirmedByTwo, tracks: state.tracks };
}

/** The object that at least half of some looks are of; null when there is none. */
function mainCause(scene: RaidScene, looks: readonly AssociatedLook[]): number | null {
  const count = new Map<number, number>();
  for (const look of looks) {
    const cause = present(scene.causes[Math.round(sFromUs(look.scanAtUs))]?.[look.detectionIndex]);
    count.set(cause, (count.get(cause) ?? 0) + 1);
  }
  const [cause, most] = [...count].toSorted((a, b) => b[1] - a[1])[0] ?? [-1, 0];
  return cause >= 0 && 2 * most >= looks.length ? cause : null;
}

/** The first scan in which three satellites saw an object; infinite when there is none. */
function thirdSatelliteAtS(looks: RaidScene['looks'][number]): number {
  const inScan = new Map<number, number>();
  for (const { atS } of looks) {
    const count = (inScan.get(atS) ?? 0) + 1;
    inScan.set(atS, count);
    if (count === 3) return atS;
  }
  return Number.POSITIVE_INFINITY;
}
