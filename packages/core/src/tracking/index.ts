export { emptyInnovation, innovationInto, updateInPlace } from './looks/measure.ts';
export type { Innovation } from './looks/measure.ts';
export { joinedScan, scansOf } from './scan.ts';
export type { Scan } from './scan.ts';
export { messageAt } from './track-state.ts';
export type { TrackState } from './track-state.ts';
export { EMPTY_TRACKER, track } from './tracker.ts';
export type { TrackerState, TrackerStep } from './tracker.ts';
