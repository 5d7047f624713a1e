import { scoreLease } from '../money/operating-lease.ts';
import type { LeaseScoring } from '../money/operating-lease.ts';
import { discountFactors } from '../money/dollars.ts';
import { present } from '../../foundation/index.ts';
import type { AllInputs } from './compare.ts';
import type { Evaluation } from './evaluate.ts';
import { elementOf } from './owned.ts';
import { firstServiceYear } from './setting.ts';
import type { OfferSetting } from './setting.ts';

/** Total of payments above which the budget office wants to see a contract. [OMB-A11] appendix B, read in a copy. */
export const REVIEW_THRESHOLD_USD_M = 50;

/** How the subscription's budget authority would be counted. Then-year millions. */
export interface BudgetScoring {
  /** Buyer's own rule: no satellites that are named in the contract, hence a service. */
  readonly isService: boolean;
  readonly lease: LeaseScoring;
  readonly verdict:
    | 'service: year by year'
    | 'operating lease: year by year'
    | 'purchase: all in the first year';
  readonly totalPaymentsUsdM: number;
  /** Present value of the least payments without the cost of operating, and price of the satellites: what the 90 percent test compares. */
  readonly paymentsValueUsdM: number;
  readonly fairValueUsdM: number;
  readonly reviewed: boolean;
  /** Budget authority by year of the case, counted either way. Both add up to the payments. */
  readonly annualUsdM: Float64Array;
  readonly upFrontUsdM: Float64Array;
}

/**
 * The budget screen of a subscription. The least payments of the agreed term, renewals taken as exercised, at the Treasury's nominal rate; the fair value is what the
 * buyer would pay for the same satellites and launches in that term.
 *
 * @see [OMB-A11] appendix B
 */
export function scoreSubscription(
  setting: OfferSetting,
  evaluation: Evaluation,
  { layer }: AllInputs,
): BudgetScoring {
  const { plan, money, terms } = setting;
  const { subscription } = terms;
  const { scoring } = subscription;
  const first = firstServiceYear(setting);
  const end = Math.min(plan.years, first + subscription.termYears);
  const factors = discountFactors(money.nominal, plan.years);
  const { feeUsdM, paid, inService, paymentsUsdM } = evaluation.subscription;
  const operations = elementOf(evaluation.subscription.provider.costs, 'operations', plan.years);
  const payments = new Float64Array(plan.years);
  let [paymentsValueUsdM, fairValueUsdM] = [0, 0];
  for (let year = 0; year < end; year++) {
    const leastShare =
      present(paid[year]) === 0
        ? 0
        : Math.min(1, (subscription.minimumTake * inService[year]!) / paid[year]!);
    payments[year] = feeUsdM[year]! + paymentsUsdM[year]!;
    paymentsValueUsdM += Math.max(0, feeUsdM[year]! * leastShare - operations[year]!) * factors[year]!;
    const bought =
      elementOf(evaluation.ownedCosts, 'production', plan.years)[year]! +
      elementOf(evaluation.ownedCosts, 'launch', plan.years)[year]!;
    fairValueUsdM += bought * money.levels[year]! * factors[year]!;
  }
  const lease = scoreLease({
    ownershipTransfers: scoring.ownershipTransfers,
    bargainPurchase: scoring.bargainPurchase,
    termShareOfLife: subscription.termYears / layer.lifeYears,
    paymentsShareOfFairValue:
      fairValueUsdM === 0 ? Number.POSITIVE_INFINITY : paymentsValueUsdM / fairValueUsdM,
    generalPurpose: scoring.generalPurpose,
    privateMarketExists: scoring.privateMarketExists,
  });
  const isService = !scoring.controlsNamedAssets;
  const totalPaymentsUsdM = payments.reduce((sum, each) => sum + each, 0);
  return {
    isService,
    lease,
    verdict: isService
      ? 'service: year by year'
      : lease.operatingLease
        ? 'operating lease: year by year'
        : 'purchase: all in the first year',
    totalPaymentsUsdM,
    paymentsValueUsdM,
    fairValueUsdM,
    reviewed: totalPaymentsUsdM > REVIEW_THRESHOLD_USD_M,
    annualUsdM: annualAuthority(setting, payments),
    upFrontUsdM: upFrontAuthority(setting, payments),
  };
}

/** Payments of each year, and what it takes to hold the liability of ending the contract at the end of the year; money held pays later years. */
function annualAuthority({ money, terms }: OfferSetting, payments: Float64Array): Float64Array {
  const owedAtEnd = new Float64Array(payments.length);
  for (const { year, usdM } of terms.subscription.liability) owedAtEnd[year] = usdM * money.levels[year]!;
  // Nothing is held beyond the case.
  owedAtEnd[payments.length - 1] = 0;
  return payments.map((usdM, year) => usdM + owedAtEnd[year]! - (year > 0 ? owedAtEnd[year - 1]! : 0));
}

/** Present value of all payments in the first year, then the interest on what is not yet paid. */
function upFrontAuthority({ money }: OfferSetting, payments: Float64Array): Float64Array {
  const factors = discountFactors(money.nominal, payments.length);
  const halfYear = (1 + money.nominal.perYear) ** 0.5 - 1;
  const last = payments.findLastIndex((usdM) => usdM !== 0);
  let balance = payments.reduce((sum, usdM, year) => sum + usdM * factors[year]!, 0);
  return payments.map((usdM, year) => {
    if (year > last) return 0;
    const granted = year === 0 ? balance : 0;
    const before = balance * halfYear;
    balance += before - usdM;
    const after = balance * halfYear;
    balance += after;
    return granted + before + after;
  });
}
