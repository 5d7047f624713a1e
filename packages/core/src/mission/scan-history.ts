import type { SimTimeUs } from '../foundation/index.ts';
import type { AssociatedLook, OperateEvent } from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { afterOrder, isSameScan, joinedScan, track } from '../tracking/index.ts';
import type { Scan, TrackOrder, TrackerState, TrackerStep } from '../tracking/index.ts';

/** One scan inside the late window, with the tracker before and after it. */
export interface HistoryEntry {
  readonly scan: Scan;
  readonly before: TrackerState;
  /** As the orders left it. */
  readonly after: TrackerState;
  /** What operators decided while this was the newest scan; they stand when it is tracked again. */
  readonly orders: readonly TrackOrder[];
  readonly looks: readonly AssociatedLook[];
  readonly events: readonly OperateEvent[];
}

/** The scans that may still change, oldest first. */
export type ScanHistory = readonly HistoryEntry[];

export interface HistoryUpdate {
  readonly history: ScanHistory;
  readonly events: readonly OperateEvent[];
  /** The scan came before everything still open and was not used. */
  readonly tooLate: boolean;
}

/**
 * Takes a scan into the history: at its end as a rule; in its place, with everything after it tracked again, when it or a part of it comes
 * late. The tracker's states are never changed, so going back is free, and the motion that comes out does not depend on the order of arrival.
 *
 * @param start - The tracker before the oldest entry of the history.
 * @param closedAtUs - Scans at or before this are final.
 */
export function takeScan(
  history: ScanHistory,
  start: TrackerState,
  closedAtUs: SimTimeUs,
  scan: Scan,
  ownSide: OwnSide,
): HistoryUpdate {
  if (scan.atUs <= closedAtUs) return { history, events: [], tooLate: true };
  const from = history.findIndex((entry) => entry.scan.atUs >= scan.atUs);
  if (from < 0) {
    const entry = trackedEntry(history.at(-1)?.after ?? start, scan, [], ownSide);
    return { history: [...history, entry], events: entry.events, tooLate: false };
  }
  const at = history[from];
  const reworkedScans: readonly Pick<HistoryEntry, 'scan' | 'orders'>[] =
    at !== undefined && at.scan.atUs === scan.atUs
      ? [{ scan: joinedScan(at.scan, scan), orders: at.orders }, ...history.slice(from + 1)]
      : [{ scan, orders: [] }, ...history.slice(from)];
  const told = new Set(
    history.slice(from).flatMap((entry) => entry.events.map((event) => JSON.stringify(event))),
  );
  const reworked: HistoryEntry[] = [];
  let state = at?.before ?? start;
  for (const each of reworkedScans) {
    const entry = trackedEntry(state, each.scan, each.orders, ownSide);
    reworked.push(entry);
    state = entry.after;
  }
  const events = reworked
    .flatMap((entry) => entry.events)
    .filter((event) => !told.has(JSON.stringify(event)));
  return { history: [...history.slice(0, from), ...reworked], events, tooLate: false };
}

/** The tracker as an operator's order leaves it. */
export function ordered(tracker: TrackerState, order: TrackOrder): TrackerState {
  const tracks = afterOrder(tracker.tracks, order);
  return tracks === tracker.tracks ? tracker : { ...tracker, tracks };
}

/** An order stands behind the newest scan: earlier states keep what they said. */
export function withOrder(history: ScanHistory, order: TrackOrder): ScanHistory {
  const newest = history.at(-1);
  if (newest === undefined) return history;
  const entry = { ...newest, orders: [...newest.orders, order], after: ordered(newest.after, order) };
  return [...history.slice(0, -1), entry];
}

function trackedEntry(
  before: TrackerState,
  scan: Scan,
  orders: readonly TrackOrder[],
  ownSide: OwnSide,
): HistoryEntry {
  const step = trackedOnce(before, scan, ownSide);
  const after = orders.reduce(ordered, step.state);
  return { scan, before, after, orders, looks: step.looks, events: step.events };
}

interface KnownStep {
  readonly scan: Scan;
  readonly ownSide: OwnSide;
  readonly step: TrackerStep;
}

const newestSteps = new WeakMap<TrackerState, KnownStep>();

/**
 * The tracker's step from a state, remembered with the state it began from: a service that tells tracks before a second is over asks for the same
 * again at its end. A step is pure, so that nobody can tell whether it was remembered.
 */
function trackedOnce(before: TrackerState, scan: Scan, ownSide: OwnSide): TrackerStep {
  const known = newestSteps.get(before);
  if (known !== undefined && known.ownSide === ownSide && isSameScan(known.scan, scan)) return known.step;
  const step = track(before, scan, ownSide);
  newestSteps.set(before, { scan, ownSide, step });
  return step;
}
