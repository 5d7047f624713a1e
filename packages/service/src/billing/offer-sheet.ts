import { evaluate, firstServiceYear, pointInputs } from '@cupola/core/acquisition';
import type { AllInputs, Evaluation, OfferSetting } from '@cupola/core/acquisition';
import type { OffersCase } from '@cupola/runtime';
import { plainDecimal } from './escalation.ts';
import type { PriceSheet } from './price-sheet.ts';

const USD_PER_M = 1e6;

/** The subscription of an acquisition case at the values of its register, as `cupola acquire` reckons it. */
export interface PlannedSubscription {
  readonly setting: OfferSetting;
  readonly inputs: AllInputs;
  readonly evaluation: Evaluation;
}

export function plannedSubscription({ acquisition, terms }: OffersCase): PlannedSubscription {
  const setting = { plan: acquisition.plan, money: acquisition.money, terms };
  const inputs = pointInputs(acquisition.assumptions, terms.assumptions);
  return { setting, inputs, evaluation: evaluate(setting, inputs.layer, inputs.offer) };
}

/**
 * Prices under which the subscription of a case is run: its fee in the dollars of the first year of service, its clauses, its minimum take, its credits for custody,
 * what is paid beside it and what ending it costs. Payments fall due on the first day of their fiscal year. The buyer's own people are not the provider's business.
 */
export function offerSheet(asked: OffersCase): PriceSheet {
  const { acquisition } = asked;
  const { setting, inputs, evaluation } = plannedSubscription(asked);
  const { subscription } = setting.terms;
  const { levels } = setting.money;
  const first = firstServiceYear(setting);
  const dayOf = (year: number): string => `${acquisition.firstFiscalYear + year - 1}-10-01`;
  const usd = (usdM: number, year: number): string => plainDecimal(usdM * USD_PER_M * (levels[year] ?? 1));
  return {
    currency: 'USD',
    minorDigits: 2,
    period: 'month',
    notional: true,
    charges: [
      {
        kind: 'per-unit',
        id: 'satellites',
        what: 'Satellites in service',
        meter: 'satellite-minutes',
        aggregation: 'sum',
        included: '0',
        price: usd(inputs.offer.feeUsdMPerSatelliteYear, first),
        per: 'contract-year',
        minimumTake: {
          share: plainDecimal(subscription.minimumTake),
          planned: Array.from(evaluation.subscription.inService, (count, year) => ({
            from: dayOf(year),
            perMinute: plainDecimal(count),
          })),
        },
      },
    ],
    payments: subscription.payments.map(({ year, usdM, what }) => ({
      on: dayOf(year),
      amount: usd(usdM, year),
      what,
    })),
    escalation: {
      from: dayOf(first),
      lockYears: subscription.lockYears,
      ...subscription.escalation,
    },
    priceIndex: Array.from(levels, (level, year) => ({ from: dayOf(year), level })),
    termYears: subscription.termYears + first - firstPaidYear(setting, first),
    termination: subscription.liability.map(({ year, usdM }) => ({
      from: dayOf(year),
      amount: usd(usdM, year),
    })),
    serviceLevels: [
      {
        id: 'custody',
        indicator: 'custody-continuity',
        objective: plainDecimal(subscription.credits.promisedAvailability),
        credits: {
          kind: 'proportional',
          perHundredth: subscription.credits.perHundredth,
          cap: subscription.credits.cap,
        },
      },
    ],
    creditsCap: '1',
  };
}

/** The day that the contract of a case begins on: that of its first payment, or of its service. */
export function offerBegins(asked: OffersCase): string {
  const { setting } = plannedSubscription(asked);
  const first = firstPaidYear(setting, firstServiceYear(setting));
  return `${asked.acquisition.firstFiscalYear + first - 1}-10-01`;
}

function firstPaidYear({ terms }: OfferSetting, firstService: number): number {
  return Math.min(firstService, ...terms.subscription.payments.map(({ year }) => year));
}
