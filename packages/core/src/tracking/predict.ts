import { sandwichInto } from '../foundation/index.ts';
import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  EARTH_ROTATION_RAD_PER_S,
  airDensityKgPerM3,
  geodeticFromItrf,
  gravityInto,
} from '../physics/index.ts';
import { carried } from './bias/bias-lever.ts';
import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE, COAST_SIZE } from './hypothesis.ts';

/** How the tracker believes objects move. Its own numbers, not those of the truth: a mismatch study changes one line. */
export interface MotionModel {
  /** Spectral density of the unknown change of thrust acceleration, (m/s²)²/s per axis. */
  readonly boostJerkDensity: number;
  /** Spectral density of unknown acceleration in coast, (m/s²)²·s per axis; nearly none. */
  readonly coastAccelerationDensity: number;
  /** Ballistic coefficient taken for a body that falls back, kg/m². */
  readonly ballisticCoefficientKgPerM2: number;
  /** The drag so computed may be wrong by this share, one sigma, ... */
  readonly dragShareSigma: number;
  /** ... which stays the same for about this long, s. */
  readonly dragCorrelationS: number;
}

/** docs/models/tracking.md gives the reasons. */
export const MOTION_MODEL: MotionModel = {
  boostJerkDensity: 1,
  coastAccelerationDensity: 1e-8,
  ballisticCoefficientKgPerM2: 5_000,
  dragShareSigma: 0.5,
  dragCorrelationS: 10,
};

/** Above this height drag is left out, m. */
const DRAG_TOP_M = 120_000;
/** Longest single step, s; longer predictions take several. */
const MAX_STEP_S = 2;

/** The hypothesis `elapsedS` later (0 or more): mean by fourth-order Runge-Kutta under J2 gravity, covariance by the second-order transition. */
export function predicted(hypothesis: Hypothesis, elapsedS: number, model: MotionModel): Hypothesis {
  if (elapsedS === 0) return hypothesis;
  const steps = Math.max(1, Math.ceil(elapsedS / MAX_STEP_S));
  const stepS = elapsedS / steps;
  const n = hypothesis.kind === 'boost' ? BOOST_SIZE : COAST_SIZE;
  const state = hypothesis.state.slice();
  let { covariance, lever } = hypothesis;
  for (let step = 0; step < steps; step++) {
    const next = new Float64Array(n * n);
    covarianceStepInto(next, state, covariance, n, stepS, model);
    meanStepInPlace(state, n === BOOST_SIZE, stepS, model);
    covariance = next;
    if (lever !== undefined) lever = carried(lever, transition, n);
  }
  return lever === undefined
    ? { ...hypothesis, state, covariance }
    : { ...hypothesis, state, covariance, lever };
}

const slope = new Float64Array(24);
const trial = new Float64Array(6);
const gravity = new Float64Array(3);
const drag = new Float64Array(3);

/** Drag acceleration of a body of the model's ballistic coefficient in air that turns with the Earth, m/s², inertial. */
function dragInto(out: Float64Array, state: Float64Array, model: MotionModel): void {
  out.fill(0);
  const radiusM = Math.sqrt(state[0]! * state[0]! + state[1]! * state[1]! + state[2]! * state[2]!);
  if (radiusM - EARTH_EQUATORIAL_RADIUS_M > DRAG_TOP_M) return;
  const { heightM } = geodeticFromItrf(state[0]!, state[1]!, state[2]!);
  if (heightM > DRAG_TOP_M) return;
  const vx = state[3]! + EARTH_ROTATION_RAD_PER_S * state[1]!;
  const vy = state[4]! - EARTH_ROTATION_RAD_PER_S * state[0]!;
  const vz = state[5]!;
  const speed = Math.sqrt(vx * vx + vy * vy + vz * vz);
  const factor = (-0.5 * airDensityKgPerM3(heightM) * speed) / model.ballisticCoefficientKgPerM2;
  out[0] = factor * vx;
  out[1] = factor * vy;
  out[2] = factor * vz;
}

function meanStepInPlace(state: Float64Array, thrusting: boolean, stepS: number, model: MotionModel): void {
  for (let stage = 0; stage < 4; stage++) {
    const share = stage === 0 ? 0 : stage === 3 ? stepS : stepS / 2;
    const from = 6 * (stage - 1);
    for (let i = 0; i < 6; i++) trial[i] = state[i]! + (stage === 0 ? 0 : share * slope[from + i]!);
    gravityInto(gravity, trial[0]!, trial[1]!, trial[2]!, 2);
    if (thrusting) drag.fill(0);
    else dragInto(drag, trial, model);
    for (let axis = 0; axis < 3; axis++) {
      slope[6 * stage + axis] = trial[3 + axis]!;
      slope[6 * stage + 3 + axis] = gravity[axis]! + drag[axis]! + (thrusting ? state[6 + axis]! : 0);
    }
  }
  for (let i = 0; i < 6; i++) {
    state[i]! += (stepS / 6) * (slope[i]! + 2 * slope[6 + i]! + 2 * slope[12 + i]! + slope[18 + i]!);
  }
}

const transition = new Float64Array(BOOST_SIZE * BOOST_SIZE);
const scratch = new Float64Array(BOOST_SIZE * BOOST_SIZE);

/** Φ P Φᵀ + Q over one step, Φ with the point-mass gravity gradient to second order in the step. [Bar-Shalom-2001] §6.2 for Q. */
function covarianceStepInto(
  out: Float64Array,
  state: Float64Array,
  covariance: Float64Array,
  n: number,
  stepS: number,
  model: MotionModel,
): void {
  transition.fill(0, 0, n * n);
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const r2 = x * x + y * y + z * z;
  const r = Math.sqrt(r2);
  const k = EARTH_MU_M3_PER_S2 / (r2 * r);
  const position = [x, y, z];
  const half = (stepS * stepS) / 2;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const gradient = k * ((3 * position[i]! * position[j]!) / r2 - (i === j ? 1 : 0));
      const unit = i === j ? 1 : 0;
      transition[i * n + j] = unit + gradient * half;
      transition[i * n + 3 + j] = unit * stepS + (gradient * half * stepS) / 3;
      transition[(3 + i) * n + j] = gradient * stepS;
      transition[(3 + i) * n + 3 + j] = unit + gradient * half;
      if (n === BOOST_SIZE) {
        transition[i * n + 6 + j] = unit * half;
        transition[(3 + i) * n + 6 + j] = unit * stepS;
        transition[(6 + i) * n + 6 + j] = unit;
      }
    }
  }
  sandwichInto(out, transition, covariance, n, scratch);
  const t = stepS;
  if (n === BOOST_SIZE) {
    const q = model.boostJerkDensity;
    for (let axis = 0; axis < 3; axis++) {
      addSymmetric(out, n, axis, axis, (q * t ** 5) / 20);
      addSymmetric(out, n, axis, 3 + axis, (q * t ** 4) / 8);
      addSymmetric(out, n, axis, 6 + axis, (q * t ** 3) / 6);
      addSymmetric(out, n, 3 + axis, 3 + axis, (q * t ** 3) / 3);
      addSymmetric(out, n, 3 + axis, 6 + axis, (q * t ** 2) / 2);
      addSymmetric(out, n, 6 + axis, 6 + axis, q * t);
    }
    return;
  }
  dragInto(drag, state, model);
  const dragSigma = model.dragShareSigma * Math.sqrt(drag[0]! ** 2 + drag[1]! ** 2 + drag[2]! ** 2);
  const q = model.coastAccelerationDensity + 2 * dragSigma * dragSigma * model.dragCorrelationS;
  for (let axis = 0; axis < 3; axis++) {
    addSymmetric(out, n, axis, axis, (q * t ** 3) / 3);
    addSymmetric(out, n, axis, 3 + axis, (q * t ** 2) / 2);
    addSymmetric(out, n, 3 + axis, 3 + axis, q * t);
  }
}

function addSymmetric(matrix: Float64Array, n: number, row: number, column: number, value: number): void {
  matrix[row * n + column]! += value;
  if (row !== column) matrix[column * n + row]! += value;
}
