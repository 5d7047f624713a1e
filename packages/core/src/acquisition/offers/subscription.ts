import { assert } from '../../foundation/index.ts';
import { layerCostInto, layerFleet } from '../cost/layer-cost.ts';
import type { LayerInputs } from '../cost/layer-cost.ts';
import { discountFactors, worthAtStart } from '../money/dollars.ts';
import { presentValue } from '../money/present-value.ts';
import type { FleetYear } from '../reliability/fleet.ts';
import { feePath } from './fee-path.ts';
import type { FeePath } from './fee-path.ts';
import type { OfferInputs } from './offer-inputs.ts';
import { elementOf, providerInputs, residualByYear } from './owned.ts';
import { delayedPlan } from './setting.ts';
import type { OfferSetting } from './setting.ts';
import type { SubscriptionTerms } from './terms.ts';

/** A subscription for one set of inputs. Then-year millions by year of the case, where nothing else is said. */
export interface SubscriptionFlows {
  /** Satellites in service, mean of each year. */
  readonly inService: Float64Array;
  /** Satellite-years that are paid for. */
  readonly paid: Float64Array;
  readonly price: FeePath;
  readonly feeUsdM: Float64Array;
  readonly creditsUsdM: Float64Array;
  readonly paymentsUsdM: Float64Array;
  readonly oversightUsdM: Float64Array;
  readonly provider: ProviderFlows;
}

export interface ProviderFlows {
  /** `COST_ELEMENTS` by year; oversight stands for overhead. */
  readonly costs: Float64Array;
  /** What tax takes off the revenue: costs of the year and depreciation. */
  readonly deductible: Float64Array;
  readonly tax: Float64Array;
  /** Worth of the satellites at the end of the case; 0 where the terms leave it out. */
  readonly residualUsdM: number;
  /** After tax: what comes in less what goes out, residual included. */
  readonly net: Float64Array;
}

/** Share of the fee that is not paid when the service is worse than promised: min(cap, k max(0, A* - A)). */
export function creditShare(credits: SubscriptionTerms['credits'], availability: number): number {
  const { promisedAvailability, perHundredth, cap } = credits;
  return Math.min(cap, perHundredth * 100 * Math.max(0, promisedAvailability - availability));
}

/** What a subscription comes to for both sides. */
export function subscriptionFlows(
  setting: OfferSetting,
  layer: LayerInputs,
  offer: OfferInputs,
  onTime?: readonly FleetYear[],
): SubscriptionFlows {
  const { money, terms } = setting;
  const subscription = terms.subscription;
  const { delayYears, take } = subscription;
  const plan = delayedPlan(setting.plan, delayYears);
  const fleet = (delayYears === 0 ? onTime : undefined) ?? layerFleet(plan, layer.lifeYears);
  const { years } = plan;
  const inService = Float64Array.from(fleet, (year) => year.inService);
  const paid = inService.map(
    (planned, year) => planned * Math.max(subscription.minimumTake, year >= take.fromYear ? take.share : 1),
  );
  const price = feePath(setting, inService);
  const fee = offer.feeUsdMPerSatelliteYear;
  const feeUsdM = paid.map((count, year) => count * (fee * price.perFee[year]! + price.added[year]!));
  const creditsUsdM = feeUsdM.map((usdM) => usdM * creditShare(subscription.credits, offer.availability));
  const paymentsUsdM = new Float64Array(years);
  for (const { year, usdM } of subscription.payments) paymentsUsdM[year]! += usdM * money.levels[year]!;
  const oversightUsdM = feeUsdM.map((usdM) => usdM * offer.buyerOversightShare);

  const inputs = providerInputs(layer, offer);
  const costs = new Float64Array(6 * years);
  layerCostInto(costs, plan, inputs, fleet);
  const production = elementOf(costs, 'production', years);
  const launch = elementOf(costs, 'launch', years);
  const residual =
    residualByYear(production, launch, layer.lifeYears, terms).at(-1)! * money.levels[years - 1]!;
  for (let at = 0; at < costs.length; at++) costs[at]! *= money.levels[at % years]!;
  const depreciation = straightLine(production, launch, layer.lifeYears, residual);
  const deductible = new Float64Array(years);
  const tax = new Float64Array(years);
  const net = new Float64Array(years);
  for (let year = 0; year < years; year++) {
    let spent = 0;
    for (let at = year; at < costs.length; at += years) spent += costs[at]!;
    const revenue = feeUsdM[year]! - creditsUsdM[year]!;
    deductible[year] = spent - production[year]! - launch[year]! + depreciation[year]!;
    tax[year] = subscription.taxRate * (revenue - deductible[year]!);
    net[year] = revenue - spent - tax[year]! + (year === years - 1 ? residual : 0);
  }
  return {
    inService,
    paid,
    price,
    feeUsdM,
    creditsUsdM,
    paymentsUsdM,
    oversightUsdM,
    provider: { costs, deductible, tax, residualUsdM: residual, net },
  };
}

/** What is written off in each year: satellites and launches evenly over their life, and in the last year what is left beyond the residual value. */
function straightLine(
  production: Float64Array,
  launch: Float64Array,
  lifeYears: number,
  residual: number,
): Float64Array {
  const years = production.length;
  const span = Math.max(1, Math.round(lifeYears));
  const written = new Float64Array(years);
  let left = 0;
  for (let paid = 0; paid < years; paid++) {
    const capital = production[paid]! + launch[paid]!;
    left += capital;
    for (let year = paid; year < Math.min(years, paid + span); year++) {
      written[year]! += capital / span;
      left -= capital / span;
    }
  }
  written[years - 1]! += left - residual;
  return written;
}

/** Worth of a provider's flows at the start, at its own cost of capital. */
export function providerValue(net: Float64Array, costOfCapital: number): number {
  return worthAtStart(net, { rate: 'nominal', perYear: costOfCapital });
}

/**
 * The fee at which the provider earns just its cost of capital. Its worth is linear in the fee, so one further point gives it.
 */
export function feeFloor(setting: OfferSetting, flows: SubscriptionFlows, offer: OfferInputs): number {
  const { subscription } = setting.terms;
  const kept = (1 - creditShare(subscription.credits, offer.availability)) * (1 - subscription.taxRate);
  const factors = discountFactors(
    { rate: 'nominal', perYear: offer.providerCostOfCapital },
    flows.paid.length,
  );
  let perFee = 0;
  for (let year = 0; year < flows.paid.length; year++)
    perFee += flows.paid[year]! * flows.price.perFee[year]! * kept * factors[year]!;
  assert(perFee > 0, 'a subscription is paid for');
  return (
    offer.feeUsdMPerSatelliteYear - providerValue(flows.provider.net, offer.providerCostOfCapital) / perFee
  );
}

/** Rates between which a provider's return is looked for, share per year. */
const LOWEST_RETURN = -0.9;
const HIGHEST_RETURN = 10;
const HALVINGS = 40;

/** Does the provider earn at least so much? Money is first put in and then comes back, so its worth falls with the rate. */
export function earns(net: Float64Array, rate: number): boolean {
  return presentValue(net, rate) >= 0;
}

/** The provider's return on then-year money; null when it never gets its money back at any rate looked at, or puts none in. */
export function providerReturn(net: Float64Array): number | null {
  let [low, high] = [LOWEST_RETURN, HIGHEST_RETURN];
  if (!earns(net, low) || earns(net, high)) return null;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (earns(net, middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
