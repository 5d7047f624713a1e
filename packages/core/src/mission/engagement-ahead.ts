import { likelyBurn } from '../custody/index.ts';
import {
  AS_FLOWN,
  MeetingFinder,
  firstOrders,
  fleetOpportunities,
  lastSecond,
  orderSpans,
  pathAhead,
} from '../engagement/index.ts';
import type {
  Candidate,
  CommitOn,
  FleetOpportunities,
  InterceptorPart,
  OrderSpan,
  ReachState,
  TargetPath,
} from '../engagement/index.ts';
import { assert, sFromUs } from '../foundation/index.ts';
import type { Track } from '../messages/index.ts';
import type { VehicleClass } from '../vehicles/index.ts';

/** When a second fleet is ordered. */
export interface EngagementPolicy {
  readonly commitOn: CommitOn;
  /** From a commitment to the order, and from there to the satellite, s. */
  readonly decisionDelayS: number;
  readonly commandLatencyS: number;
  /** For how long after the decision orders are given, s. */
  readonly orderWindowS: number;
}

/** A track as it is on a whole second, and what was decided on it by then. */
export interface EngagementTarget {
  readonly track: Pick<Track, 'atUs' | 'phase' | 'state' | 'firstDetectedAtUs' | 'firstPositionM'>;
  /** The likeliest known class; null while there is none. */
  readonly vehicle: VehicleClass | null;
  /** Since when what is waited for holds, s; null: it does not, and is asked about as if it did from now on. */
  readonly committedS: number | null;
}

export interface EngagementAhead {
  /** Not foretold: it glides, or burns and is of no known class. */
  readonly state: ReachState;
  /** Null when it is not foretold. */
  readonly path: TargetPath | null;
  /** When an order given from now on may be at a satellite; null when that time is over. */
  readonly orders: OrderSpan | null;
  /** Who can be ordered in that time, first order and meeting of each, in the order of the fleet. */
  readonly candidates: readonly Candidate[];
  /** Whatever is decided, from now on. */
  readonly opportunities: FleetOpportunities;
  /** By how much the first order comes after the last that would be in time; negative when in time; null when there is none of either. */
  readonly lateByS: number | null;
}

const NO_OPPORTUNITIES: FleetOpportunities = { counts: new Uint16Array(0), latestOrderS: null, windows: [] };

/**
 * Whether, when and by how many of a second fleet a track could still be met, by the tracker's estimate and the same relations as a run: nobody is assigned, each track is asked about by itself.
 * Reads no truth, and never can: `layers.test.ts`.
 *
 * @param target - Its track at a whole second: now.
 */
export function engagementAhead(
  parts: readonly InterceptorPart[],
  policy: EngagementPolicy,
  target: EngagementTarget,
): EngagementAhead {
  const nowS = sFromUs(target.track.atUs);
  assert(Number.isInteger(nowS), 'engagements are asked about on whole seconds');
  const path = pathOf(target, nowS);
  const { decisionDelayS, commandLatencyS, orderWindowS } = policy;
  const lastS = path === null ? Number.POSITIVE_INFINITY : lastSecond(path);
  const [span = null] = orderSpans([{ fromS: target.committedS ?? nowS, untilS: Number.POSITIVE_INFINITY }], {
    delayS: decisionDelayS + commandLatencyS,
    orderWindowS,
    lastS,
  });
  const soonestS = Math.ceil(nowS + commandLatencyS);
  const orders =
    span === null || span.toS < soonestS ? null : { ...span, fromS: Math.max(span.fromS, soonestS) };
  if (path === null) {
    return {
      state: 'not-foretold',
      path,
      orders,
      candidates: [],
      opportunities: NO_OPPORTUNITIES,
      lateByS: null,
    };
  }
  const opportunities = fleetOpportunities(path, parts);
  const { latestOrderS } = opportunities;
  const candidates = orders === null ? [] : candidatesOf(parts, path, orders);
  return {
    state: stateOf({ parts, path, orders, candidates, latestOrderS, soonestS }),
    path,
    orders,
    candidates,
    opportunities,
    lateByS: span === null || latestOrderS === null ? null : span.fromS - latestOrderS,
  };
}

function pathOf({ track, vehicle }: EngagementTarget, fromS: number): TargetPath | null {
  if (track.phase === 'glide') return null;
  if (track.phase !== 'boost') return pathAhead({ fromS, state: track.state, burn: null });
  return vehicle === null || vehicle.boostDurationS.nominal === 0
    ? null
    : pathAhead({ fromS, state: track.state, burn: likelyBurn(track, vehicle) });
}

function candidatesOf(
  parts: readonly InterceptorPart[],
  path: TargetPath,
  orders: OrderSpan,
): readonly Candidate[] {
  return parts.flatMap((own, part) =>
    firstOrders(new MeetingFinder(path, own.law), own.ephemeris, own.ready, [orders], AS_FLOWN).map(
      (order): Candidate => ({ part, ...order }),
    ),
  );
}

interface Found extends Pick<EngagementAhead, 'orders' | 'candidates'> {
  readonly parts: readonly InterceptorPart[];
  readonly path: TargetPath;
  readonly latestOrderS: number | null;
  /** The first second at which an order given now can be at a satellite. */
  readonly soonestS: number;
}

function stateOf({ parts, path, orders, candidates, latestOrderS, soonestS }: Found): ReachState {
  if (candidates.length > 0) return 'in-reach';
  if (latestOrderS !== null) {
    const isLate = latestOrderS < (orders?.fromS ?? soonestS);
    return isLate ? 'too-late' : 'orders-closed';
  }
  const isAhead = parts.some(({ law }) =>
    path.phases.some(({ phase, toS }) => law.phases.includes(phase) && toS - law.marginS > soonestS),
  );
  return isAhead ? 'out-of-reach' : 'too-late';
}
