import type { WalkAway } from './terms.ts';

/** Worst share of the draws that a tail is the mean of. */
const TAIL = 0.1;

/** Does a fixed price move risk to the provider? Millions of constant dollars. */
export type RiskTransfer =
  | {
      readonly claimed: true;
      /** Mean cost of owning less that of subscribing. */
      readonly meanUsdM: number;
      /** The same for the mean of the dearest tenth of the draws of each. */
      readonly tailUsdM: number;
      /** How much more the subscription saves in the tail than on average. */
      readonly transferUsdM: number;
    }
  /** A provider that never leaves would make every contract look like insurance. */
  | { readonly claimed: false; readonly why: string };

/** Mean of the dearest tenth. */
export function tailMean(costs: Float64Array): number {
  const sorted = costs.toSorted();
  const from = Math.floor((1 - TAIL) * sorted.length);
  return sorted.subarray(from).reduce((sum, each) => sum + each, 0) / (sorted.length - from);
}

export function riskTransfer(
  owned: Float64Array,
  subscription: Float64Array,
  walkAway: Pick<WalkAway, 'prob'>,
): RiskTransfer {
  if (walkAway.prob === 0) {
    return {
      claimed: false,
      why: 'the provider is taken never to leave and never to ask for more, so no transfer of risk is claimed',
    };
  }
  const meanUsdM = meanOf(owned) - meanOf(subscription);
  const tailUsdM = tailMean(owned) - tailMean(subscription);
  return { claimed: true, meanUsdM, tailUsdM, transferUsdM: tailUsdM - meanUsdM };
}

function meanOf(costs: Float64Array): number {
  return costs.reduce((sum, each) => sum + each, 0) / costs.length;
}
