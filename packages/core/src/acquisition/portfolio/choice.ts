import { present } from '../../foundation/index.ts';
import { isTeam } from './bid.ts';
import { concentration } from './concentration.ts';
import type { Concentration } from './concentration.ts';
import { FULL_VALUE } from './portfolio-case.ts';
import type { PortfolioCase } from './portfolio-case.ts';
import { shareAt } from './value-curve.ts';

/** A choice of bids and what it comes to. */
export interface Choice {
  /** Positions in the case, rising. */
  readonly bids: readonly number[];
  /** 0 to 100. */
  readonly value: number;
  readonly costUsdM: number;
  readonly costByYearUsdM: readonly number[];
  /** By capability, synergies included. */
  readonly levels: readonly number[];
}

/** What a choice comes to, whether or not it keeps to anything. `working`: of these the rest has failed; all of them by default. */
export function choiceOf(each: PortfolioCase, bids: readonly number[]): Choice {
  const { capabilities, budgetByYearUsdM } = each;
  const costByYearUsdM = budgetByYearUsdM.map(() => 0);
  for (const index of bids) {
    const { costByYearUsdM: own } = present(each.bids[index]);
    for (let year = 0; year < costByYearUsdM.length; year++)
      costByYearUsdM[year] = present(costByYearUsdM[year]) + (own[year] ?? 0);
  }
  const levels = levelsOf(each, bids);
  return {
    bids,
    value: valueOf(capabilities, levels),
    costUsdM: costByYearUsdM.reduce((sum, usdM) => sum + usdM, 0),
    costByYearUsdM,
    levels,
  };
}

/** By capability, synergies included. */
export function levelsOf({ bids: all, capabilities }: PortfolioCase, bids: readonly number[]): number[] {
  const levels = capabilities.map(() => 0);
  const add = (amounts: readonly number[]): void => {
    for (let c = 0; c < levels.length; c++) levels[c] = present(levels[c]) + (amounts[c] ?? 0);
  };
  const names = new Set(bids.map((index) => present(all[index]).id));
  for (const index of bids) {
    const { gives, synergies } = present(all[index]);
    add(gives);
    for (const { withBids, adds } of synergies) if (withBids.every((id) => names.has(id))) add(adds);
  }
  return levels;
}

export function valueOf(capabilities: PortfolioCase['capabilities'], levels: readonly number[]): number {
  return (
    FULL_VALUE *
    capabilities.reduce((sum, { weight, curve }, c) => sum + weight * shareAt(curve, present(levels[c])), 0)
  );
}

/** Money by member, by the work shares of the chosen bids, in order of name. */
export function moneyByMember(
  { bids: all }: PortfolioCase,
  bids: readonly number[],
): ReadonlyMap<string, number> {
  const money = new Map<string, number>();
  for (const index of bids) {
    const { members, costByYearUsdM } = present(all[index]);
    const price = costByYearUsdM.reduce((sum, usdM) => sum + usdM, 0);
    for (const { member, share } of members) money.set(member, (money.get(member) ?? 0) + share * price);
  }
  return new Map([...money].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Null where nothing is paid. */
export function concentrationOf(each: PortfolioCase, bids: readonly number[]): Concentration | null {
  const amounts = [...moneyByMember(each, bids).values()];
  return amounts.some((usdM) => usdM > 0) ? concentration(amounts) : null;
}

/** The sum of the largest few: what a budgeted adversary can do. */
export function worstOf(amounts: readonly number[], count: number): number {
  return amounts
    .toSorted((a, b) => b - a)
    .slice(0, count)
    .reduce((sum, amount) => sum + amount, 0);
}

/** Of each capability, what the given bids bring of it if they are teams. */
export function teamShares(
  { bids: all }: PortfolioCase,
  bids: readonly number[],
  capability: number,
): number[] {
  return bids.flatMap((index) => {
    const bid = present(all[index]);
    return isTeam(bid) ? [bid.gives[capability] ?? 0] : [];
  });
}
