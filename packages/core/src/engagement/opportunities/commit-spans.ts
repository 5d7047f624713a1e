import { sFromUs, unreachable } from '../../foundation/index.ts';
import type { OperateEvent, TrackId } from '../../messages/index.ts';

/**
 * What the operator waits for before anybody is ordered: `declared`: the track is held for a threat, and that is not revoked; `confirmed`: there is a confirmed
 * track, whatever is thought of it.
 */
export type CommitOn = 'declared' | 'confirmed';

/** A stretch in which orders may be given: first and last whole second of the clock. */
export interface OrderSpan {
  readonly fromS: number;
  readonly toS: number;
}

/** A stretch in which what is waited for holds, s; open at its end when it never ceased. */
export interface CommitSpan {
  readonly fromS: number;
  readonly untilS: number;
}

/** When what is waited for held, track by track, in order of time: from what the operator was told, and nothing else. */
export function commitSpans(
  events: readonly OperateEvent[],
  commitOn: CommitOn,
): ReadonlyMap<TrackId, readonly CommitSpan[]> {
  const spans = new Map<TrackId, CommitSpan[]>();
  const open = new Map<TrackId, number>();
  const begin = (track: TrackId, atS: number): void => {
    if (!open.has(track)) open.set(track, atS);
  };
  const end = (track: TrackId, atS: number): void => {
    const fromS = open.get(track);
    if (fromS === undefined) return;
    open.delete(track);
    spans.set(track, [...(spans.get(track) ?? []), { fromS, untilS: atS }]);
  };
  for (const event of events.toSorted((a, b) => a.atUs - b.atUs)) {
    const atS = sFromUs(event.atUs);
    const change = commitChange(event, commitOn);
    if (change === 'none' || !('trackId' in event)) continue;
    if (change === 'begins') begin(event.trackId, atS);
    else end(event.kind === 'tracks-merged' ? event.mergedId : event.trackId, atS);
  }
  for (const track of open.keys()) end(track, Number.POSITIVE_INFINITY);
  return spans;
}

/** Whether an event begins or ends what is waited for. */
export function commitChange({ kind }: OperateEvent, commitOn: CommitOn): 'begins' | 'ends' | 'none' {
  switch (kind) {
    case 'declared':
      return commitOn === 'declared' ? 'begins' : 'none';
    case 'revoked':
      return commitOn === 'declared' ? 'ends' : 'none';
    case 'track-confirmed':
    case 'track-reacquired':
      return commitOn === 'confirmed' ? 'begins' : 'none';
    case 'excluded':
      return commitOn === 'declared' ? 'ends' : 'none';
    case 'track-dropped':
    case 'tracks-merged':
      return 'ends';
    case 'reopened':
    case 'phase-changed':
    case 'custody-changed':
    case 'class-known':
    case 'bias-known':
    case 'command-obeyed':
    case 'command-refused':
    case 'reports-late':
    case 'bound-reached':
      return 'none';
    default:
      return unreachable(kind);
  }
}

/** When orders follow a commitment. */
export interface OrderTiming {
  /** From the commitment to the order at the satellite, s. */
  readonly delayS: number;
  /** For how long after that orders are given, s. */
  readonly orderWindowS: number;
  /** Last second of the clock. */
  readonly lastS: number;
}

/**
 * When orders may be given: after each commitment, while it holds, on whole seconds. Spans of several tracks of one object are joined.
 */
export function orderSpans(
  commitments: readonly CommitSpan[],
  { delayS, orderWindowS, lastS }: OrderTiming,
): readonly OrderSpan[] {
  const spans = commitments
    .map(({ fromS, untilS }) => {
      const firstS = Math.ceil(fromS + delayS);
      const holdsToS = Number.isFinite(untilS) ? Math.ceil(untilS) - 1 : lastS;
      return { fromS: firstS, toS: Math.min(lastS, holdsToS, Math.floor(firstS + orderWindowS)) };
    })
    .filter(({ fromS, toS }) => fromS <= toS)
    .toSorted((a, b) => a.fromS - b.fromS);
  const joined: { fromS: number; toS: number }[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && span.fromS <= last.toS + 1) last.toS = Math.max(last.toS, span.toS);
    else joined.push({ ...span });
  }
  return joined;
}
