import {
  EARTH_MU_M3_PER_S2,
  EARTH_ROTATION_RAD_PER_S,
  airDensityKgPerM3,
  heightAboveEllipsoidM,
} from '../../physics/index.ts';
import { addAccelerationNoise } from './free-motion.ts';
import type { MotionModel } from './motion-model.ts';

/** Places in the state, all m²/kg: drag parameter, lift parameters upward and to the right. */
export const DRAG = 6;
export const LIFT_UP = 7;
export const LIFT_RIGHT = 8;
const GLIDE_STATE = 9;

/** The air about a moving body: its frame of velocity against the turning air, and how hard the air pushes. */
interface Airflow {
  /** Half of density times speed squared, kg/(m s²). */
  pressurePa: number;
  /** Against the air, m/s. */
  speedMPerS: number;
  /** Change of the logarithm of density with height, 1/m. */
  logDensitySlopePerM: number;
  /** Unit vectors: along the velocity, upward across it, to the right across it, away from the Earth. */
  readonly ahead: Float64Array;
  readonly up: Float64Array;
  readonly right: Float64Array;
  readonly outward: Float64Array;
}

const flow: Airflow = {
  pressurePa: 0,
  speedMPerS: 0,
  logDensitySlopePerM: 0,
  ahead: new Float64Array(3),
  up: new Float64Array(3),
  right: new Float64Array(3),
  outward: new Float64Array(3),
};

/** Of the density's slope, m. */
const SLOPE_SPAN_M = 100;

function airflowInto(out: Airflow, state: Float64Array): void {
  const { ahead, up, right, outward } = out;
  const r = Math.sqrt(state[0]! * state[0]! + state[1]! * state[1]! + state[2]! * state[2]!);
  ahead[0] = state[3]! + EARTH_ROTATION_RAD_PER_S * state[1]!;
  ahead[1] = state[4]! - EARTH_ROTATION_RAD_PER_S * state[0]!;
  ahead[2] = state[5]!;
  const speed = Math.sqrt(ahead[0] * ahead[0] + ahead[1] * ahead[1] + ahead[2] * ahead[2]);
  const heightM = heightAboveEllipsoidM(state[0]!, state[1]!, state[2]!);
  const density = airDensityKgPerM3(heightM);
  out.speedMPerS = speed;
  out.pressurePa = 0.5 * density * speed * speed;
  out.logDensitySlopePerM =
    density > 0 ? Math.log(airDensityKgPerM3(heightM + SLOPE_SPAN_M) / density) / SLOPE_SPAN_M : 0;
  if (!Number.isFinite(out.logDensitySlopePerM)) out.logDensitySlopePerM = 0;
  let climb = 0;
  for (let axis = 0; axis < 3; axis++) {
    ahead[axis] = ahead[axis]! / speed;
    outward[axis] = state[axis]! / r;
    climb += ahead[axis]! * outward[axis]!;
  }
  const across = Math.sqrt(Math.max(1 - climb * climb, 1e-12));
  for (let axis = 0; axis < 3; axis++) up[axis] = (outward[axis]! - climb * ahead[axis]!) / across;
  right[0] = ahead[1] * up[2]! - ahead[2] * up[1]!;
  right[1] = ahead[2] * up[0]! - ahead[0] * up[2]!;
  right[2] = ahead[0] * up[1]! - ahead[1] * up[0]!;
}

/** Drag alone: along the velocity against the turning air, its size by density, speed and the drag parameter in the state. */
export function ballisticAirInto(out: Float64Array, state: Float64Array): void {
  airflowInto(flow, state);
  for (let axis = 0; axis < 3; axis++) out[axis] = -flow.pressurePa * state[DRAG]! * flow.ahead[axis]!;
}

/** Drag and lift in the frame of the velocity; bank is the ratio of the two lifts. [Li-2010] §III. */
export function glidingAirInto(out: Float64Array, state: Float64Array): void {
  airflowInto(flow, state);
  for (let axis = 0; axis < 3; axis++) {
    out[axis] =
      flow.pressurePa *
      (state[LIFT_UP]! * flow.up[axis]! +
        state[LIFT_RIGHT]! * flow.right[axis]! -
        state[DRAG]! * flow.ahead[axis]!);
  }
}

const slope = new Float64Array(GLIDE_STATE * GLIDE_STATE);
const acceleration = new Float64Array(3);

/**
 * I + F t + F² t²/2, F the derivative of the motion: gravity of a point mass; density by height; speed and direction of the air by velocity
 * (the lift turns with it; the roll of the frame about the velocity in a steep dive is left out); drag and lift by the states after them.
 * How lift is forgotten is part of F. Reentry is the same with no lift.
 */
export function airTransitionInto(
  out: Float64Array,
  state: Float64Array,
  stepS: number,
  model: MotionModel,
): void {
  const n = state.length;
  slope.fill(0, 0, n * n);
  const lifting = n === GLIDE_STATE;
  if (lifting) glidingAirInto(acceleration, state);
  else ballisticAirInto(acceleration, state);
  const { pressurePa, ahead, up, right, outward } = flow;
  const lifts = lifting ? [state[LIFT_UP]!, state[LIFT_RIGHT]!] : [0, 0];
  const r2 = state[0]! * state[0]! + state[1]! * state[1]! + state[2]! * state[2]!;
  const k = EARTH_MU_M3_PER_S2 / (r2 * Math.sqrt(r2));
  const drag = state[DRAG]!;
  const bySpeed = pressurePa / flow.speedMPerS;
  for (let i = 0; i < 3; i++) {
    slope[i * n + 3 + i] = 1;
    for (let j = 0; j < 3; j++) {
      const gradient = k * (3 * outward[i]! * outward[j]! - (i === j ? 1 : 0));
      slope[(3 + i) * n + j] = gradient + acceleration[i]! * flow.logDensitySlopePerM * outward[j]!;
      const turned =
        -drag * (up[i]! * up[j]! + right[i]! * right[j]!) -
        ahead[i]! * (lifts[0]! * up[j]! + lifts[1]! * right[j]!);
      slope[(3 + i) * n + 3 + j] = (2 * acceleration[i]! * ahead[j]!) / flow.speedMPerS + bySpeed * turned;
    }
    slope[(3 + i) * n + DRAG] = -pressurePa * ahead[i]!;
    if (lifting) {
      slope[(3 + i) * n + LIFT_UP] = pressurePa * up[i]!;
      slope[(3 + i) * n + LIFT_RIGHT] = pressurePa * right[i]!;
    }
  }
  if (lifting) {
    slope[LIFT_UP * n + LIFT_UP] = -1 / model.liftMemoryS;
    slope[LIFT_RIGHT * n + LIFT_RIGHT] = -1 / model.liftMemoryS;
  }
  const half = (stepS * stepS) / 2;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let square = 0;
      for (let m = 0; m < n; m++) square += slope[i * n + m]! * slope[m * n + j]!;
      out[i * n + j] = (i === j ? 1 : 0) + slope[i * n + j]! * stepS + square * half;
    }
  }
}

export function addAirNoise(
  covariance: Float64Array,
  state: Float64Array,
  stepS: number,
  model: MotionModel,
): void {
  const n = state.length;
  addAccelerationNoise(covariance, n, model.coastAccelerationDensity, stepS);
  covariance[DRAG * n + DRAG]! += state[DRAG]! ** 2 * model.dragParameterShareDensity * stepS;
}

/** The lifts besides: first-order Gauss-Markov with the model's sigma and memory. [Bar-Shalom-2001] §8.2. */
export function addGlideNoise(
  covariance: Float64Array,
  state: Float64Array,
  stepS: number,
  model: MotionModel,
): void {
  addAirNoise(covariance, state, stepS, model);
  const sigma = liftSigmaM2PerKg(model);
  const added = sigma * sigma * (1 - Math.exp((-2 * stepS) / model.liftMemoryS));
  for (const lift of [LIFT_UP, LIFT_RIGHT]) covariance[lift * GLIDE_STATE + lift]! += added;
}

/** One sigma of either lift parameter when nothing is known of it. */
export function liftSigmaM2PerKg(model: MotionModel): number {
  return model.liftToDragSigma / model.ballisticCoefficientKgPerM2;
}

export function forgetLiftInPlace(state: Float64Array, stepS: number, model: MotionModel): void {
  const kept = Math.exp(-stepS / model.liftMemoryS);
  state[LIFT_UP]! *= kept;
  state[LIFT_RIGHT]! *= kept;
}
