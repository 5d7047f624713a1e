/** A firm of a bid and its part of the work. */
export interface WorkShare {
  readonly member: string;
  /** Part of the price, 0 to 1; those of a bid add up to 1. */
  readonly share: number;
}

/** What a bid adds when others are chosen with it. */
export interface Synergy {
  readonly withBids: readonly string[];
  /** By capability, in the order of the case; none negative. */
  readonly adds: readonly number[];
}

export interface Bid {
  readonly id: string;
  readonly title: string;
  /** One firm, or a team. */
  readonly members: readonly WorkShare[];
  /** Price in each fiscal year of the case, millions of constant dollars of its base year. */
  readonly costByYearUsdM: readonly number[];
  /** How much of each capability it brings, in the order of the case. */
  readonly gives: readonly number[];
  /** Judged risk, 0 to 1. */
  readonly risk: number;
  /** Technology readiness level, 1 to 9. */
  readonly trl: number;
  readonly monthsToField: number;
  readonly isSmallBusiness: boolean;
  readonly excludes: readonly string[];
  readonly requires: readonly string[];
  readonly synergies: readonly Synergy[];
  /** By how much of its price it may become dearer. */
  readonly growthShare: number;
  /** By how many months it may be late. */
  readonly slipMonths: number;
  /** Probability that its team breaks up and nothing comes; 0 for a single firm. */
  readonly breakUpProb: number;
}

export function isTeam({ members }: Bid): boolean {
  return members.length > 1;
}

export function hasMember({ members }: Bid, member: string): boolean {
  return members.some((each) => each.member === member);
}

export function priceOf({ costByYearUsdM }: Bid): number {
  return costByYearUsdM.reduce((sum, each) => sum + each, 0);
}
