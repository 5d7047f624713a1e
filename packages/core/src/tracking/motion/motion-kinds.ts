import type { TrackPhase } from '../../messages/index.ts';
import {
  addAirNoise,
  addGlideNoise,
  airTransitionInto,
  ballisticAirInto,
  forgetLiftInPlace,
  glidingAirInto,
} from './air-motion.ts';
import {
  addCoastNoise,
  addThrustNoise,
  assumedDragInto,
  coastTransitionInto,
  thrustInto,
  thrustTransitionInto,
} from './free-motion.ts';
import type { MotionModel } from './motion-model.ts';

/**
 * One way an object can move. Every state starts with position and velocity (inertial, m and m/s); what follows is the kind's own: boost the
 * thrust acceleration (m/s²), reentry the drag parameter (one over the ballistic coefficient, m²/kg), glide that and the lift parameters
 * upward and to the right (likewise lift over mass and dynamic pressure, m²/kg).
 */
export interface MotionKind {
  /** Numbers in the state. */
  readonly size: number;
  /** Longest single step, s. */
  readonly stepS: number;
  /** Acceleration besides gravity, m/s². */
  readonly accelerationInto: (out: Float64Array, state: Float64Array, model: MotionModel) => void;
  /** Derivative of the state after a step by the state before it, size x size. */
  readonly transitionInto: (
    out: Float64Array,
    state: Float64Array,
    stepS: number,
    model: MotionModel,
  ) => void;
  /** Adds what a step makes uncertain, for the state before it. */
  readonly addNoise: (
    covariance: Float64Array,
    state: Float64Array,
    stepS: number,
    model: MotionModel,
  ) => void;
  /** What the numbers after position and velocity lose in a step. */
  readonly forgetInPlace: (state: Float64Array, stepS: number, model: MotionModel) => void;
}

function nothingForgotten(): void {}

/** Air changes by a sixth in this time on the steepest way down, s. */
const AIR_STEP_S = 0.5;

export const MOTION_KINDS: Readonly<Record<TrackPhase, MotionKind>> = {
  boost: {
    size: 9,
    stepS: 2,
    accelerationInto: thrustInto,
    transitionInto: thrustTransitionInto,
    addNoise: addThrustNoise,
    forgetInPlace: nothingForgotten,
  },
  coast: {
    size: 6,
    stepS: 2,
    accelerationInto: assumedDragInto,
    transitionInto: coastTransitionInto,
    addNoise: addCoastNoise,
    forgetInPlace: nothingForgotten,
  },
  reentry: {
    size: 7,
    stepS: AIR_STEP_S,
    accelerationInto: ballisticAirInto,
    transitionInto: airTransitionInto,
    addNoise: addAirNoise,
    forgetInPlace: nothingForgotten,
  },
  glide: {
    size: 9,
    stepS: AIR_STEP_S,
    accelerationInto: glidingAirInto,
    transitionInto: airTransitionInto,
    addNoise: addGlideNoise,
    forgetInPlace: forgetLiftInPlace,
  },
};
