import { usFromS } from '../../foundation/index.ts';
import type { EphemerisWithVelocities } from '../../physics/index.ts';
import type { OrderSpan } from './commit-spans.ts';
import { FASTEST_M_PER_S, secondsApart } from './first-orders.ts';
import type { MeetingFinder } from './meeting-finder.ts';

/** A stretch in which an interceptor could be ordered and would meet the target. */
export interface OrderWindow {
  readonly interceptor: number;
  /** First and last second of the order. */
  readonly fromS: number;
  readonly toS: number;
  /** When it meets the target if it is ordered at once. */
  readonly meetS: number;
}

/** Who could be ordered at each second, and when each of them could. */
export interface Opportunities {
  /** Interceptors that could be ordered, second by second from `fromS`. */
  readonly fromS: number;
  readonly counts: Uint16Array;
  /** In order of their beginnings, then of the fleet. */
  readonly windows: readonly OrderWindow[];
}

/** Finds every second of the spans at which an interceptor could be ordered, and skips those at which it cannot be. `ready`: 1 for each interceptor that may be ordered. */
export function opportunities(
  finder: MeetingFinder,
  ephemeris: EphemerisWithVelocities,
  ready: Uint8Array,
  spans: readonly OrderSpan[],
): Opportunities {
  const fromS = spans[0]?.fromS ?? 0;
  const untilS = Math.min(spans.at(-1)?.toS ?? -1, finder.lastS - 1) + 1;
  const counts = new Uint16Array(Math.max(0, untilS - fromS));
  const windows: OrderWindow[] = [];
  if (counts.length === 0) return { fromS, counts, windows };
  const farM = finder.farM(fromS, FASTEST_M_PER_S);
  const state = new Float64Array(6);
  for (let interceptor = 0; interceptor < ephemeris.satelliteCount; interceptor++) {
    if (ready[interceptor] === 0) continue;
    const range = { first: interceptor, count: 1 };
    ephemeris.statesInertialInto(state, usFromS(fromS), range);
    if (finder.fromMiddleM2(state[0]!, state[1]!, state[2]!) > farM * farM) continue;
    for (const span of spans) {
      const lastS = Math.min(span.toS, untilS - 1);
      let open: { interceptor: number; fromS: number; toS: number; meetS: number } | null = null;
      let second = span.fromS;
      while (second <= lastS) {
        ephemeris.statesInertialInto(state, usFromS(second), range);
        const meetS = finder.firstMeetingS(state[0]!, state[1]!, state[2]!, second);
        if (Number.isNaN(meetS)) {
          open = null;
          second += secondsApart(finder, state, second, lastS);
          continue;
        }
        counts[second - fromS]! += 1;
        if (open === null) {
          open = { interceptor, fromS: second, toS: second, meetS };
          windows.push(open);
        } else open.toS = second;
        second++;
      }
    }
  }
  return {
    fromS,
    counts,
    windows: windows.toSorted((a, b) => a.fromS - b.fromS || a.interceptor - b.interceptor),
  };
}
