import { INPUTS, MONEY, PLAN } from '../cost/estimate.test-data.ts';
import type { Distribution } from '../uncertainty/distribution.ts';
import { byClause } from './control-clause.ts';
import { byOfferInput } from './offer-inputs.ts';
import type { OfferAssumptions, OfferInputId, OfferInputs } from './offer-inputs.ts';
import type { OfferSetting } from './setting.ts';
import type { OfferTerms, SubscriptionTerms } from './terms.ts';

/** A provider that pays the government's prices and earns its rate. */
export const OFFER: OfferInputs = {
  feeUsdMPerSatelliteYear: 12,
  availability: 0.97,
  providerEngineeringUsdM: INPUTS.engineeringUsdM,
  providerFirstUnitUsdM: INPUTS.firstUnitUsdM,
  providerLaunchUsdM: INPUTS.launchUsdM,
  providerOperationsUsdMPerSatelliteYear: INPUTS.operationsUsdMPerSatelliteYear,
  providerOverheadShare: INPUTS.oversightShare,
  providerCostOfCapital: (1 + MONEY.real.perYear) * 1.02 - 1,
  buyerOversightShare: 0,
  contractorFeeShare: 0,
  governmentTeamUsdM: 0,
};

export function offerAssumptions(
  uncertain: Partial<Record<OfferInputId, Distribution>> = {},
  values: Partial<OfferInputs> = {},
): OfferAssumptions {
  const given = { ...OFFER, ...values };
  return byOfferInput((id) => ({
    id,
    title: id,
    unit: '',
    value: given[id],
    distribution: uncertain[id] ?? { kind: 'fixed', value: given[id] },
    baseYear: null,
    sources: [],
    note: '',
  }));
}

export const SUBSCRIPTION: SubscriptionTerms = {
  control: byClause(() => 0),
  delayYears: 0,
  termYears: 10,
  lockYears: 5,
  escalation: { during: { kind: 'index', overIndex: 0 }, after: { kind: 'index', overIndex: 0 } },
  minimumTake: 0.8,
  take: { share: 1, fromYear: 0 },
  credits: { promisedAvailability: 0.95, perHundredth: 0.02, cap: 0.15 },
  payments: [],
  liability: [
    { year: 3, usdM: 500 },
    { year: 6, usdM: 300 },
  ],
  buyOut: [
    { year: 5, usdM: 1500 },
    { year: 8, usdM: 1000 },
  ],
  switching: {
    reprocurementUsdM: 400,
    integrationUsdM: 100,
    overlapMonths: 12,
    awardMonths: 12,
    buildMonths: 24,
    launchMonths: 12,
    phasingMonths: 6,
    noticeMonths: 18,
    gapUsdMPerMonth: 0,
  },
  taxRate: 0,
  walkAway: { prob: 0.5, minimumReturn: 0, afterYears: 3 },
  scoring: {
    ownershipTransfers: false,
    bargainPurchase: false,
    generalPurpose: false,
    privateMarketExists: false,
    controlsNamedAssets: true,
  },
};

export function settingWith(
  subscription: Partial<SubscriptionTerms> = {},
  terms: Partial<OfferTerms> = {},
): OfferSetting {
  return {
    plan: PLAN,
    money: {
      levels: MONEY.levels,
      outlayShares: [1],
      real: MONEY.real,
      nominal: { rate: 'nominal', perYear: (1 + MONEY.real.perYear) * 1.02 - 1 },
      discountEdition: { year: 2026, asOf: '2026-11', grade: 'notional' },
      inflation: { asOf: '2026-11', grade: 'notional' },
    },
    terms: {
      residual: 'straight-line',
      subscription: { ...SUBSCRIPTION, ...subscription },
      owned: {
        'contractor-operated': { control: byClause(() => 1) },
        'government-operated': { control: byClause(() => 2) },
      },
      assumptions: offerAssumptions(),
      ...terms,
    },
  };
}
