import { gravityInto } from '../gravity.ts';

/** A burn against the motion, from orbit. */
export interface BrakingBurn {
  /** After lift-off, s. */
  readonly fromS: number;
  readonly durationS: number;
  readonly decelerationMPerS2: number;
}

/** Step of a braking burn, s. */
export const BRAKING_STEP_S = 1;

/**
 * One classical Runge-Kutta step of a burn straight against the inertial velocity, in place: gravity with J2, no air. [Press-2007] §17.1.
 */
export function brakingStepInPlace(state: Float64Array, stepS: number, decelerationMPerS2: number): void {
  const h = 0.5 * stepS;
  slopesInto(0, state, decelerationMPerS2);
  for (let i = 0; i < 6; i++) stage[i] = state[i]! + h * slopes[i]!;
  slopesInto(6, stage, decelerationMPerS2);
  for (let i = 0; i < 6; i++) stage[i] = state[i]! + h * slopes[6 + i]!;
  slopesInto(12, stage, decelerationMPerS2);
  for (let i = 0; i < 6; i++) stage[i] = state[i]! + stepS * slopes[12 + i]!;
  slopesInto(18, stage, decelerationMPerS2);
  for (let i = 0; i < 6; i++) {
    state[i] =
      state[i]! + (stepS / 6) * (slopes[i]! + 2 * (slopes[6 + i]! + slopes[12 + i]!) + slopes[18 + i]!);
  }
}

const slopes = new Float64Array(24);
const stage = new Float64Array(6);
const pull = new Float64Array(3);

function slopesInto(at: number, state: Float64Array, decelerationMPerS2: number): void {
  gravityInto(pull, state[0]!, state[1]!, state[2]!, 2);
  const push = decelerationMPerS2 / Math.hypot(state[3]!, state[4]!, state[5]!);
  for (let axis = 0; axis < 3; axis++) {
    slopes[at + axis] = state[3 + axis]!;
    slopes[at + 3 + axis] = pull[axis]! - push * state[3 + axis]!;
  }
}
