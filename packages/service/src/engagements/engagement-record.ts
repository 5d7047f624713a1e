import { unreachable, usFromS } from '@cupola/core/foundation';
import type { CommitOn, EngagedPhase, ReachState } from '@cupola/core/engagement';
import type { EngagementPolicy } from '@cupola/core/mission/engagement-ahead';
import type { Engageable } from '../picture/engageable.ts';
import type { Stamp } from '../picture/records.ts';
import { stampOf, utc } from '../picture/service-clock.ts';
import type { PictureContext } from '../picture/service-clock.ts';
import type { EngagementAnswer } from './engagement-answer.ts';

/** Whether, when and by how many of the second fleet a track could still be met. Opportunities: nobody is assigned, and nothing is ordered. */
export interface EngagementRecord extends Stamp {
  readonly trackId: string;
  readonly state: ReachState;
  /** What is waited for before orders are given. */
  readonly commitOn: CommitOn;
  /** Since when it holds; null: it does not, and what follows is as if it did from now on. */
  readonly committedAt: string | null;
  /** When an order given from now on may be at a satellite; null when that time is over. */
  readonly orders: { readonly from: string; readonly until: string } | null;
  /** Who could be ordered in that time, and the first order and meeting among them. */
  readonly interceptorsInReach: number;
  readonly firstOrderAt: string | null;
  readonly firstMeetingAt: string | null;
  /** The last that anybody could be ordered and still meet it, whatever is decided. */
  readonly latestOrderAt: string | null;
  readonly lateByS: number | null;
  /** Of the flight that is foretold. */
  readonly phases: readonly {
    readonly phase: EngagedPhase;
    readonly from: string;
    readonly until: string;
  }[];
  readonly inReach: readonly { readonly from: string; readonly interceptors: number }[];
  readonly why: string;
}

/** One track, with each interceptor's own windows. */
export interface EngagementDetail extends EngagementRecord {
  readonly windows: readonly {
    readonly interceptorId: string;
    readonly orderFrom: string;
    readonly orderUntil: string;
    readonly meetingAt: string;
  }[];
  readonly windowsLeftOut: number;
}

type Clock = Pick<PictureContext, 'dataMode' | 'epoch'>;

export function engagementRecord(
  { trackId, track }: Engageable,
  answer: EngagementAnswer,
  { commitOn }: EngagementPolicy,
  clock: Clock,
): EngagementRecord {
  const at = (second: number): string => utc(clock, Math.round(usFromS(second)));
  const atOrNull = (second: number | null): string | null => (second === null ? null : at(second));
  const { orders, committedS } = answer;
  return {
    ...stampOf(clock, track.atUs),
    trackId,
    state: answer.state,
    commitOn,
    committedAt: atOrNull(committedS),
    orders: orders === null ? null : { from: at(orders.fromS), until: at(orders.toS) },
    interceptorsInReach: answer.interceptorsInReach,
    firstOrderAt: atOrNull(answer.firstOrderS),
    firstMeetingAt: atOrNull(answer.firstMeetingS),
    latestOrderAt: atOrNull(answer.latestOrderS),
    lateByS: answer.lateByS,
    phases: answer.phases.map(({ phase, fromS, toS }) => ({ phase, from: at(fromS), until: at(toS) })),
    inReach: answer.inReach.map(([second, interceptors]) => ({ from: at(second), interceptors })),
    why: whyOf(answer, commitOn, track.phase),
  };
}

export function engagementDetail(
  target: Engageable,
  answer: EngagementAnswer,
  policy: EngagementPolicy,
  clock: Clock,
): EngagementDetail {
  const at = (second: number): string => utc(clock, Math.round(usFromS(second)));
  return {
    ...engagementRecord(target, answer, policy, clock),
    windows: answer.windows.map(({ interceptorId, fromS, toS, meetS }) => ({
      interceptorId,
      orderFrom: at(fromS),
      orderUntil: at(toS),
      meetingAt: at(meetS),
    })),
    windowsLeftOut: answer.windowsLeftOut,
  };
}

const WAITED_FOR: Readonly<Record<CommitOn, string>> = {
  declared: 'not declared a threat',
  confirmed: 'not a confirmed track',
};

function whyOf(answer: EngagementAnswer, commitOn: CommitOn, phase: string): string {
  const asked =
    answer.committedS === null ? `It is ${WAITED_FOR[commitOn]}: as if it were from now on. ` : '';
  return `${asked}${sentenceOf(answer, phase)}`;
}

function sentenceOf(
  { state, interceptorsInReach, lateByS, latestOrderS }: EngagementAnswer,
  phase: string,
): string {
  switch (state) {
    case 'in-reach':
      return `${interceptorsInReach} ${interceptorsInReach === 1 ? 'interceptor' : 'interceptors'} could be ordered in time.`;
    case 'orders-closed':
      return 'Somebody could be ordered in time, but not while orders are given.';
    case 'too-late':
      return lateByS !== null && latestOrderS !== null && lateByS > 0
        ? `The first order comes ${lateByS} s after the last that would be in time.`
        : 'No order can be in time any more.';
    case 'out-of-reach':
      return 'Nobody comes into reach while it can be met.';
    case 'not-foretold':
      return phase === 'glide'
        ? 'Its way ahead is not foretold: it glides.'
        : 'Its way ahead is not foretold: it burns and is of no known class.';
    default:
      return unreachable(state);
  }
}
