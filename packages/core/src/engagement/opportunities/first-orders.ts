import { usFromS } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { EphemerisWithVelocities } from '../../physics/index.ts';
import type { OrderSpan } from './commit-spans.ts';
import type { MeetingFinder } from './meeting-finder.ts';

/** No satellite that stays is faster: escape speed at the equator, m/s. [Vallado-2013] §1.3. */
export const FASTEST_M_PER_S = 11_180;
/** Stretches over which somebody is tried to be left out at once, s, after the one to the last order. */
const STRETCHES_S = [120, 30, 8] as const;

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
  const farM = finder.farM(first.fromS, FASTEST_M_PER_S);
  const state = new Float64Array(6);
  /** Into the axes of the path, which turn with the launch. */
  const turn = (x: number, y: number): void => {
    state[0] = c * x + s * y;
    state[1] = c * y - s * x;
  };
  const positions = new Float64Array(3 * ephemeris.satelliteCount);
  ephemeris.positionsInertialInto(positions, zeroUs + usFromS(first.fromS));
  for (let interceptor = 0; interceptor < ephemeris.satelliteCount; interceptor++) {
    if (ready[interceptor] === 0) continue;
    turn(positions[3 * interceptor]!, positions[3 * interceptor + 1]!);
    state[2] = positions[3 * interceptor + 2]!;
    if (finder.fromMiddleM2(state[0]!, state[1]!, state[2]) > farM * farM) continue;
    const range = { first: interceptor, count: 1 };
    const whereAt = (second: number): void => {
      ephemeris.statesInertialInto(state, zeroUs + usFromS(second), range);
      turn(state[0]!, state[1]!);
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
  const lastS = Math.min(spans.at(-1)?.toS ?? 0, finder.lastS);
  let second = Number.NEGATIVE_INFINITY;
  for (const { fromS, toS } of spans) {
    second = Math.max(second, fromS);
    while (second <= toS && second < finder.lastS) {
      whereAt(second);
      const meetS = finder.firstMeetingS(state[0]!, state[1]!, state[2]!, second);
      if (!Number.isNaN(meetS)) return { orderS: second, meetS };
      second += secondsApart(finder, state, second, lastS);
    }
  }
  return null;
}

/** For how long who stands there cannot come into reach; at least 1. */
export function secondsApart(
  finder: MeetingFinder,
  state: Float64Array,
  second: number,
  lastS: number,
): number {
  const isApartFor = (stretchS: number): boolean => finder.isApart(state, second, stretchS, FASTEST_M_PER_S);
  const leftS = lastS - second;
  if (leftS <= 1 || isApartFor(leftS)) return leftS + 1;
  return STRETCHES_S.find((stretchS) => stretchS < leftS && isApartFor(stretchS)) ?? 1;
}
