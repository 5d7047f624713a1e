import type { Innovation } from '../looks/measure.ts';
import type { BiasBlock } from './bias-belief.ts';
import type { BiasEvidence } from './bias-evidence.ts';
import type { BiasLever } from './bias-lever.ts';

/** One look of a channel whose pointing is in doubt, as an update takes it. */
export interface BiasedLook {
  /** Of the hypothesis that is being updated; changed in place. */
  readonly lever: BiasLever;
  /** What is believed of the channels of the lever, in their order. */
  readonly believed: BiasBlock;
  /** Place of this look's channel in the lever; -1 when it points exactly. */
  readonly slot: number;
  /** Local axes at its satellite. */
  readonly axes: Float64Array;
  /** Where the look's evidence on the errors goes; null when it is not used for that. */
  readonly evidence: BiasEvidence[] | null;
}

/** What the belief makes of one component of an innovation, and its derivative by the errors. */
interface Expected {
  derivative: Float64Array;
  expectedRad: number;
  doubtRad2: number;
}

const expected: Expected = { derivative: new Float64Array(96), expectedRad: 0, doubtRad2: 0 };

/**
 * Derivative of one component of a direction across the predicted one by a small turn about one of the local axes: a turn w moves a
 * direction u by w × u, which along the first axis across u is w · second, and along the second minus w · first.
 */
export function byTurn(seen: Innovation, component: number, axes: Float64Array, axis: number): number {
  const across = component === 0 ? seen.secondByPosition : seen.firstByPosition;
  const sign = component === 0 ? seen.rangeM : -seen.rangeM;
  const k = 3 * axis;
  return sign * (across[0]! * axes[k]! + across[1]! * axes[k + 1]! + across[2]! * axes[k + 2]!);
}

/**
 * Derivative of one component of the innovation by the errors - through the state led astray, and of the look itself - and what the
 * belief makes of it: the innovation to expect and the variance to add. The result is the same object each time.
 */
export function expectedOf(look: BiasedLook, seen: Innovation, component: number): Expected {
  const { lever, believed, slot, axes } = look;
  const width = 3 * lever.channels.length;
  if (expected.derivative.length < width) expected.derivative = new Float64Array(2 * width);
  const q = expected.derivative;
  const h = component === 0 ? seen.firstByPosition : seen.secondByPosition;
  for (let j = 0; j < width; j++) {
    let sum = 0;
    for (let i = 0; i < 3; i++) {
      sum += h[i]! * (lever.byError[i * width + j]! - seen.lightTimeS * lever.byError[(3 + i) * width + j]!);
    }
    q[j] = sum;
  }
  if (slot >= 0) {
    for (let axis = 0; axis < 3; axis++) q[3 * slot + axis]! += byTurn(seen, component, axes, axis);
  }
  expected.expectedRad = 0;
  expected.doubtRad2 = 0;
  for (let j = 0; j < width; j++) {
    expected.expectedRad += q[j]! * believed.meanRad[j]!;
    let sum = 0;
    for (let k = 0; k < width; k++) sum += believed.covarianceRad2[j * width + k]! * q[k]!;
    expected.doubtRad2 += q[j]! * sum;
  }
  return expected;
}

/** After the state moved by `gain / variance` times the innovation: the lever follows, and the evidence is entered. [Friedland-1969] */
export function takeEvidence(
  look: BiasedLook,
  derivative: Float64Array,
  gain: Float64Array,
  n: number,
  innovation: number,
  variance: number,
): void {
  const { lever, evidence } = look;
  const width = 3 * lever.channels.length;
  for (let i = 0; i < n; i++) {
    const scaled = gain[i]! / variance;
    for (let j = 0; j < width; j++) lever.byError[i * width + j]! -= scaled * derivative[j]!;
  }
  evidence?.push({
    channels: lever.channels,
    derivative: derivative.slice(0, width),
    innovationRad: innovation,
    varianceRad2: variance,
  });
}
