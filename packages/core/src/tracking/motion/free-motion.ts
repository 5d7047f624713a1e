import {
  EARTH_EQUATORIAL_RADIUS_M,
  EARTH_MU_M3_PER_S2,
  EARTH_ROTATION_RAD_PER_S,
  airDensityKgPerM3,
  geodeticFromItrf,
} from '../../physics/index.ts';
import type { MotionModel } from './motion-model.ts';

/** Above this height drag is left out, m. */
const DRAG_TOP_M = 120_000;
const THRUST_STATE = 9;
const COAST_STATE = 6;

export function thrustInto(out: Float64Array, state: Float64Array): void {
  out[0] = state[6]!;
  out[1] = state[7]!;
  out[2] = state[8]!;
}

/** Drag of a body of the model's ballistic coefficient in air that turns with the Earth. */
export function assumedDragInto(out: Float64Array, state: Float64Array, model: MotionModel): void {
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

/** Position and velocity to second order in the step, with the gradient of a point mass; the rest of the row is left as it was. */
function gravityTransitionInto(out: Float64Array, n: number, state: Float64Array, stepS: number): void {
  const r2 = state[0]! * state[0]! + state[1]! * state[1]! + state[2]! * state[2]!;
  const k = EARTH_MU_M3_PER_S2 / (r2 * Math.sqrt(r2));
  const half = (stepS * stepS) / 2;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const unit = i === j ? 1 : 0;
      const gradient = k * ((3 * state[i]! * state[j]!) / r2 - unit);
      out[i * n + j] = unit + gradient * half;
      out[i * n + 3 + j] = unit * stepS + (gradient * half * stepS) / 3;
      out[(3 + i) * n + j] = gradient * stepS;
      out[(3 + i) * n + 3 + j] = unit + gradient * half;
    }
  }
}

export function coastTransitionInto(out: Float64Array, state: Float64Array, stepS: number): void {
  gravityTransitionInto(out, COAST_STATE, state, stepS);
}

export function thrustTransitionInto(out: Float64Array, state: Float64Array, stepS: number): void {
  const n = THRUST_STATE;
  out.fill(0, 0, n * n);
  gravityTransitionInto(out, n, state, stepS);
  for (let axis = 0; axis < 3; axis++) {
    out[axis * n + 6 + axis] = (stepS * stepS) / 2;
    out[(3 + axis) * n + 6 + axis] = stepS;
    out[(6 + axis) * n + 6 + axis] = 1;
  }
}

/** Thrust acceleration as a random walk. [Bar-Shalom-2001] §6.2. */
export function addThrustNoise(
  covariance: Float64Array,
  _state: Float64Array,
  stepS: number,
  model: MotionModel,
): void {
  const n = THRUST_STATE;
  const q = model.boostJerkDensity;
  const t = stepS;
  for (let axis = 0; axis < 3; axis++) {
    addSymmetric(covariance, n, axis, axis, (q * t ** 5) / 20);
    addSymmetric(covariance, n, axis, 3 + axis, (q * t ** 4) / 8);
    addSymmetric(covariance, n, axis, 6 + axis, (q * t ** 3) / 6);
    addSymmetric(covariance, n, 3 + axis, 3 + axis, (q * t ** 3) / 3);
    addSymmetric(covariance, n, 3 + axis, 6 + axis, (q * t ** 2) / 2);
    addSymmetric(covariance, n, 6 + axis, 6 + axis, q * t);
  }
}

const drag = new Float64Array(3);

/** Next to nothing, and in air the doubt of the assumed drag. */
export function addCoastNoise(
  covariance: Float64Array,
  state: Float64Array,
  stepS: number,
  model: MotionModel,
): void {
  assumedDragInto(drag, state, model);
  const dragSigma = model.dragShareSigma * Math.sqrt(drag[0]! ** 2 + drag[1]! ** 2 + drag[2]! ** 2);
  const density = model.coastAccelerationDensity + 2 * dragSigma * dragSigma * model.dragCorrelationS;
  addAccelerationNoise(covariance, COAST_STATE, density, stepS);
}

/** White acceleration of a spectral density, (m/s²)²·s per axis. [Bar-Shalom-2001] §6.2. */
export function addAccelerationNoise(
  covariance: Float64Array,
  n: number,
  density: number,
  stepS: number,
): void {
  for (let axis = 0; axis < 3; axis++) {
    addSymmetric(covariance, n, axis, axis, (density * stepS ** 3) / 3);
    addSymmetric(covariance, n, axis, 3 + axis, (density * stepS ** 2) / 2);
    addSymmetric(covariance, n, 3 + axis, 3 + axis, density * stepS);
  }
}

function addSymmetric(matrix: Float64Array, n: number, row: number, column: number, value: number): void {
  matrix[row * n + column]! += value;
  if (row !== column) matrix[column * n + row]! += value;
}
