import { US_PER_S } from '../../foundation/index.ts';
import type { SimTimeUs } from '../../foundation/index.ts';
import type { Hypothesis } from '../motion/hypothesis.ts';
import { sizeOf } from '../motion/hypothesis.ts';
import { blockOf } from './bias-belief.ts';
import type { BiasBelief } from './bias-belief.ts';
import { addErrorsInPlace, without } from './bias-lever.ts';

/** A hypothesis with the pointing errors believed in taken into its state, and what is not known of them into its covariance. */
export function believed(hypothesis: Hypothesis, belief: BiasBelief): Hypothesis {
  const { lever } = hypothesis;
  if (lever === undefined) return hypothesis;
  const state = hypothesis.state.slice();
  const covariance = hypothesis.covariance.slice();
  addErrorsInPlace(state, covariance, sizeOf(hypothesis), lever, blockOf(belief, lever.channels));
  return { ...hypothesis, state, covariance };
}

/** A channel that has not looked at an object for this long has its error made part of what is not known of the object. */
const FOLD_AFTER_US: SimTimeUs = 60 * US_PER_S;

/**
 * The hypothesis with the errors of channels that have long ceased to look taken over into state and covariance: what they may be is settled
 * there as far as it ever will be, and the lever stays short.
 */
export function folded(hypothesis: Hypothesis, belief: BiasBelief, atUs: SimTimeUs): Hypothesis {
  const { lever } = hypothesis;
  if (lever === undefined) return hypothesis;
  const old = new Set<number>();
  const recent = new Set<number>();
  lever.lastLookUs.forEach((lookUs, slot) => (atUs - lookUs > FOLD_AFTER_US ? old : recent).add(slot));
  if (old.size === 0) return hypothesis;
  const past = without(lever, recent);
  return { ...believed({ ...hypothesis, lever: past }, belief), lever: without(lever, old) };
}
