import type { PhaseSpan, ReachState } from '@cupola/core/engagement';
import { changesOf } from '@cupola/core/engagement/fleet-opportunities';
import type { PlannedInterceptors } from '@cupola/core/mission';
import { engagementAhead } from '@cupola/core/mission/engagement-ahead';
import type { EngagementPolicy } from '@cupola/core/mission/engagement-ahead';
import { vehicleClass } from '@cupola/core/vehicles';
import type { Engageable } from '../picture/engageable.ts';

/** What came out for one track: times in seconds since the epoch, plain data. */
export interface EngagementAnswer {
  readonly state: ReachState;
  /** Since when what is waited for holds; null: it does not, and was asked about as if it did from now on. */
  readonly committedS: number | null;
  readonly orders: { readonly fromS: number; readonly toS: number } | null;
  readonly interceptorsInReach: number;
  readonly firstOrderS: number | null;
  readonly firstMeetingS: number | null;
  readonly latestOrderS: number | null;
  readonly lateByS: number | null;
  readonly phases: readonly PhaseSpan[];
  /** [second, number] wherever the number that could be ordered changes. */
  readonly inReach: readonly (readonly [second: number, number: number])[];
  readonly windows: readonly AnswerWindow[];
  readonly windowsLeftOut: number;
}

interface AnswerWindow {
  readonly interceptorId: string;
  readonly fromS: number;
  readonly toS: number;
  readonly meetS: number;
}

/** Windows told of one track, the earliest: a fleet of thousands has some of each. */
const MOST_WINDOWS = 1_000;

export function engagementAnswer(
  fleet: readonly PlannedInterceptors[],
  policy: EngagementPolicy,
  { track, vehicleClass: vehicleId, sinceS }: Engageable,
): EngagementAnswer {
  const committedS = sinceS[policy.commitOn];
  const { state, path, orders, candidates, opportunities, lateByS } = engagementAhead(
    fleet.map(({ part }) => part),
    policy,
    { track, vehicle: vehicleId === null ? null : (vehicleClass(vehicleId) ?? null), committedS },
  );
  const { counts, windows, latestOrderS } = opportunities;
  return {
    state,
    committedS,
    orders,
    interceptorsInReach: candidates.length,
    firstOrderS: leastOf(candidates.map(({ orderS }) => orderS)),
    firstMeetingS: leastOf(candidates.map(({ meetS }) => meetS)),
    latestOrderS,
    lateByS,
    phases: path?.phases ?? [],
    inReach: path === null ? [] : changesOf(counts, path.fromS),
    windows: windows.slice(0, MOST_WINDOWS).map(({ part, interceptor, fromS, toS, meetS }) => ({
      interceptorId: fleet[part]?.ids[interceptor] ?? '',
      fromS,
      toS,
      meetS,
    })),
    windowsLeftOut: Math.max(0, windows.length - MOST_WINDOWS),
  };
}

function leastOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((least, each) => Math.min(least, each));
}
