import { unreachable } from '../../foundation/index.ts';
import { firstServiceYear } from './setting.ts';
import type { OfferSetting } from './setting.ts';
import { largestPremium, switchingCost } from './switching.ts';
import type { Escalator, SubscriptionTerms } from './terms.ts';

/** Price of one satellite in service for a year, by year of the case, in then-year millions: `perFee` times the fee that is asked, and `added`. */
export interface FeePath {
  readonly perFee: Float64Array;
  readonly added: Float64Array;
}

/**
 * How the price of a service moves. The fee is quoted in dollars of the base year and comes into the first year of service by the price index; from then on its
 * clauses move it. Without a clause (`open`) it follows the index, plus the most that lock-in bears from the year on in which the clauses end: S CRF(r, years left then), shared
 * among the satellites of that year and moved by the index, so that over the years left the buyer pays no more than leaving would have cost.
 *
 * @param satelliteYears - Planned service by year.
 */
export function feePath(setting: OfferSetting, satelliteYears: ArrayLike<number>): FeePath {
  const { plan, money, terms } = setting;
  const { switching } = terms.subscription;
  const perFee = new Float64Array(plan.years);
  const added = new Float64Array(plan.years);
  const first = firstServiceYear(setting);
  let price = 0;
  /** Set when the clauses end: constant dollars for a satellite, alone and for a fee of one. */
  let premium: { readonly fixed: number; readonly perFee: number } | null = null;
  for (let year = first; year < plan.years; year++) {
    const level = money.levels[year]!;
    const inflation = year > 0 ? level / money.levels[year - 1]! - 1 : 0;
    const escalator = escalatorOf(terms.subscription, year - first);
    price = year === first ? level : price * (1 + (yearlyRise(escalator, inflation) ?? inflation));
    perFee[year] = price;
    const service = satelliteYears[year]!;
    if (escalator.kind !== 'open' || service <= 0) continue;
    if (premium === null) {
      const ofSwitching = (usdM: number): number =>
        largestPremium(usdM, money.real.perYear, plan.years - year) / service;
      const fixed = switchingCost(switching, 0);
      premium = {
        fixed: ofSwitching(fixed),
        perFee: ofSwitching(switchingCost(switching, service) - fixed),
      };
    }
    added[year] = premium.fixed * level;
    perFee[year] = price + premium.perFee * level;
  }
  return { perFee, added };
}

/** The clause that moves a price into a year of service, from 0. */
export function escalatorOf(
  { lockYears, escalation }: Pick<SubscriptionTerms, 'lockYears' | 'escalation'>,
  serviceYear: number,
): Escalator {
  return serviceYear < lockYears ? escalation.during : escalation.after;
}

/** Rise of a price in a year with so much inflation; null where no clause says. */
export function yearlyRise(escalator: Escalator, inflation: number): number | null {
  switch (escalator.kind) {
    case 'fixed':
      return escalator.perYear;
    case 'index':
      return inflation + escalator.overIndex;
    case 'capped':
      return Math.min(escalator.perYear, inflation + escalator.overIndex);
    case 'open':
      return null;
    default:
      return unreachable(escalator);
  }
}
