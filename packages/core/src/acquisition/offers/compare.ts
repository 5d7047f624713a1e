import { present } from '../../foundation/index.ts';
import { statisticsOf } from '../cost/estimate.ts';
import type { CostStatistics, LayerAssumptions } from '../cost/estimate.ts';
import { LAYER_INPUT_IDS, byLayerInput } from '../cost/layer-cost.ts';
import type { LayerInputId, LayerInputs } from '../cost/layer-cost.ts';
import { discountFactors } from '../money/dollars.ts';
import { correlatedDraws } from '../uncertainty/correlated-draws.ts';
import { quantile } from '../uncertainty/distribution.ts';
import { breakEvenFirstUnit, breakEvenYears, cumulativeCosts, highestFee } from './break-even.ts';
import { buyOutChoices, noChoices } from './buy-out.ts';
import type { BuyOutDraws } from './buy-out.ts';
import { buyerValue, cheaperOwned, evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluate.ts';
import { OFFER_INPUT_IDS, byOfferInput } from './offer-inputs.ts';
import type { OfferAssumptions, OfferInputId, OfferInputs } from './offer-inputs.ts';
import { reliefByYear } from './relief.ts';
import { riskTransfer } from './risk-transfer.ts';
import type { RiskTransfer } from './risk-transfer.ts';
import type { OfferSetting } from './setting.ts';
import { earns, feeFloor, providerReturn, providerValue } from './subscription.ts';
import { OFFER_IDS } from './terms.ts';
import type { OfferId, OwnedOfferId } from './terms.ts';

export type AnyInputId = LayerInputId | OfferInputId;

/** One set of all inputs. */
export interface AllInputs {
  readonly layer: LayerInputs;
  readonly offer: OfferInputs;
}

export interface OfferQuestion {
  readonly setting: OfferSetting;
  readonly assumptions: LayerAssumptions;
  readonly seed: number;
  readonly draws: number;
  readonly correlation: number;
}

/** Percentiles of a number that may not exist in some draws: null where more draws lack it than the percentile leaves. */
export interface PartialStatistics {
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
}

/** Offers over the draws. Millions; the buyer's in constant dollars, the provider's in then-year dollars, both worth at the start of the case. */
export interface OfferComparison {
  readonly point: Evaluation;
  readonly pointInputs: AllInputs;
  /** The owned offer that the subscription is measured against: the cheaper one at the values of the register. */
  readonly owned: OwnedOfferId;
  readonly buyer: Readonly<Record<OfferId, CostStatistics>>;
  /** Totals in ascending order: S-curves. */
  readonly sortedBuyer: Readonly<Record<OfferId, Float64Array>>;
  readonly provider: {
    readonly value: CostStatistics;
    /** Share of the draws in which it does not earn its cost of capital. */
    readonly lossProb: number;
    readonly yearlyReturn: PartialStatistics;
    readonly feeFloorUsdM: CostStatistics;
    /** Share of the draws in which it leaves or is paid more to stay. */
    readonly reliefProb: number;
  };
  /** Share of the draws in which the subscription costs the buyer less over the whole case. */
  readonly subscriptionCheaperProb: number;
  readonly breakEven: {
    readonly years: PartialStatistics;
    readonly noCrossingShare: number;
    readonly firstUnitUsdM: CostStatistics;
    /** Share of the draws in which the first satellite is dearer than the price at which both cost the same. */
    readonly firstUnitAboveProb: number;
  };
  /** The most that the buyer would pay for a satellite-year, and the share of the draws in which that is more than the provider's floor: a price that serves both. */
  readonly bargain: { readonly highestFeeUsdM: CostStatistics; readonly priceForBothProb: number };
  /** Costs of the subscription less those of owning by the end of each year, worth at the start: statistics over the draws. */
  readonly differenceByYear: readonly CostStatistics[];
  readonly riskTransfer: RiskTransfer;
  readonly buyOut: BuyOutDraws;
}

/** Every input at its value. */
export function pointInputs(assumptions: LayerAssumptions, offers: OfferAssumptions): AllInputs {
  return {
    layer: byLayerInput((id) => assumptions[id].value),
    offer: byOfferInput((id) => offers[id].value),
  };
}

/** The offers over Latin hypercube draws of everything uncertain. The same seed gives the same numbers. */
export function compareOffers(question: OfferQuestion): OfferComparison {
  const { setting, assumptions, draws } = question;
  const offers = setting.terms.assumptions;
  const { years } = setting.plan;
  const names = [...LAYER_INPUT_IDS, ...OFFER_INPUT_IDS];
  const sampled = correlatedDraws(question.seed, draws, names, question.correlation);
  // Apart from the common correlation: whether a provider leaves depends on its return alone, and not once more on what is dear.
  const walkProbs = correlatedDraws(question.seed, draws, ['walk-away'], 0).probs;
  const layerPlace = byLayerInput((id) => names.indexOf(id));
  const offerPlace = byOfferInput((id) => names.indexOf(id));
  const pointAt = pointInputs(assumptions, offers);
  const point = evaluate(setting, pointAt.layer, pointAt.offer);
  const owned = cheaperOwned(point, setting);
  const factors = discountFactors(setting.money.real, years);

  const buyer = OFFER_IDS.map(() => new Float64Array(draws));
  const ofOffer = (id: OfferId): Float64Array => present(buyer[OFFER_IDS.indexOf(id)]);
  const providerValues = new Float64Array(draws);
  const returns = new Float64Array(draws);
  const floors = new Float64Array(draws);
  const crossings = new Float64Array(draws);
  const highest = new Float64Array(draws);
  const firstUnits = new Float64Array(draws);
  const differences = Array.from({ length: years }, () => new Float64Array(draws));
  const choices = noChoices(setting, draws);
  let [relieved, cheaper, above, losses, bargains] = [0, 0, 0, 0, 0];
  for (let draw = 0; draw < draws; draw++) {
    const prob = (place: number): number => present(sampled.probs[draw * sampled.inputs + place]);
    const layer = byLayerInput((id) => quantile(assumptions[id].distribution, prob(layerPlace[id])));
    const offer = byOfferInput((id) => quantile(offers[id].distribution, prob(offerPlace[id])));
    const drawn = evaluate(setting, layer, offer);
    const { net } = drawn.subscription.provider;
    const value = providerValue(net, offer.providerCostOfCapital);
    const floor = feeFloor(setting, drawn.subscription, offer);
    highest[draw] = highestFee(drawn, owned, setting, offer);
    if (floor < highest[draw]!) bargains++;
    const { walkAway } = setting.terms.subscription;
    const leaves = walkProbs[draw]! < walkAway.prob && !earns(net, walkAway.minimumReturn);
    if (leaves) {
      relieved++;
      const relief = reliefByYear(setting, drawn.subscription, offer, floor);
      for (let year = 0; year < years; year++) drawn.buyer.subscription[year]! += relief[year]!;
    }
    for (const [place, id] of OFFER_IDS.entries())
      present(buyer[place])[draw] = buyerValue(drawn, id, setting);
    providerValues[draw] = value;
    if (value < 0) losses++;
    returns[draw] = providerReturn(net) ?? Number.NEGATIVE_INFINITY;
    floors[draw] = floor;
    const costs = cumulativeCosts(drawn, owned, setting);
    crossings[draw] = breakEvenYears(costs, setting);
    const firstUnit = breakEvenFirstUnit(drawn, owned, setting, layer);
    firstUnits[draw] = firstUnit;
    if (layer.firstUnitUsdM > firstUnit) above++;
    if (ofOffer('subscription')[draw]! < ofOffer(owned)[draw]!) cheaper++;
    for (let year = 0; year < years; year++)
      present(differences[year])[draw] = costs.subscription[year]! - costs.owned[year]!;
    choices.record(draw, drawn, owned, factors);
  }
  const sortedBuyer = byOffer((id) => ofOffer(id).toSorted());
  return {
    point,
    pointInputs: pointAt,
    owned,
    buyer: byOffer((id) => statisticsOf(sortedBuyer[id])),
    sortedBuyer,
    provider: {
      value: statisticsOf(providerValues.toSorted()),
      lossProb: losses / draws,
      yearlyReturn: partialStatistics(returns, Number.NEGATIVE_INFINITY),
      feeFloorUsdM: statisticsOf(floors.toSorted()),
      reliefProb: relieved / draws,
    },
    subscriptionCheaperProb: cheaper / draws,
    breakEven: {
      years: partialStatistics(crossings, Number.POSITIVE_INFINITY),
      noCrossingShare: crossings.reduce((count, each) => count + Number(!Number.isFinite(each)), 0) / draws,
      firstUnitUsdM: statisticsOf(firstUnits.toSorted()),
      firstUnitAboveProb: above / draws,
    },
    bargain: {
      highestFeeUsdM: statisticsOf(highest.toSorted()),
      priceForBothProb: bargains / draws,
    },
    differenceByYear: differences.map((each) => statisticsOf(each.toSorted())),
    riskTransfer: riskTransfer(ofOffer(owned), ofOffer('subscription'), setting.terms.subscription.walkAway),
    buyOut: buyOutChoices(setting, choices, ofOffer(owned)),
  };
}

export function byOffer<T>(of: (id: OfferId) => T): Readonly<Record<OfferId, T>> {
  return {
    subscription: of('subscription'),
    'contractor-operated': of('contractor-operated'),
    'government-operated': of('government-operated'),
  };
}

/** Nearest ranks: no value between two draws is made up, and what does not exist stays so. */
function partialStatistics(values: Float64Array, missing: number): PartialStatistics {
  const sorted = values.toSorted();
  const at = (prob: number): number | null => {
    const value = present(sorted[Math.min(sorted.length - 1, Math.floor(prob * sorted.length))]);
    return value === missing ? null : value;
  };
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}
