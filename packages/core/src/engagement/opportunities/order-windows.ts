import { usFromS } from '../../foundation/index.ts';
import type { Ephemeris } from '../../physics/index.ts';
import type { OrderSpan } from './commit-spans.ts';
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

/** Asks every interceptor at every second of the spans. `ready`: 1 for each interceptor that may be ordered. */
export function opportunities(
  finder: MeetingFinder,
  ephemeris: Ephemeris,
  ready: Uint8Array,
  spans: readonly OrderSpan[],
): Opportunities {
  const fromS = spans[0]?.fromS ?? 0;
  const untilS = Math.min(spans.at(-1)?.toS ?? -1, finder.lastS - 1) + 1;
  const counts = new Uint16Array(Math.max(0, untilS - fromS));
  const positions = new Float64Array(3 * ephemeris.satelliteCount);
  const open = new Map<number, { fromS: number; toS: number; meetS: number }>();
  const windows: OrderWindow[] = [];
  const close = (interceptor: number): void => {
    const running = open.get(interceptor);
    if (running === undefined) return;
    open.delete(interceptor);
    windows.push({ interceptor, ...running });
  };
  for (const span of spans) {
    for (let second = span.fromS; second <= span.toS && second < untilS; second++) {
      ephemeris.positionsInertialInto(positions, usFromS(second));
      for (let interceptor = 0; interceptor < ephemeris.satelliteCount; interceptor++) {
        if (ready[interceptor] === 0) continue;
        const at = 3 * interceptor;
        const meetS = finder.firstMeetingS(positions[at]!, positions[at + 1]!, positions[at + 2]!, second);
        if (Number.isNaN(meetS)) {
          close(interceptor);
          continue;
        }
        counts[second - fromS]! += 1;
        const running = open.get(interceptor);
        if (running === undefined) open.set(interceptor, { fromS: second, toS: second, meetS });
        else running.toS = second;
      }
    }
    for (const interceptor of open.keys()) close(interceptor);
  }
  return {
    fromS,
    counts,
    windows: windows.toSorted((a, b) => a.fromS - b.fromS || a.interceptor - b.interceptor),
  };
}
