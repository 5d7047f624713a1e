import type { LayerPlan } from '../cost/layer-cost.ts';
import type { CaseMoney } from '../money/case-money.ts';
import type { OfferTerms } from './terms.ts';

/** What is decided about a comparison of offers: plan, money and terms, not chance. */
export interface OfferSetting {
  readonly plan: LayerPlan;
  readonly money: CaseMoney;
  readonly terms: OfferTerms;
}

/** The plan of a service that starts so many years later. */
export function delayedPlan(plan: LayerPlan, years: number): LayerPlan {
  const later = { ...plan, firstLaunchYear: plan.firstLaunchYear + years };
  return plan.wanted === undefined
    ? later
    : { ...later, wanted: plan.wanted.map((_, year) => plan.wanted?.[year - years] ?? 0) };
}

/** First year of service of a subscription, from 0. */
export function firstServiceYear({ plan, terms }: OfferSetting): number {
  return plan.firstLaunchYear + terms.subscription.delayYears;
}
