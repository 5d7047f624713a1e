import type { Bid } from './bid.ts';
import type { ValueCurve } from './value-curve.ts';

export interface Capability {
  readonly id: string;
  readonly title: string;
  /** Part of the whole worth, 0 to 1; those of a case add up to 1. */
  readonly weight: number;
  /** Level that has to be reached; 0 where nothing is needed. */
  readonly need: number;
  readonly curve: ValueCurve;
}

/** A demand on the choice, beside budgets, needs and what bids say of one another. */
export type Rule =
  /** Whichever one member drops out with all its bids, this level is still there. */
  | { readonly kind: 'dual-source'; readonly capability: string; readonly keeps: number }
  /** So many different firms stand behind the chosen bids that bring it. */
  | { readonly kind: 'distinct-members'; readonly capability: string; readonly least: number }
  /** No firm (`any`), or not this one, gets more than a share of the money. */
  | { readonly kind: 'member-share'; readonly member: string; readonly most: number }
  | { readonly kind: 'concentration'; readonly mostHhi: number }
  /** A firm (`any`: each) takes part in at most so many chosen bids. */
  | { readonly kind: 'bids-of-member'; readonly member: string; readonly most: number }
  | { readonly kind: 'small-business'; readonly leastShare: number }
  /** Risk by price. */
  | { readonly kind: 'mean-risk'; readonly most: number }
  | { readonly kind: 'lowest-trl'; readonly least: number }
  /** This level is there in so many months. */
  | {
      readonly kind: 'fielded-by';
      readonly capability: string;
      readonly months: number;
      readonly level: number;
    }
  | { readonly kind: 'count'; readonly least: number; readonly most: number }
  | { readonly kind: 'at-most-of'; readonly bids: readonly string[]; readonly most: number }
  | { readonly kind: 'chosen'; readonly bid: string }
  | { readonly kind: 'left-out'; readonly bid: string };

/** Against how many bids at once, the worst ones, each constraint has to hold. [Bertsimas-2004] */
export interface Robustness {
  /** As dear as they may become: the budget in all. */
  readonly dearerBids: number;
  /** As late as they may become: levels by date. */
  readonly lateBids: number;
  /** Broken up: needs. */
  readonly brokenTeams: number;
}

/** Bids, what is wanted of them, and what they may cost. */
export interface PortfolioCase {
  readonly title: string;
  /** Drawn from a seed, not anybody's bids. */
  readonly isSynthetic: boolean;
  readonly baseYear: number;
  readonly firstFiscalYear: number;
  readonly budgetUsdM: number;
  readonly budgetByYearUsdM: readonly number[];
  /** Sorted by id: the order of a file changes nothing. */
  readonly bids: readonly Bid[];
  readonly capabilities: readonly Capability[];
  readonly rules: readonly Rule[];
  readonly robustness: Robustness;
  readonly seed: number;
}

/** Everything of worth there is. */
export const FULL_VALUE = 100;

/** All firms of all bids, in order of name. */
export function membersOf(bids: readonly Bid[]): readonly string[] {
  return [...new Set(bids.flatMap(({ members }) => members.map(({ member }) => member)))].toSorted();
}
