/** Longest term as a share of the asset's economic life, and largest present value of payments as a share of its fair value. */
const MAX_TERM_SHARE = 0.75;
const MAX_PAYMENTS_SHARE = 0.9;

/** What the budget circular asks about a contract for the use of an asset. */
export interface LeaseTerms {
  readonly ownershipTransfers: boolean;
  /** Can the asset be bought at the end for less than it is then worth? */
  readonly bargainPurchase: boolean;
  readonly termShareOfLife: number;
  /** Present value of the minimum payments over the asset's fair value at the start. */
  readonly paymentsShareOfFairValue: number;
  /** Not built to a specification only the government has. */
  readonly generalPurpose: boolean;
  readonly privateMarketExists: boolean;
}

export const LEASE_TESTS = [
  'lessor-keeps-title',
  'no-bargain-purchase',
  'term-within-life',
  'payments-within-value',
  'general-purpose',
  'private-market',
] as const;

export interface LeaseTest {
  readonly test: (typeof LEASE_TESTS)[number];
  readonly value: number | boolean;
  /** What the value must not exceed; null for a yes or no. */
  readonly limit: number | null;
  readonly passed: boolean;
}

export interface LeaseScoring {
  readonly tests: readonly LeaseTest[];
  readonly operatingLease: boolean;
  /** Otherwise it scores like a purchase: all budget authority in the first year. */
  readonly fullBudgetAuthorityInYear1: boolean;
}

/**
 * Does a contract score year by year, as an operating lease, or in full at the start? Every test must hold.
 *
 * A screen, not a ruling: that an asset is general-purpose or has a private market is a judgement, and it is an input here.
 *
 * @see [OMB-A11] appendix B; limits recalled, not read in the primary text.
 */
export function scoreLease(terms: LeaseTerms): LeaseScoring {
  const tests: readonly LeaseTest[] = [
    yesOrNo('lessor-keeps-title', !terms.ownershipTransfers),
    yesOrNo('no-bargain-purchase', !terms.bargainPurchase),
    atMost('term-within-life', terms.termShareOfLife, MAX_TERM_SHARE),
    atMost('payments-within-value', terms.paymentsShareOfFairValue, MAX_PAYMENTS_SHARE),
    yesOrNo('general-purpose', terms.generalPurpose),
    yesOrNo('private-market', terms.privateMarketExists),
  ];
  const operatingLease = tests.every(({ passed }) => passed);
  return { tests, operatingLease, fullBudgetAuthorityInYear1: !operatingLease };
}

function yesOrNo(test: LeaseTest['test'], value: boolean): LeaseTest {
  return { test, value, limit: null, passed: value };
}

function atMost(test: LeaseTest['test'], value: number, limit: number): LeaseTest {
  return { test, value, limit, passed: value <= limit };
}
