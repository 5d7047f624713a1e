import type { OfferInputs } from './offer-inputs.ts';
import { firstServiceYear } from './setting.ts';
import type { OfferSetting } from './setting.ts';
import type { SubscriptionFlows } from './subscription.ts';
import { largestPremium, switchingCost } from './switching.ts';

/**
 * What a buyer pays more, by year and in constant dollars, when a provider that loses money would otherwise leave: what makes the provider whole, and never more
 * than leaving would cost the buyer.
 *
 * @param floorUsdM - Fee at which the provider earns its cost of capital.
 */
export function reliefByYear(
  setting: OfferSetting,
  flows: SubscriptionFlows,
  offer: OfferInputs,
  floorUsdM: number,
): Float64Array {
  const { plan, money, terms } = setting;
  const { walkAway, switching } = terms.subscription;
  const from = firstServiceYear(setting) + walkAway.afterYears;
  const relief = new Float64Array(plan.years);
  if (from >= plan.years) return relief;
  const serviceUsdM = flows.feeUsdM[from]! / money.levels[from]!;
  const most = largestPremium(switchingCost(switching, serviceUsdM), money.real.perYear, plan.years - from);
  for (let year = from; year < plan.years; year++) {
    const short = Math.max(0, floorUsdM - offer.feeUsdMPerSatelliteYear);
    const whole = (short * flows.price.perFee[year]! * flows.paid[year]!) / money.levels[year]!;
    relief[year] = Math.min(whole, most);
  }
  return relief;
}
