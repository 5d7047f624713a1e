import { EMPTY_TRACKER, scansOf, track } from '@cupola/core/tracking';
import { raidScene } from './raid-scene.ts';

/** Tracks that are confirmed when there is nothing but false alarms: six satellites, three in each scan, one scan a second. */
export function falseTracksInClutter(seed: number, seconds: number): number {
  const scene = raidScene({ seed, objects: 0, scans: seconds });
  let state = EMPTY_TRACKER;
  for (const reports of scene.scans) {
    for (const scan of scansOf(reports, scene.ownSide)) state = track(state, scan, scene.ownSide).state;
  }
  return state.confirmations;
}
