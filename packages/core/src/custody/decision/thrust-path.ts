import {
  EARTH_MU_M3_PER_S2,
  EARTH_ROTATION_RAD_PER_S,
  STANDARD_GRAVITY_M_PER_S2,
} from '../../physics/index.ts';
import type { VehicleClass } from '../../vehicles/index.ts';
import { finalSurfaceSpeedsMPerS } from './class-envelope.ts';
import { motionFeatures } from './motion-features.ts';

/** How a burn may go on: states every `stepS` seconds from now, [step][6], inertial, m and m/s. */
export interface ThrustPath {
  readonly stepS: number;
  /** When the path ends, s from now; a whole number of steps. */
  readonly lastS: number;
  readonly states: Float64Array;
}

const MAX_STEPS = 100;

/**
 * Continues a burn for up to `horizonS` seconds, or until the class's highest speed is reached.
 *
 * The thrust acceleration goes on from its value now, growing evenly at `growthFactor` times its mean growth since lift-off. Its direction is
 * held against the velocity in the turning air, so that it bends down as the path does. Two-body gravity; midpoint steps of 1 s, or a
 * hundredth of the horizon where that is longer (tens of metres over minutes, against an end of thrust that is unknown by kilometres).
 *
 * @param state - Position, velocity, thrust acceleration: nine numbers, inertial.
 */
export function thrustPath(
  vehicle: VehicleClass,
  state: readonly number[],
  ageS: number,
  growthFactor: number,
  horizonS: number,
): ThrustPath {
  const stepS = Math.max(1, horizonS / MAX_STEPS);
  const steps = Math.max(1, Math.ceil(horizonS / stepS));
  const states = new Float64Array(6 * (steps + 1));
  const now = Float64Array.from({ length: 6 }, (_, i) => state[i] ?? Number.NaN);
  states.set(now, 0);
  const thrust = Float64Array.from({ length: 3 }, (_, i) => state[6 + i] ?? 0);
  const thrustMPerS2 = Math.hypot(thrust[0]!, thrust[1]!, thrust[2]!);
  const held = heldDirection(now, thrust, thrustMPerS2);
  const liftoff = vehicle.liftoffThrustToWeight * STANDARD_GRAVITY_M_PER_S2;
  const growthMPerS3 = (growthFactor * Math.max(0, thrustMPerS2 - liftoff)) / Math.max(1, ageS);
  const topSpeedMPerS = finalSurfaceSpeedsMPerS(vehicle).max;
  const derivative = new Float64Array(6);
  const axes = new Float64Array(9);
  const middle = new Float64Array(6);
  for (let step = 1; step <= steps; step++) {
    const size = thrustMPerS2 + growthMPerS3 * (step - 0.5) * stepS;
    derivativeInto(derivative, axes, now, held, size);
    for (let i = 0; i < 6; i++) middle[i] = now[i]! + (derivative[i]! * stepS) / 2;
    derivativeInto(derivative, axes, middle, held, size);
    for (let i = 0; i < 6; i++) now[i] = now[i]! + derivative[i]! * stepS;
    states.set(now, 6 * step);
    if (motionFeatures(now).surfaceSpeedMPerS >= topSpeedMPerS) return { stepS, lastS: step * stepS, states };
  }
  return { stepS, lastS: steps * stepS, states };
}

/** State `aheadS` seconds on, or at the end of the path, into `out`; linear between steps. Returns the seconds reached. */
export function pathStateInto(out: Float64Array, path: ThrustPath, aheadS: number): number {
  const reachedS = Math.min(aheadS, path.lastS);
  const steps = reachedS / path.stepS;
  const from = Math.max(0, Math.min(Math.round(path.lastS / path.stepS) - 1, Math.floor(steps)));
  const share = steps - from;
  for (let i = 0; i < 6; i++) {
    const before = path.states[6 * from + i]!;
    out[i] = before + share * (path.states[6 * (from + 1) + i]! - before);
  }
  return reachedS;
}

/** Thrust direction along the air-relative velocity, across it in the vertical plane, and out of that plane. */
function heldDirection(state: Float64Array, thrust: Float64Array, sizeMPerS2: number): Float64Array {
  const axes = new Float64Array(9);
  velocityAxesInto(axes, state);
  const held = new Float64Array(3);
  if (!(sizeMPerS2 > 0)) return held;
  for (let k = 0; k < 3; k++) {
    held[k] =
      (axes[3 * k]! * thrust[0]! + axes[3 * k + 1]! * thrust[1]! + axes[3 * k + 2]! * thrust[2]!) /
      sizeMPerS2;
  }
  return held;
}

function derivativeInto(
  out: Float64Array,
  axes: Float64Array,
  state: Float64Array,
  held: Float64Array,
  sizeMPerS2: number,
): void {
  velocityAxesInto(axes, state);
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const r2 = x * x + y * y + z * z;
  const pull = -EARTH_MU_M3_PER_S2 / (r2 * Math.sqrt(r2));
  for (let i = 0; i < 3; i++) {
    out[i] = state[3 + i]!;
    out[3 + i] =
      pull * state[i]! +
      sizeMPerS2 * (held[0]! * axes[i]! + held[1]! * axes[3 + i]! + held[2]! * axes[6 + i]!);
  }
}

/** Rows: along the velocity against the turning air, up across it, and the normal of the two. */
function velocityAxesInto(out: Float64Array, state: Float64Array): void {
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  const ux = state[3]! + EARTH_ROTATION_RAD_PER_S * y;
  const uy = state[4]! - EARTH_ROTATION_RAD_PER_S * x;
  const uz = state[5]!;
  const speed = Math.max(1e-9, Math.sqrt(ux * ux + uy * uy + uz * uz));
  out[0] = ux / speed;
  out[1] = uy / speed;
  out[2] = uz / speed;
  const nx = y * uz - z * uy;
  const ny = z * ux - x * uz;
  const nz = x * uy - y * ux;
  // A vertical climb has no plane of its own; then the thrust keeps to the velocity.
  const size = Math.max(1e-9, Math.sqrt(nx * nx + ny * ny + nz * nz));
  out[6] = nx / size;
  out[7] = ny / size;
  out[8] = nz / size;
  out[3] = out[7] * out[2] - out[8] * out[1];
  out[4] = out[8] * out[0] - out[6] * out[2];
  out[5] = out[6] * out[1] - out[7] * out[0];
}
