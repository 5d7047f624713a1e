import { assert } from '../../foundation/index.ts';

/**
 * Capital recovery factor: the level payment at the end of each year that pays back 1 with interest, r / (1 - (1 + r)^-n).
 *
 * @param yearlyRate - Share per year, above -1; at 0 it is 1 / n.
 * @param years - Number of payments, above 0.
 */
export function capitalRecoveryFactor(yearlyRate: number, years: number): number {
  assert(years > 0 && yearlyRate > -1, 'an annuity has payments and a rate above -1');
  if (yearlyRate === 0) return 1 / years;
  return yearlyRate / -Math.expm1(-years * Math.log1p(yearlyRate));
}

/**
 * First payment, at the end of year 1, of an annuity whose payments grow every year and that is worth `presentValue` today.
 *
 * @param yearlyGrowth - Share per year by which each payment exceeds the one before, above -1.
 */
export function growingAnnuityFirstPayment(
  presentValue: number,
  yearlyRate: number,
  yearlyGrowth: number,
  years: number,
): number {
  assert(years > 0 && yearlyRate > -1 && yearlyGrowth > -1, 'an annuity has payments and rates above -1');
  const apart = yearlyRate - yearlyGrowth;
  if (apart === 0) return (presentValue * (1 + yearlyRate)) / years;
  return (presentValue * apart) / -Math.expm1(years * (Math.log1p(yearlyGrowth) - Math.log1p(yearlyRate)));
}
