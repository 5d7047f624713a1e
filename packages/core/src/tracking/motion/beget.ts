import { US_PER_S } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import { CUTOFF_RATE_PER_S, cutoffWithin } from './cutoff.ts';
import type { Hypothesis } from './hypothesis.ts';
import { BOOST_SIZE, heaviest, sizeOf } from './hypothesis.ts';
import { enlarged, enteringAir, entersAir, gliding, leavesAir, leavingAir } from './in-air.ts';
import { MOTION_MODEL } from './motion-model.ts';
import { litWithin } from './new-thrust.ts';
import { predicted } from './predict.ts';

/** No cut-off is looked for before the thrust itself is known: its size over its sigma. */
const THRUST_KNOWN_SIGMAS = 3;
/** What is opened when a motion no longer fits, m/s and m/s². */
const SURPRISE_VELOCITY_SIGMA_M_PER_S = 30;
const NEW_THRUST_SIGMA_M_PER_S2 = 40;
const SURPRISE_PROB = 0.01;
/** What has burnt in the last half minute may burn again: the next stage after a pause. So rare that it never leaves more than a hundredth of doubt about an end of thrust, unseen or not; notional, both. */
const RELIGHT_RATE_PER_S = 0.0003;
const RELIGHT_WITHIN_US: SimTimeUs = 30 * US_PER_S;

/**
 * All explanations of a track `elapsedS` later: each carried on, and with it those it begets on the way. Thrust may have ended;
 * what falls into air gets drag of unknown size, and the question whether it glides; what rises out of it is in free flight again.
 */
export function predictedHypotheses(
  { hypotheses, atUs }: { readonly hypotheses: readonly Hypothesis[]; readonly atUs: SimTimeUs },
  elapsedS: number,
): readonly Hypothesis[] {
  if (elapsedS === 0) return hypotheses;
  const ahead: Hypothesis[] = [];
  const cutoffProb = 1 - Math.exp(-CUTOFF_RATE_PER_S * elapsedS);
  const relightProb = 1 - Math.exp(-RELIGHT_RATE_PER_S * elapsedS);
  const likeliest = heaviest(hypotheses);
  const lately = hasLatelyBurnt(likeliest, atUs) ? likeliest : null;
  for (const each of hypotheses) {
    const next = predicted(each, elapsedS, MOTION_MODEL);
    if (each.kind === 'boost' && thrustIsKnown(each)) {
      const ended = cutoffWithin(each, atUs, elapsedS, MOTION_MODEL);
      ahead.push({ ...next, logWeight: next.logWeight + Math.log1p(-cutoffProb) });
      ahead.push({ ...ended, logWeight: ended.logWeight + Math.log(cutoffProb) });
    } else if (each === lately && !entersAir(next)) {
      const lit = litWithin(each, elapsedS, NEW_THRUST_SIGMA_M_PER_S2, MOTION_MODEL);
      ahead.push({ ...next, logWeight: next.logWeight + Math.log1p(-relightProb) });
      ahead.push({ ...lit, logWeight: lit.logWeight + Math.log(relightProb) });
    } else if (entersAir(next)) {
      ahead.push(...enteringAir(next, MOTION_MODEL));
    } else {
      ahead.push(leavesAir(next) ? leavingAir(next) : next);
    }
  }
  return ahead;
}

function hasLatelyBurnt({ kind, cutoffAtUs }: Hypothesis, atUs: SimTimeUs): boolean {
  return kind === 'coast' && cutoffAtUs !== null && atUs - cutoffAtUs < RELIGHT_WITHIN_US;
}

function thrustIsKnown(boost: Hypothesis): boolean {
  const a = boost.state;
  const n = BOOST_SIZE;
  const size2 = a[6]! * a[6]! + a[7]! * a[7]! + a[8]! * a[8]!;
  const variance = boost.covariance[6 * n + 6]! + boost.covariance[7 * n + 7]! + boost.covariance[8 * n + 8]!;
  return size2 > THRUST_KNOWN_SIGMAS ** 2 * variance;
}

/** The question put to an object whose motion no longer fits: a coasting one may burn again, a falling one may glide. None for the others. */
export function surprisedBy(hypothesis: Hypothesis): Hypothesis | null {
  const logWeight = hypothesis.logWeight + Math.log(SURPRISE_PROB);
  if (hypothesis.kind === 'coast') {
    const thrust = { mean: 0, sigma: NEW_THRUST_SIGMA_M_PER_S2 };
    const burning = enlarged(opened(hypothesis), 'boost', [thrust, thrust, thrust]);
    return { ...burning, logWeight, cutoffAtUs: null };
  }
  return hypothesis.kind === 'reentry' ? { ...gliding(opened(hypothesis), MOTION_MODEL), logWeight } : null;
}

function opened(hypothesis: Hypothesis): Hypothesis {
  const n = sizeOf(hypothesis);
  const covariance = hypothesis.covariance.slice();
  for (let axis = 3; axis < 6; axis++) covariance[axis * (n + 1)]! += SURPRISE_VELOCITY_SIGMA_M_PER_S ** 2;
  return { ...hypothesis, covariance };
}
