import type { OperateEvent } from '../messages/index.ts';
import { born } from './life/track-life.ts';
import { Crowd, prospectsAfter } from './prospects/index.ts';
import type { ProspectView } from './prospects/index.ts';
import type { Scan } from './scan.ts';
import { newObjects } from './start/index.ts';
import type { Leftover, NewObject } from './start/index.ts';
import type { TrackState } from './track-state.ts';

/** Bound on tracks, tentative ones included; reaching it is an event. */
const MAX_TRACKS = 2_000;

/** Starts tentative tracks from what is left, into `survivors`; returns the number of births so far, and what is kept of the scan before. */
export function started(
  birthsBefore: number,
  tiedTo: Leftover | null,
  view: Omit<ProspectView, 'crowd'>,
  taken: Uint8Array,
  survivors: TrackState[],
  events: OperateEvent[],
): { readonly births: number } & Pick<Leftover, 'before' | 'prospects'> {
  let births = birthsBefore;
  if (tiedTo === null) return { births, before: null, prospects: [] };
  const { scan, ownSide, pointing } = view;
  const seen = pointing?.scan ?? scan;
  const sweeps = (channel: number): boolean => ownSide.channels[channel]?.sensor.gaze.kind === 'sweep';
  const found = newObjects(tiedTo, seen, rowsNotTaken(taken), sweeps);
  for (const { bound, limit } of found.boundsReached) {
    const reason = 'some new objects may not have been found in this scan';
    events.push({ kind: 'bound-reached', atUs: scan.atUs, bound, limit, reason });
  }
  const isRoomLeft = (): boolean => {
    if (survivors.length < MAX_TRACKS) return true;
    const reason = 'further new objects are not followed until a track ends';
    events.push({ kind: 'bound-reached', atUs: scan.atUs, bound: 'tracks', limit: MAX_TRACKS, reason });
    return false;
  };
  for (const object of found.objects) {
    if (!isRoomLeft()) break;
    survivors.push(born(object, births++, scan, ownSide, pointing));
    for (const row of rowsOfNewest(object, seen)) taken[row] = 1;
  }
  const crowd = new Crowd([
    [scan, taken.slice()],
    [tiedTo.scan, takenOf(tiedTo)],
  ]);
  const grown = prospectsAfter(tiedTo.prospects, found.doubtful, taken, { ...view, crowd });
  for (const { track: each, scans } of grown.found) {
    if (!isRoomLeft()) break;
    survivors.push({ ...each, birth: births++ });
    for (const row of scans.at(-1)?.rows ?? []) taken[row] = 1;
  }
  return { births, before: { scan: tiedTo.scan, fixes: found.unusedOlder }, prospects: grown.open };
}

function takenOf({ scan, rows }: Leftover): Uint8Array {
  const taken = new Uint8Array(scan.detectionCount).fill(1);
  for (const row of rows) taken[row] = 0;
  return taken;
}

function rowsOfNewest({ candidate, followingRows }: NewObject, scan: Scan): readonly number[] {
  return [
    ...followingRows,
    ...candidate.sights.filter((sight) => sight.scan === scan).map((sight) => sight.row),
  ];
}

export function rowsNotTaken(taken: Uint8Array): Uint32Array {
  const rows = new Uint32Array(taken.length);
  let count = 0;
  for (let row = 0; row < taken.length; row++) if (taken[row] === 0) rows[count++] = row;
  return rows.slice(0, count);
}
