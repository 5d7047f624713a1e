import type { Assumption } from '../register/assumption.ts';
import { range } from '../register/input-range.ts';
import type { InputRange } from '../register/input-range.ts';

/** What is uncertain about the offers, beside what is uncertain about the layer itself. Money in millions of dollars of the base year. */
export interface OfferInputs {
  /** Asked for one satellite in service for one year, before escalation. */
  readonly feeUsdMPerSatelliteYear: number;
  /** Share of the time in which the service is what was promised. */
  readonly availability: number;
  readonly providerEngineeringUsdM: number;
  readonly providerFirstUnitUsdM: number;
  readonly providerLaunchUsdM: number;
  readonly providerOperationsUsdMPerSatelliteYear: number;
  /** Share of everything else that the provider spends. */
  readonly providerOverheadShare: number;
  /** Of then-year money, share per year. */
  readonly providerCostOfCapital: number;
  /** The buyer's own people beside a subscription, share of its payments. */
  readonly buyerOversightShare: number;
  /** What a contractor adds to the cost of operations. */
  readonly contractorFeeShare: number;
  /** People that the government needs to operate the layer by itself, a year. */
  readonly governmentTeamUsdM: number;
}

export type OfferInputId = keyof OfferInputs;

/** The same thing for every input, by its id. */
export function byOfferInput<T>(of: (id: OfferInputId) => T): Readonly<Record<OfferInputId, T>> {
  return {
    feeUsdMPerSatelliteYear: of('feeUsdMPerSatelliteYear'),
    availability: of('availability'),
    providerEngineeringUsdM: of('providerEngineeringUsdM'),
    providerFirstUnitUsdM: of('providerFirstUnitUsdM'),
    providerLaunchUsdM: of('providerLaunchUsdM'),
    providerOperationsUsdMPerSatelliteYear: of('providerOperationsUsdMPerSatelliteYear'),
    providerOverheadShare: of('providerOverheadShare'),
    providerCostOfCapital: of('providerCostOfCapital'),
    buyerOversightShare: of('buyerOversightShare'),
    contractorFeeShare: of('contractorFeeShare'),
    governmentTeamUsdM: of('governmentTeamUsdM'),
  };
}

/** In the order in which they are drawn and shown. */
export const OFFER_INPUT_IDS: readonly OfferInputId[] = Object.values(byOfferInput((id) => id));

export type OfferAssumptions = Readonly<Record<OfferInputId, Assumption>>;

/** What an input may be at all, both ends included. */
export const OFFER_RANGES: Readonly<Record<OfferInputId, InputRange>> = {
  feeUsdMPerSatelliteYear: range(0, 1e4, 'million USD'),
  availability: range(0, 1, ''),
  providerEngineeringUsdM: range(0, 1e6, 'million USD'),
  providerFirstUnitUsdM: range(0.001, 1e5, 'million USD'),
  providerLaunchUsdM: range(0, 1e4, 'million USD'),
  providerOperationsUsdMPerSatelliteYear: range(0, 1e4, 'million USD'),
  providerOverheadShare: range(0, 2, ''),
  providerCostOfCapital: range(0, 1, 'a year'),
  buyerOversightShare: range(0, 2, ''),
  contractorFeeShare: range(0, 1, ''),
  governmentTeamUsdM: range(0, 1e4, 'million USD'),
};
