import {
  EARTH_ROTATION_RAD_PER_S,
  airDensityKgPerM3,
  gravityInto,
  heightAboveEllipsoidM,
} from '../../physics/index.ts';
import { carriedWeightMPerS2 } from './glide-path.ts';

/** How a body comes to glide: it does from a state on, or it meets the ground first. */
export type Capture =
  | { readonly kind: 'glides'; readonly state: Float64Array; readonly afterS: number }
  | { readonly kind: 'lands'; readonly state: Float64Array; readonly afterS: number };

/** Borne when lift reaches this share of what has to be carried, and the path sinks by less than this share of the speed. */
const BORNE_SHARE = 0.9;
const LEVEL_SHARE = 0.03;
/** Steps, s: above and in the air that bears. */
const HIGH_STEP_S = 2;
const AIR_STEP_S = 0.5;
const AIR_HEIGHT_M = 70_000;
/** Still up after this many steps: it is taken to glide. */
const MOST_STEPS = 2_000;

const slope = new Float64Array(6);
const middle = new Float64Array(6);
const gravity = new Float64Array(3);

/**
 * Flies a body that points all its lift upward until the air bears it or it meets the ground: the pull-out of a fall. Without lift this is ballistic
 * flight with drag. Midpoint steps, J2.
 *
 * @param start - Inertial, m and m/s.
 */
export function captured(start: ArrayLike<number>, liftToDrag: number, dragM2PerKg: number): Capture {
  const state = Float64Array.from({ length: 6 }, (_, i) => start[i]!);
  let elapsedS = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const heightM = heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!);
    if (heightM <= 0) return { kind: 'lands', state, afterS: elapsedS };
    if (pushInto(slope, state, liftToDrag, dragM2PerKg, heightM)) break;
    const stepS = heightM > AIR_HEIGHT_M ? HIGH_STEP_S : AIR_STEP_S;
    for (let i = 0; i < 6; i++) middle[i] = state[i]! + (stepS / 2) * slope[i]!;
    pushInto(
      slope,
      middle,
      liftToDrag,
      dragM2PerKg,
      heightAboveEllipsoidM(middle[0]!, middle[1]!, middle[2]!),
    );
    for (let i = 0; i < 6; i++) state[i] = state[i]! + stepS * slope[i]!;
    elapsedS += stepS;
  }
  return { kind: 'glides', state, afterS: elapsedS };
}

/** Slope of the motion into `out`; returns whether the air bears the body there. */
function pushInto(
  out: Float64Array,
  state: Float64Array,
  liftToDrag: number,
  dragM2PerKg: number,
  heightM: number,
): boolean {
  const [x, y, z] = [state[0]!, state[1]!, state[2]!];
  const r = Math.sqrt(x * x + y * y + z * z);
  const ux = state[3]! + EARTH_ROTATION_RAD_PER_S * y;
  const uy = state[4]! - EARTH_ROTATION_RAD_PER_S * x;
  const uz = state[5]!;
  const speed = Math.max(1, Math.sqrt(ux * ux + uy * uy + uz * uz));
  const sine = (x * ux + y * uy + z * uz) / (r * speed);
  const drag = 0.5 * airDensityKgPerM3(heightM) * speed * speed * dragM2PerKg;
  const lift = liftToDrag * drag;
  const across = Math.sqrt(Math.max(1e-9, 1 - sine * sine));
  gravityInto(gravity, x, y, z, 2);
  const upward = lift / across;
  for (let i = 0; i < 3; i++) out[i] = state[3 + i]!;
  out[3] = gravity[0]! - (drag * ux) / speed + upward * (x / r - (sine * ux) / speed);
  out[4] = gravity[1]! - (drag * uy) / speed + upward * (y / r - (sine * uy) / speed);
  out[5] = gravity[2]! - (drag * uz) / speed + upward * (z / r - (sine * uz) / speed);
  const climb = (x * state[3]! + y * state[4]! + z * state[5]!) / r;
  const level2 = state[3]! ** 2 + state[4]! ** 2 + state[5]! ** 2 - climb * climb;
  return lift >= BORNE_SHARE * carriedWeightMPerS2(Math.sqrt(Math.max(0, level2))) && sine > -LEVEL_SHARE;
}
