import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { EphemerisWithVelocities } from '../../physics/index.ts';
import type { OrderSpan } from './commit-spans.ts';
import type { MeetingFinder } from './meeting-finder.ts';

/** No satellite that stays is faster: escape speed at the equator, m/s. [Vallado-2013] §1.3. */
const FASTEST_M_PER_S = 11_180;
/** Margins that are tried, m: who is so far out of reach is not in reach for as long as it takes to fly that. */
const MARGINS_M = [8e6, 2e6, 5e5, 1e5] as const;

/** Who can meet a target, when each could first be ordered, and when it then meets it. In the order of the fleet. */
export interface FirstOrder {
  readonly interceptor: number;
  readonly orderS: number;
  readonly meetS: number;
}

/** The same flights from the same places at another time: when, and by how much the Earth has turned until then. */
export interface LaunchMoment {
  /** Time of the ephemeris at second 0 of the clock. */
  readonly zeroUs: SimTimeUs;
  readonly earthRad: number;
}

/** As they were flown. */
export const AS_FLOWN: LaunchMoment = { zeroUs: 0, earthRad: 0 };

/**
 * Every interceptor that can meet the target on an order given in one of the spans.
 *
 * @param ready - 1 for each interceptor that may be ordered.
 */
export function firstOrders(
  finder: MeetingFinder,
  ephemeris: EphemerisWithVelocities,
  ready: Uint8Array,
  spans: readonly OrderSpan[],
  { zeroUs, earthRad }: LaunchMoment,
): readonly FirstOrder[] {
  const found: FirstOrder[] = [];
  const [first] = spans;
  if (first === undefined || first.fromS >= finder.lastS) return found;
  const c = Math.cos(earthRad);
  const s = Math.sin(earthRad);
  const state = new Float64Array(6);
  const positions = new Float64Array(3 * ephemeris.satelliteCount);
  ephemeris.positionsInertialInto(positions, zeroUs + usFromS(first.fromS));
  for (let interceptor = 0; interceptor < ephemeris.satelliteCount; interceptor++) {
    if (ready[interceptor] === 0) continue;
    const range = { first: interceptor, count: 1 };
    const whereAt = (second: number): void => {
      if (second === first.fromS) {
        for (let axis = 0; axis < 3; axis++) state[axis] = positions[3 * interceptor + axis]!;
      } else ephemeris.statesInertialInto(state, zeroUs + usFromS(second), range);
      // Into the axes of the path, which turn with the launch.
      const x = state[0]!;
      state[0] = c * x + s * state[1]!;
      state[1] = c * state[1]! - s * x;
    };
    const order = firstOrder(finder, state, whereAt, spans);
    if (order !== null) found.push({ interceptor, ...order });
  }
  return found;
}

/** @param whereAt - Puts the satellite's position at a second into `state`. */
function firstOrder(
  finder: MeetingFinder,
  state: Float64Array,
  whereAt: (second: number) => void,
  spans: readonly OrderSpan[],
): Omit<FirstOrder, 'interceptor'> | null {
  let second = Number.NEGATIVE_INFINITY;
  for (const { fromS, toS } of spans) {
    second = Math.max(second, fromS);
    while (second <= toS && second < finder.lastS) {
      whereAt(second);
      const meetS = finder.firstMeetingS(state[0]!, state[1]!, state[2]!, second);
      if (!Number.isNaN(meetS)) return { orderS: second, meetS };
      second += secondsApart(finder, state, second);
    }
  }
  return null;
}

/** For how long who stands there cannot come into reach; at least 1. */
function secondsApart(finder: MeetingFinder, state: Float64Array, second: number): number {
  const marginM = MARGINS_M.find((each) => finder.isApart(state[0]!, state[1]!, state[2]!, second, each));
  return marginM === undefined ? 1 : Math.max(1, Math.floor(marginM / FASTEST_M_PER_S));
}
