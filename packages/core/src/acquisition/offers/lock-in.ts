import type { AllInputs } from './compare.ts';
import type { Evaluation } from './evaluate.ts';
import { firstServiceYear } from './setting.ts';
import type { OfferSetting } from './setting.ts';
import { coverageGap, gapMonths, largestPremium, monthsToSwitch, switchingCost } from './switching.ts';
import type { GapMonth } from './switching.ts';

/** What a buyer is held by once the price is no longer locked. Millions of constant dollars, prices for a satellite-year. */
export interface LockIn {
  /** First year of the second escalator, from 0; the last year of the case when it comes later. */
  readonly year: number;
  /** The first fee, moved by the price index alone. */
  readonly competitiveFeeUsdM: number;
  /** By the clauses of the contract, in that year and in the last. */
  readonly contractFeeUsdM: number;
  readonly lastContractFeeUsdM: number;
  readonly switchingUsdM: number;
  /** S CRF(r, years left): the most a year that a provider can ask above the competitive price. */
  readonly largestPremiumUsdM: number;
  /** Competitive fee with that premium. */
  readonly highestFeeUsdM: number;
  /** The last year's clause against what leaving would bear: which of them holds the price. */
  readonly heldBy: 'clause' | 'switching cost';
  readonly monthsToSwitch: number;
  readonly gapMonths: number;
  readonly gap: readonly GapMonth[];
}

export function lockIn(
  setting: OfferSetting,
  { subscription }: Evaluation,
  { offer }: Pick<AllInputs, 'offer'>,
): LockIn {
  const { plan, money, terms } = setting;
  const { switching, lockYears, escalation } = terms.subscription;
  const last = plan.years - 1;
  const year = Math.min(last, firstServiceYear(setting) + lockYears);
  const competitiveFeeUsdM = offer.feeUsdMPerSatelliteYear;
  const contractFee = (at: number): number =>
    (offer.feeUsdMPerSatelliteYear * subscription.price.perFee[at]! + subscription.price.added[at]!) /
    money.levels[at]!;
  const service = subscription.inService[year]!;
  const switchingUsdM = switchingCost(switching, competitiveFeeUsdM * service);
  const largestPremiumUsdM = largestPremium(switchingUsdM, money.real.perYear, plan.years - year);
  const highestFeeUsdM = competitiveFeeUsdM + (service > 0 ? largestPremiumUsdM / service : 0);
  const lastContractFeeUsdM = contractFee(last);
  return {
    year,
    competitiveFeeUsdM,
    contractFeeUsdM: contractFee(year),
    lastContractFeeUsdM,
    switchingUsdM,
    largestPremiumUsdM,
    highestFeeUsdM,
    heldBy:
      escalation.after.kind !== 'open' && lastContractFeeUsdM <= highestFeeUsdM ? 'clause' : 'switching cost',
    monthsToSwitch: monthsToSwitch(switching),
    gapMonths: gapMonths(switching),
    gap: coverageGap(switching),
  };
}
