import { present } from '../../foundation/index.ts';
import { COST_ELEMENTS, layerCostInto, layerFleet } from '../cost/layer-cost.ts';
import type { LayerInputs } from '../cost/layer-cost.ts';
import { discountFactors } from '../money/dollars.ts';
import type { OfferInputs } from './offer-inputs.ts';
import { contractorFee, elementOf, elementRows, ownTeam, residualByYear } from './owned.ts';
import type { FlowRow } from './owned.ts';
import type { OfferSetting } from './setting.ts';
import { subscriptionFlows } from './subscription.ts';
import type { SubscriptionFlows } from './subscription.ts';
import { OFFER_IDS } from './terms.ts';
import type { OfferId, OwnedOfferId } from './terms.ts';

/** All offers for one set of inputs. Buyer's money in constant dollars, by year of the case. */
export interface Evaluation {
  readonly subscription: SubscriptionFlows;
  /** The layer that the buyer owns: costs by element and year, and what the satellites are worth at the end of each year. */
  readonly ownedCosts: Float64Array;
  readonly ownedResidual: Float64Array;
  readonly ownedService: Float64Array;
  /** What the buyer pays, residual value not counted. */
  readonly buyer: Readonly<Record<OfferId, Float64Array>>;
}

/** What every offer comes to. */
export function evaluate(setting: OfferSetting, layer: LayerInputs, offer: OfferInputs): Evaluation {
  const { plan, money, terms } = setting;
  const { years } = plan;
  const fleet = layerFleet(plan, layer.lifeYears);
  const costs = new Float64Array(COST_ELEMENTS.length * years);
  layerCostInto(costs, plan, layer, fleet);
  const residual = residualByYear(
    elementOf(costs, 'production', years),
    elementOf(costs, 'launch', years),
    layer.lifeYears,
    terms,
  );
  const subscription = subscriptionFlows(setting, layer, offer, fleet);
  const fee = contractorFee(costs, years, offer.contractorFeeShare);
  const team = ownTeam(plan, offer.governmentTeamUsdM);
  const paid = new Float64Array(years);
  const contractor = new Float64Array(years);
  const government = new Float64Array(years);
  for (let year = 0; year < years; year++) {
    paid[year] =
      (subscription.feeUsdM[year]! -
        subscription.creditsUsdM[year]! +
        subscription.paymentsUsdM[year]! +
        subscription.oversightUsdM[year]!) /
      money.levels[year]!;
    let sum = 0;
    for (let at = year; at < costs.length; at += years) sum += costs[at]!;
    contractor[year] = sum + fee[year]!;
    government[year] = sum + team[year]!;
  }
  return {
    subscription,
    ownedCosts: costs,
    ownedResidual: residual,
    ownedService: Float64Array.from(fleet, ({ inService }) => inService),
    buyer: {
      subscription: paid,
      'contractor-operated': contractor,
      'government-operated': government,
    },
  };
}

/** What an offer costs the buyer, worth at the start: payments less what the satellites are still worth. The residual value counts in the last year. Millions of constant dollars. */
export function buyerValue(evaluation: Evaluation, id: OfferId, setting: OfferSetting): number {
  const { years } = setting.plan;
  const factors = discountFactors(setting.money.real, years);
  const flow = evaluation.buyer[id];
  let value = 0;
  for (let year = 0; year < years; year++) value += flow[year]! * factors[year]!;
  return id === 'subscription' ? value : value - evaluation.ownedResidual[years - 1]! * factors[years - 1]!;
}

/** Sheets as they are shown: the buyer's in constant dollars, residual value included. */
export function buyerRows(
  evaluation: Evaluation,
  id: OfferId,
  setting: OfferSetting,
  offer: OfferInputs,
): readonly FlowRow[] {
  const { plan, money } = setting;
  const { years } = plan;
  const { subscription } = evaluation;
  const constant = (usdM: Float64Array, sign = 1): Float64Array =>
    usdM.map((each, year) => (sign * each) / money.levels[year]!);
  if (id === 'subscription') {
    return [
      { what: 'service fee', usdM: constant(subscription.feeUsdM) },
      { what: 'credits', usdM: constant(subscription.creditsUsdM, -1) },
      { what: 'other payments', usdM: constant(subscription.paymentsUsdM) },
      { what: 'oversight', usdM: constant(subscription.oversightUsdM) },
    ];
  }
  const operator: FlowRow =
    id === 'contractor-operated'
      ? {
          what: 'contractor fee',
          usdM: contractorFee(evaluation.ownedCosts, years, offer.contractorFeeShare),
        }
      : { what: 'own team', usdM: ownTeam(plan, offer.governmentTeamUsdM) };
  const residual = new Float64Array(years);
  residual[years - 1] = -evaluation.ownedResidual[years - 1]!;
  return [...elementRows(evaluation.ownedCosts, years), operator, { what: 'residual value', usdM: residual }];
}

/** The provider's sheet in then-year dollars: what comes in above zero, what goes out below. */
export function providerRows(
  evaluation: Evaluation,
  id: OfferId,
  setting: OfferSetting,
  offer: OfferInputs,
): readonly FlowRow[] {
  const { years } = setting.plan;
  const { subscription } = evaluation;
  if (id === 'government-operated') return [];
  if (id === 'contractor-operated') {
    const operations = elementOf(evaluation.ownedCosts, 'operations', years);
    const thenYear = (share: number): Float64Array =>
      operations.map((usdM, year) => usdM * share * setting.money.levels[year]!);
    return [
      { what: 'revenue', usdM: thenYear(1 + offer.contractorFeeShare) },
      { what: 'operations', usdM: thenYear(-1) },
    ];
  }
  const { provider } = subscription;
  const out = elementRows(provider.costs, years).map(({ what, usdM }): FlowRow => ({
    what: what === 'oversight' ? 'overhead' : what,
    usdM: usdM.map((each) => -each),
  }));
  const residual = new Float64Array(years);
  residual[years - 1] = provider.residualUsdM;
  return [
    { what: 'revenue', usdM: subscription.feeUsdM },
    { what: 'credits', usdM: subscription.creditsUsdM.map((each) => -each) },
    ...out,
    { what: 'tax', usdM: provider.tax.map((each) => -each) },
    { what: 'residual value', usdM: residual },
  ];
}

/** Sum of rows by year. */
export function sumOfRows(rows: readonly FlowRow[], years: number): Float64Array {
  return Float64Array.from({ length: years }, (_, year) =>
    rows.reduce((sum, { usdM }) => sum + present(usdM[year]), 0),
  );
}

/** The owned offer that costs the buyer less; what a subscription is measured against. */
export function cheaperOwned(evaluation: Evaluation, setting: OfferSetting): OwnedOfferId {
  const [contractor, government] = OFFER_IDS.slice(1).map((id) => buyerValue(evaluation, id, setting));
  return present(contractor) <= present(government) ? 'contractor-operated' : 'government-operated';
}
