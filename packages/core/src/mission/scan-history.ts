import type { SimTimeUs } from '../foundation/index.ts';
import type { AssociatedLook, OperateEvent } from '../messages/index.ts';
import type { OwnSide } from '../sensors/index.ts';
import { joinedScan, track } from '../tracking/index.ts';
import type { Scan, TrackerState } from '../tracking/index.ts';

/** One scan inside the late window, with the tracker before and after it. */
export interface HistoryEntry {
  readonly scan: Scan;
  readonly before: TrackerState;
  readonly after: TrackerState;
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
    const entry = trackedEntry(history.at(-1)?.after ?? start, scan, ownSide);
    return { history: [...history, entry], events: entry.events, tooLate: false };
  }
  const at = history[from];
  const reworkedScans =
    at !== undefined && at.scan.atUs === scan.atUs
      ? [joinedScan(at.scan, scan), ...history.slice(from + 1).map((entry) => entry.scan)]
      : [scan, ...history.slice(from).map((entry) => entry.scan)];
  const told = new Set(
    history.slice(from).flatMap((entry) => entry.events.map((event) => JSON.stringify(event))),
  );
  const reworked: HistoryEntry[] = [];
  let state = at?.before ?? start;
  for (const each of reworkedScans) {
    const entry = trackedEntry(state, each, ownSide);
    reworked.push(entry);
    state = entry.after;
  }
  const events = reworked
    .flatMap((entry) => entry.events)
    .filter((event) => !told.has(JSON.stringify(event)));
  return { history: [...history.slice(0, from), ...reworked], events, tooLate: false };
}

function trackedEntry(before: TrackerState, scan: Scan, ownSide: OwnSide): HistoryEntry {
  const step = track(before, scan, ownSide);
  return { scan, before, after: step.state, looks: step.looks, events: step.events };
}
