import { heightAboveEllipsoidM, propagateBallisticInto } from '../../physics/index.ts';
import type { PhaseSpan, TargetPath } from './target-path.ts';

/** How a target flies on, from a whole second of the clock. */
export interface MotionAhead {
  readonly fromS: number;
  /** Inertial position and velocity now, m and m/s; further numbers are passed over. */
  readonly state: ArrayLike<number>;
  /** Of a burn that goes on: states at the seconds after now up to its end, [second][x, y, z, vx, vy, vz]; null: it burns no more. */
  readonly burn: Float64Array | null;
}

/** Mass over drag and area of a body that is not known, kg/m²: as the tracker takes it. Nothing above the air depends on it. */
const BALLISTIC_COEFFICIENT_KG_PER_M2 = 5_000;
/** The usual interface of re-entry, m; [Regan-1984]. */
const REENTRY_HEIGHT_M = 120_000;
/** Nothing is foretold further ahead than this, s: longer than all flights to the ground but the most lofted. */
export const LONGEST_AHEAD_S = 3600;

/**
 * Where a target will be if its burn goes on as told and it then flies freely: gravity with J2, drag, no lift, to the ground.
 *
 * Boost is the burn; midcourse is what follows until it comes down through 120 km, or for all of the path where it never rises so high. A target that is below
 * that on its way down is in no phase.
 */
export function pathAhead({ fromS, state, burn }: MotionAhead): TargetPath {
  const burnS = burn === null ? 0 : burn.length / 6;
  const current = Float64Array.from({ length: 6 }, (_, i) => state[i] ?? Number.NaN);
  const positionsM = new Float64Array(3 * (LONGEST_AHEAD_S + 1));
  const heights = new Float64Array(LONGEST_AHEAD_S + 1);
  let places = 0;
  for (let second = 0; second <= LONGEST_AHEAD_S; second++) {
    if (burn !== null && second > 0 && second <= burnS) {
      current.set(burn.subarray(6 * second - 6, 6 * second));
    } else if (second > 0) {
      propagateBallisticInto(current, current, 1, BALLISTIC_COEFFICIENT_KG_PER_M2);
    }
    const [x = 0, y = 0, z = 0] = current;
    const heightM = heightAboveEllipsoidM(x, y, z);
    if (!(heightM > 0)) break;
    positionsM.set(current.subarray(0, 3), 3 * second);
    heights[second] = heightM;
    places++;
  }
  const heightsM = heights.slice(0, places);
  const burnout = Math.min(burnS, Math.max(0, places - 1));
  return {
    fromS,
    positionsM: positionsM.slice(0, 3 * places),
    heightsM,
    phases: phasesOf(fromS, heightsM, burnout, isFalling(state)),
  };
}

function phasesOf(
  fromS: number,
  heightsM: Float64Array,
  burnout: number,
  falls: boolean,
): readonly PhaseSpan[] {
  const boost: readonly PhaseSpan[] = burnout === 0 ? [] : [{ phase: 'boost', fromS, toS: fromS + burnout }];
  const isBelow = (place: number): boolean => (heightsM[place] ?? 0) < REENTRY_HEIGHT_M;
  if (heightsM.length === 0 || (burnout === 0 && falls && isBelow(0))) return boost;
  let last = heightsM.length - 1;
  while (last > burnout && !(isBelow(last) && !isBelow(last - 1))) last--;
  const toS = last > burnout ? fromS + last - 1 : fromS + heightsM.length - 1;
  return [...boost, { phase: 'midcourse', fromS: fromS + burnout, toS }];
}

function isFalling(state: ArrayLike<number>): boolean {
  const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = Array.from(state);
  return x * vx + y * vy + z * vz < 0;
}
