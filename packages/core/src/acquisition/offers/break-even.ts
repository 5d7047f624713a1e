import { assert } from '../../foundation/index.ts';
import { discountFactors } from '../money/dollars.ts';
import type { LayerInputs } from '../cost/layer-cost.ts';
import { buyerValue } from './evaluate.ts';
import type { Evaluation } from './evaluate.ts';
import { elementOf, residualByYear } from './owned.ts';
import { firstServiceYear } from './setting.ts';
import type { OfferSetting } from './setting.ts';
import type { OfferInputs } from './offer-inputs.ts';
import { creditShare } from './subscription.ts';
import type { OwnedOfferId } from './terms.ts';

/** What both have cost by the end of each year, worth at the start, the owned satellites counted at what they are then worth. Millions of constant dollars. */
export interface CumulativeCosts {
  readonly subscription: Float64Array;
  readonly owned: Float64Array;
}

export function cumulativeCosts(
  evaluation: Evaluation,
  owned: OwnedOfferId,
  setting: OfferSetting,
): CumulativeCosts {
  const { years } = setting.plan;
  const factors = discountFactors(setting.money.real, years);
  const subscription = new Float64Array(years);
  const own = new Float64Array(years);
  let [paid, spent] = [0, 0];
  for (let year = 0; year < years; year++) {
    paid += evaluation.buyer.subscription[year]! * factors[year]!;
    spent += evaluation.buyer[owned][year]! * factors[year]!;
    subscription[year] = paid;
    own[year] = spent - evaluation.ownedResidual[year]! * factors[year]!;
  }
  return { subscription, owned: own };
}

/**
 * Years, counted from the start of the case, after which a subscription has cost more than owning: the first end of a year from the first year of service on. Infinity
 * when it never has within the case.
 */
export function breakEvenYears(costs: CumulativeCosts, setting: OfferSetting): number {
  for (let year = firstServiceYear(setting); year < costs.owned.length; year++)
    if (costs.subscription[year]! > costs.owned[year]!) return year + 1;
  return Number.POSITIVE_INFINITY;
}

/**
 * Price of the first satellite at which owning costs what the subscription does: production and the oversight on it grow with that price, and nothing else does.
 *
 * @returns Millions; below 0 when owning is dearer even with satellites for nothing.
 */
export function breakEvenFirstUnit(
  evaluation: Evaluation,
  owned: OwnedOfferId,
  setting: OfferSetting,
  layer: LayerInputs,
): number {
  const { years } = setting.plan;
  const factors = discountFactors(setting.money.real, years);
  const production = elementOf(evaluation.ownedCosts, 'production', years);
  let value = 0;
  for (let year = 0; year < years; year++)
    value += production[year]! * factors[year]! * (1 + layer.oversightShare);
  const left = residualByYear(production, new Float64Array(years), layer.lifeYears, setting.terms);
  value -= left[years - 1]! * factors[years - 1]!;
  const difference = buyerValue(evaluation, 'subscription', setting) - buyerValue(evaluation, owned, setting);
  return layer.firstUnitUsdM * (1 + difference / value);
}

/**
 * Fee at which the subscription costs what owning does: what a buyer would pay at most. Its cost is linear in the fee.
 *
 * @returns Millions for a satellite-year.
 */
export function highestFee(
  evaluation: Evaluation,
  owned: OwnedOfferId,
  setting: OfferSetting,
  offer: OfferInputs,
): number {
  const { paid, price } = evaluation.subscription;
  const factors = discountFactors(setting.money.real, paid.length);
  const share =
    1 - creditShare(setting.terms.subscription.credits, offer.availability) + offer.buyerOversightShare;
  let perFee = 0;
  for (let year = 0; year < paid.length; year++)
    perFee += ((paid[year]! * price.perFee[year]!) / setting.money.levels[year]!) * factors[year]! * share;
  assert(perFee > 0, 'a subscription is paid for');
  const difference = buyerValue(evaluation, owned, setting) - buyerValue(evaluation, 'subscription', setting);
  return offer.feeUsdMPerSatelliteYear + difference / perFee;
}
