import { sandwichInto } from '../../foundation/index.ts';
import { gravityInto } from '../../physics/index.ts';
import { carried } from '../bias/bias-lever.ts';
import type { Hypothesis } from './hypothesis.ts';
import { MOTION_KINDS } from './motion-kinds.ts';
import type { MotionKind } from './motion-kinds.ts';
import type { MotionModel } from './motion-model.ts';

/** The hypothesis `elapsedS` later (0 or more): mean by fourth-order Runge-Kutta under J2 gravity, covariance by the second-order transition. */
export function predicted(hypothesis: Hypothesis, elapsedS: number, model: MotionModel): Hypothesis {
  if (elapsedS === 0) return hypothesis;
  const kind = MOTION_KINDS[hypothesis.kind];
  const steps = Math.max(1, Math.ceil(elapsedS / kind.stepS));
  const stepS = elapsedS / steps;
  const n = kind.size;
  const state = hypothesis.state.slice();
  let { covariance, lever } = hypothesis;
  for (let step = 0; step < steps; step++) {
    const next = new Float64Array(n * n);
    kind.transitionInto(transition, state, stepS, model);
    sandwichInto(next, transition, covariance, n, scratch);
    kind.addNoise(next, state, stepS, model);
    meanStepInPlace(state, kind, stepS, model);
    covariance = next;
    if (lever !== undefined) lever = carried(lever, transition, n);
  }
  return lever === undefined
    ? { ...hypothesis, state, covariance }
    : { ...hypothesis, state, covariance, lever };
}

const LARGEST = 9;
const transition = new Float64Array(LARGEST * LARGEST);
const scratch = new Float64Array(LARGEST * LARGEST);
const slope = new Float64Array(24);
const trial = new Float64Array(LARGEST);
const gravity = new Float64Array(3);
const besides = new Float64Array(3);

function meanStepInPlace(state: Float64Array, kind: MotionKind, stepS: number, model: MotionModel): void {
  for (let i = 6; i < kind.size; i++) trial[i] = state[i]!;
  for (let stage = 0; stage < 4; stage++) {
    const share = stage === 0 ? 0 : stage === 3 ? stepS : stepS / 2;
    const from = 6 * (stage - 1);
    for (let i = 0; i < 6; i++) trial[i] = state[i]! + (stage === 0 ? 0 : share * slope[from + i]!);
    gravityInto(gravity, trial[0]!, trial[1]!, trial[2]!, 2);
    kind.accelerationInto(besides, trial, model);
    for (let axis = 0; axis < 3; axis++) {
      slope[6 * stage + axis] = trial[3 + axis]!;
      slope[6 * stage + 3 + axis] = gravity[axis]! + besides[axis]!;
    }
  }
  for (let i = 0; i < 6; i++) {
    state[i]! += (stepS / 6) * (slope[i]! + 2 * slope[6 + i]! + 2 * slope[12 + i]! + slope[18 + i]!);
  }
  kind.forgetInPlace(state, stepS, model);
}
