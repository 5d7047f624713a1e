import { discountFactors } from '../money/dollars.ts';
import type { Evaluation } from './evaluate.ts';
import type { OfferSetting } from './setting.ts';
import type { OfferId } from './terms.ts';

/** What an offer delivers: money is only compared on the same of it, or the difference is shown. */
export interface OfferPerformance {
  readonly satelliteYears: number;
  /** Discounted as the money is: what a cost for a satellite-year is divided by. */
  readonly discountedSatelliteYears: number;
  /** First year with satellites in service, from 0; null when there is none. */
  readonly firstYear: number | null;
  /** Satellites in service in the last year. */
  readonly lastYearSatellites: number;
}

export function offerPerformance(
  evaluation: Evaluation,
  id: OfferId,
  setting: OfferSetting,
): OfferPerformance {
  const service = id === 'subscription' ? evaluation.subscription.inService : evaluation.ownedService;
  const taken =
    id === 'subscription'
      ? service.map((count, year) => {
          const { take } = setting.terms.subscription;
          return count * (year >= take.fromYear ? take.share : 1);
        })
      : service;
  const factors = discountFactors(setting.money.real, taken.length);
  const first = taken.findIndex((count) => count > 0);
  return {
    satelliteYears: taken.reduce((sum, count) => sum + count, 0),
    discountedSatelliteYears: taken.reduce((sum, count, year) => sum + count * factors[year]!, 0),
    firstYear: first < 0 ? null : first,
    lastYearSatellites: taken.at(-1) ?? 0,
  };
}

/** Do two offers deliver the same, to a thousandth? */
export function samePerformance(a: OfferPerformance, b: OfferPerformance): boolean {
  return (
    a.firstYear === b.firstYear &&
    Math.abs(a.satelliteYears - b.satelliteYears) <= 1e-3 * Math.max(a.satelliteYears, b.satelliteYears)
  );
}
