import type { ControlClauses } from './control-clause.ts';
import type { OfferAssumptions } from './offer-inputs.ts';

/** The forms of contract that are compared, in the order in which they are shown. */
export const OFFER_IDS = ['subscription', 'contractor-operated', 'government-operated'] as const;
export type OfferId = (typeof OFFER_IDS)[number];
export type OwnedOfferId = Exclude<OfferId, 'subscription'>;

/** How a price moves from year to year, in then-year dollars. Shares per year. */
export type Escalator =
  | { readonly kind: 'fixed'; readonly perYear: number }
  /** Inflation and so much more. */
  | { readonly kind: 'index'; readonly overIndex: number }
  /** As fixed, but never more than inflation and so much. */
  | { readonly kind: 'capped'; readonly perYear: number; readonly overIndex: number }
  /** No clause: the provider asks what leaving would cost. */
  | { readonly kind: 'open' };

/** An amount of the base year's dollars in a year of the case, from 0. */
export interface DatedAmount {
  readonly year: number;
  readonly usdM: number;
}

export interface NamedAmount extends DatedAmount {
  readonly what: string;
}

/** What leaving for another provider, or for a layer of one's own, takes. Money of the base year. */
export interface SwitchingTerms {
  /** Buying again: competition and engineering that cannot be carried over. */
  readonly reprocurementUsdM: number;
  readonly integrationUsdM: number;
  /** Both services are paid for so long. */
  readonly overlapMonths: number;
  readonly awardMonths: number;
  readonly buildMonths: number;
  readonly launchMonths: number;
  readonly phasingMonths: number;
  /** The old service goes on for so long after notice. */
  readonly noticeMonths: number;
  /** What a month without the service is taken to be worth; 0 leaves it out of the money. */
  readonly gapUsdMPerMonth: number;
}

/** What a provider does when the contract loses money. */
export interface WalkAway {
  /** Probability that a provider whose return is below `minimumReturn` leaves, or is paid more to stay. */
  readonly prob: number;
  /** Return on then-year money, share per year. */
  readonly minimumReturn: number;
  /** Years of service before it happens. */
  readonly afterYears: number;
}

/** Answers to the questions of the budget screen that are judgements. */
export interface ScoringTerms {
  readonly ownershipTransfers: boolean;
  readonly bargainPurchase: boolean;
  readonly generalPurpose: boolean;
  readonly privateMarketExists: boolean;
  /** Does the buyer control satellites that are named in the contract? Then it is no service. */
  readonly controlsNamedAssets: boolean;
}

export interface SubscriptionTerms {
  readonly control: ControlClauses;
  /** Whole years by which service starts later than with a layer of one's own. */
  readonly delayYears: number;
  /** Years of service that are agreed on, renewals included. */
  readonly termYears: number;
  /** Years of service with the first escalator. */
  readonly lockYears: number;
  readonly escalation: { readonly during: Escalator; readonly after: Escalator };
  /** Share of what was planned that is paid for even when less is taken. */
  readonly minimumTake: number;
  /** What the buyer takes of the service: all of it until a year, then a share. */
  readonly take: { readonly share: number; readonly fromYear: number };
  readonly credits: {
    readonly promisedAvailability: number;
    /** Share of the fee for each hundredth below. */
    readonly perHundredth: number;
    readonly cap: number;
  };
  /** What the buyer pays beside the fee. */
  readonly payments: readonly NamedAmount[];
  /** What ending the contract in a year costs; after the last one nothing. */
  readonly liability: readonly DatedAmount[];
  /** What the satellites could be bought for. */
  readonly buyOut: readonly DatedAmount[];
  readonly switching: SwitchingTerms;
  readonly taxRate: number;
  readonly walkAway: WalkAway;
  readonly scoring: ScoringTerms;
}

export interface OwnedTerms {
  readonly control: ControlClauses;
}

export interface OfferTerms {
  /** Are satellites that still work at the end worth what is left of their life? */
  readonly residual: 'straight-line' | 'none';
  readonly subscription: SubscriptionTerms;
  readonly owned: Readonly<Record<OwnedOfferId, OwnedTerms>>;
  readonly assumptions: OfferAssumptions;
}
