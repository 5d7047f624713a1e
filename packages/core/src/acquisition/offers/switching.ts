import { capitalRecoveryFactor } from '../money/annuity.ts';
import type { SwitchingTerms } from './terms.ts';

const MONTHS = 12;

/** Months from the decision to leave until a new layer is whole. */
export function monthsToSwitch(terms: SwitchingTerms): number {
  return terms.awardMonths + terms.buildMonths + terms.launchMonths + terms.phasingMonths;
}

/** Months without whole service when the old one ends after notice. */
export function gapMonths(terms: SwitchingTerms): number {
  return Math.max(0, monthsToSwitch(terms) - terms.noticeMonths);
}

/**
 * What leaving costs: buying again, integration, two services at once, and what the gap is taken to be worth.
 *
 * @param serviceUsdM - Price of a year of the old service, in the dollars of `terms`.
 */
export function switchingCost(terms: SwitchingTerms, serviceUsdM: number): number {
  return (
    terms.reprocurementUsdM +
    terms.integrationUsdM +
    (terms.overlapMonths / MONTHS) * serviceUsdM +
    gapMonths(terms) * terms.gapUsdMPerMonth
  );
}

/**
 * The most that a provider can ask a year above the competitive price before leaving is cheaper: what the cost of leaving comes to, spread over the years that are left.
 *
 * @param years - Left, above 0.
 */
export function largestPremium(switchingUsdM: number, yearlyRate: number, years: number): number {
  return switchingUsdM * capitalRecoveryFactor(yearlyRate, years);
}

export interface GapMonth {
  /** After notice. */
  readonly month: number;
  /** Share of the service that there is: the old one until it ends, then what the new one has built up. */
  readonly service: number;
}

/** Service by month after notice, until the new one is whole. The new one grows evenly through its launches and phasing. */
export function coverageGap(terms: SwitchingTerms): readonly GapMonth[] {
  const grows = terms.launchMonths + terms.phasingMonths;
  const starts = terms.awardMonths + terms.buildMonths;
  return Array.from({ length: Math.ceil(monthsToSwitch(terms)) + 1 }, (_, month) => {
    const grown = grows === 0 ? Number(month >= starts) : Math.min(1, Math.max(0, (month - starts) / grows));
    return { month, service: month <= terms.noticeMonths ? 1 : grown };
  });
}
