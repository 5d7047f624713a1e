import { normalCdf } from '../../foundation/index.ts';
import { COAST_SIZE } from '../motion/hypothesis.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { enlarged, enteringAir, entersAir, heightM, isLevelInAir } from '../motion/in-air.ts';
import type { Candidate } from './fit-motion.ts';
import { MOTION_MODEL } from '../motion/motion-model.ts';
import { ATMOSPHERE_TOP_M } from './physical-gates.ts';

/** Thrust that an object of unknown kind may have, per axis, m/s²: burnout accelerations of the generic classes lie below 100. */
export const THRUST_SIGMA_M_PER_S2 = 40;
/** In the air a rising object is almost surely under thrust and a sinking one almost surely not; a fast and level one glides as well as burns. The shares are notional. */
/** Terminal speed at sea level of a body of 1,500 kg/m², the lightest that is thought of; in thinner air what falls is faster. */
const SLOWEST_FALL_M_PER_S = 155;
const RISING_BOOST_PROB = 0.95;
const SINKING_BOOST_PROB = 0.02;
const LEVEL_BOOST_PROB = 0.3;
/** What falls is seen on its way down: one that is new this low has come from the ground twenty times oftener than its velocity alone would say. */
const LOW_M = 15_000;
const LOW_FALL_ODDS = 0.05;

/**
 * The ways to read a new object, thrusting or not, with prior weights; in air one that does not thrust may glide. The fit over the last
 * `elapsedS` seconds measured the mean velocity; under thrust the velocity at its end is half an interval's acceleration further, unknown
 * in the same measure.
 */
export function birthHypotheses({ state, covariance, elapsedS, lever }: Candidate): readonly Hypothesis[] {
  const boostProb = thrustingProb(state, covariance);
  const coast: Hypothesis = {
    kind: 'coast',
    state,
    covariance,
    logWeight: Math.log(1 - boostProb),
    cutoffAtUs: null,
    ...(lever === undefined ? {} : { lever }),
  };
  const boost = { ...thrusting(coast, elapsedS), logWeight: Math.log(boostProb) };
  return entersAir(coast) ? [boost, ...enteringAir(coast, MOTION_MODEL)] : [boost, coast];
}

function thrustingProb(state: Float64Array, covariance: Float64Array): number {
  if (heightM(state) > ATMOSPHERE_TOP_M) return 0.5;
  if (isLevelInAir(state)) return LEVEL_BOOST_PROB;
  const falls = fallsProb(state, covariance);
  const odds = heightM(state) < LOW_M ? LOW_FALL_ODDS : 1;
  const fallingProb = (odds * falls) / (odds * falls + 1 - falls);
  return (1 - fallingProb) * RISING_BOOST_PROB + fallingProb * SINKING_BOOST_PROB;
}

/** Does it sink as fast as what falls must? Just off the ground an object moves slower than its velocity is known. */
function fallsProb(state: Float64Array, covariance: Float64Array): number {
  const radiusM = Math.hypot(state[0]!, state[1]!, state[2]!);
  let climbMPerS = 0;
  let variance = 0;
  for (let i = 0; i < 3; i++) {
    const up = state[i]! / radiusM;
    climbMPerS += up * state[3 + i]!;
    for (let j = 0; j < 3; j++) {
      variance += up * (state[j]! / radiusM) * covariance[(3 + i) * COAST_SIZE + 3 + j]!;
    }
  }
  return normalCdf((-SLOWEST_FALL_M_PER_S - climbMPerS) / Math.sqrt(variance));
}

function thrusting(coast: Hypothesis, elapsedS: number): Hypothesis {
  const thrust = { mean: 0, sigma: THRUST_SIGMA_M_PER_S2 };
  const boost = enlarged(coast, 'boost', [thrust, thrust, thrust]);
  const n = boost.state.length;
  const variance = THRUST_SIGMA_M_PER_S2 ** 2;
  const half = elapsedS / 2;
  for (let v = 3; v < 6; v++) {
    const a = v + 3;
    boost.covariance[v * n + v]! += half * half * variance;
    boost.covariance[v * n + a] = half * variance;
    boost.covariance[a * n + v] = half * variance;
  }
  return boost;
}
