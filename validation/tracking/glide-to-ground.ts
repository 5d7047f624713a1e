import { RandomStream, radians } from '@cupola/core/foundation';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_ROTATION_RAD_PER_S,
  airDensityKgPerM3,
  geodeticFromItrf,
  gravityInto,
  heightAboveEllipsoidM,
} from '@cupola/core/physics';
import type { GroundPoint } from '@cupola/core/physics';
import { stateAt } from './falling-flight.ts';

/** How a gliding body is built and what it does; its bank in radians, positive to the right. */
export interface GlidePlan {
  readonly liftToDrag: number;
  readonly ballisticCoefficientKgPerM2: number;
  readonly bankAt: (airspeedMPerS: number, timeS: number) => number;
  /** It dives when slower than this against the air, at this angle. */
  readonly diveSpeedMPerS: number;
  readonly diveRad: number;
}

/** A glide in full: every second of it, and where it ends on an Earth whose Greenwich meridian stands at angle 0 at second 0. */
export interface WholeGlide {
  /** Inertial position (m), velocity (m/s), and the acceleration by air along, up and right of the motion against it (m/s²). */
  readonly states: readonly Float64Array[];
  readonly landing: GroundPoint;
  readonly landsAtS: number;
}

const STEP_S = 0.5;
const STEPS_PER_SECOND = 2;
const LONGEST_S = 5_000;
/** The control of a glide, notional: its path follows within this time, seeks the height that bears it within this one, at this slope at most. */
const PATH_S = 10;
const HEIGHT_S = 50;
const SEEKING_RAD = 0.04;
const SCALE_HEIGHT_M = 7_000;

/** Start of a glide: near where the x axis leaves the Earth, in any direction, level where its lift bears it. */
export function glideStart(draw: RandomStream, plan: Omit<GlidePlan, 'bankAt'>): Float64Array {
  const airspeed = 4_000 + 2_500 * draw.uniform(0, 0);
  const state = stateAt({
    heightM: borneHeightM(plan, airspeed),
    eastRad: radians(4 * draw.uniform(1, 0) - 2),
    northRad: radians(4 * draw.uniform(2, 0) - 2),
    headingRad: 2 * Math.PI * draw.uniform(3, 0),
    speedMPerS: airspeed,
    climbRad: 0,
  });
  state[3]! -= EARTH_ROTATION_RAD_PER_S * state[1]!;
  state[4]! += EARTH_ROTATION_RAD_PER_S * state[0]!;
  return state;
}

function borneHeightM(plan: Omit<GlidePlan, 'bankAt'>, airspeed: number): number {
  let low = 10_000;
  let high = 100_000;
  for (let pass = 0; pass < 40; pass++) {
    const middle = (low + high) / 2;
    const lift =
      (0.5 * airDensityKgPerM3(middle) * airspeed ** 2 * plan.liftToDrag) / plan.ballisticCoefficientKgPerM2;
    if (lift > 9.7 - airspeed ** 2 / (EARTH_EQUATORIAL_RADIUS_M + middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Flies it to the ground: fourth-order Runge-Kutta, J2, the standard atmosphere, lift and drag by density. */
export function glideToGround(start: Float64Array, plan: GlidePlan): WholeGlide {
  const states: Float64Array[] = [];
  const state = start.slice();
  const slopes = [0, 1, 2, 3].map(() => new Float64Array(6));
  const trial = new Float64Array(6);
  const diving = { is: false };
  for (let second = 0; second < LONGEST_S; second++) {
    states.push(state.slice());
    for (let k = 0; k < STEPS_PER_SECOND; k++) {
      const timeS = second + k * STEP_S;
      slopes.forEach((slope, stage) => {
        const share = stage === 0 ? 0 : stage === 3 ? STEP_S : STEP_S / 2;
        for (let i = 0; i < 6; i++) trial[i] = state[i]! + (stage === 0 ? 0 : share * slopes[stage - 1]![i]!);
        slopeInto(slope, trial, timeS, plan, diving);
      });
      for (let i = 0; i < 6; i++) {
        const [a, b, c, d] = slopes.map((slope) => slope[i]!);
        state[i]! += (STEP_S / 6) * (a! + 2 * b! + 2 * c! + d!);
      }
      if (heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!) <= 0) {
        const angle = EARTH_ROTATION_RAD_PER_S * (timeS + STEP_S);
        const [x, y] = [state[0]!, state[1]!];
        const landing = geodeticFromItrf(
          Math.cos(angle) * x + Math.sin(angle) * y,
          Math.cos(angle) * y - Math.sin(angle) * x,
          state[2]!,
        );
        return { states, landing, landsAtS: timeS + STEP_S };
      }
    }
  }
  throw new Error('a glide that does not end');
}

const gravity = new Float64Array(3);

function slopeInto(
  out: Float64Array,
  state: Float64Array,
  timeS: number,
  plan: GlidePlan,
  diving: { is: boolean },
): void {
  const [x, y, z] = [state[0]!, state[1]!, state[2]!];
  gravityInto(gravity, x, y, z, 2);
  const r = Math.hypot(x, y, z);
  const up = [x / r, y / r, z / r];
  const air = [state[3]! + EARTH_ROTATION_RAD_PER_S * y, state[4]! - EARTH_ROTATION_RAD_PER_S * x, state[5]!];
  const speed = Math.hypot(...air);
  const ahead = air.map((each) => each / speed);
  const sine = dot(ahead, up);
  const cosine = Math.sqrt(Math.max(1e-9, 1 - sine * sine));
  const lifted = up.map((each, axis) => (each - sine * ahead[axis]!) / cosine);
  const right = [0, 1, 2].map(
    (axis) =>
      ahead[(axis + 1) % 3]! * lifted[(axis + 2) % 3]! - ahead[(axis + 2) % 3]! * lifted[(axis + 1) % 3]!,
  );
  const density = airDensityKgPerM3(heightAboveEllipsoidM(x, y, z));
  const drag = (0.5 * density * speed ** 2) / plan.ballisticCoefficientKgPerM2;
  const most = plan.liftToDrag * drag;
  const climb = dot(state.subarray(3, 6), up);
  const level2 = state[3]! ** 2 + state[4]! ** 2 + state[5]! ** 2 - climb ** 2;
  const carried = Math.max(0.02, Math.hypot(...gravity) - level2 / r);
  diving.is ||= speed < plan.diveSpeedMPerS;
  const bank = diving.is ? 0 : plan.bankAt(speed, timeS);
  const seeking = (SCALE_HEIGHT_M * Math.log((most * Math.cos(bank)) / carried)) / (speed * HEIGHT_S);
  const wanted = diving.is ? -plan.diveRad : Math.max(-SEEKING_RAD, Math.min(SEEKING_RAD, seeking));
  const needed = carried * cosine + (speed * (wanted - Math.asin(sine))) / PATH_S;
  const lift = Math.max(-most, Math.min(most, needed / Math.cos(bank)));
  for (let axis = 0; axis < 3; axis++) {
    out[axis] = state[3 + axis]!;
    out[3 + axis] =
      gravity[axis]! -
      drag * ahead[axis]! +
      lift * Math.cos(bank) * lifted[axis]! +
      Math.max(0, lift) * Math.sin(bank) * right[axis]!;
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
}
