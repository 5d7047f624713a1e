import { EARTH_EQUATORIAL_RADIUS_M } from '../../physics/index.ts';
import type { Hypothesis } from '../hypothesis.ts';
import { BOOST_SIZE, COAST_SIZE } from '../hypothesis.ts';
import type { Candidate } from './fit-motion.ts';
import { ATMOSPHERE_TOP_M } from './physical-gates.ts';

/** Thrust that an object of unknown kind may have, per axis, m/s²: burnout accelerations of the generic classes lie below 100. */
export const THRUST_SIGMA_M_PER_S2 = 40;
/** In the air a rising object is almost surely under thrust and a sinking one almost surely not. The shares are notional. */
const RISING_BOOST_PROB = 0.95;
const SINKING_BOOST_PROB = 0.02;

/**
 * The two ways to read a new object, thrusting or not, with prior weights. The fit over the last `elapsedS` seconds measured the mean
 * velocity; under thrust the velocity at its end is half an interval's acceleration further, unknown in the same measure.
 */
export function birthHypotheses(candidate: Candidate): readonly Hypothesis[] {
  const { state, covariance, elapsedS } = candidate;
  const heightM = Math.hypot(state[0]!, state[1]!, state[2]!) - EARTH_EQUATORIAL_RADIUS_M;
  const rising = state[0]! * state[3]! + state[1]! * state[4]! + state[2]! * state[5]! > 0;
  const boostProb = heightM > ATMOSPHERE_TOP_M ? 0.5 : rising ? RISING_BOOST_PROB : SINKING_BOOST_PROB;
  const n = BOOST_SIZE;
  const boostState = new Float64Array(n);
  boostState.set(state);
  const boostCovariance = new Float64Array(n * n);
  for (let i = 0; i < COAST_SIZE; i++) {
    for (let j = 0; j < COAST_SIZE; j++) boostCovariance[i * n + j] = covariance[i * COAST_SIZE + j]!;
  }
  const thrustVariance = THRUST_SIGMA_M_PER_S2 ** 2;
  const half = elapsedS / 2;
  for (let axis = 0; axis < 3; axis++) {
    const v = 3 + axis;
    const a = 6 + axis;
    boostCovariance[v * n + v]! += half * half * thrustVariance;
    boostCovariance[v * n + a] = half * thrustVariance;
    boostCovariance[a * n + v] = half * thrustVariance;
    boostCovariance[a * n + a] = thrustVariance;
  }
  return [
    {
      kind: 'boost',
      state: boostState,
      covariance: boostCovariance,
      logWeight: Math.log(boostProb),
      cutoffAtUs: null,
    },
    { kind: 'coast', state, covariance, logWeight: Math.log(1 - boostProb), cutoffAtUs: null },
  ];
}
