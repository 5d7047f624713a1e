import { present, unreachable } from '../../foundation/index.ts';
import { hasMember, priceOf } from './bid.ts';
import type { Bid } from './bid.ts';
import { concentrationOf, moneyByMember, teamShares, worstOf } from './choice.ts';
import type { Choice } from './choice.ts';
import type { Constraint } from './constraint.ts';
import { membersOf } from './portfolio-case.ts';
import type { PortfolioCase, Rule } from './portfolio-case.ts';

/** How far a choice goes against a constraint. */
export interface ConstraintUse {
  readonly used: number;
  readonly sense: 'at most' | 'at least';
  readonly limit: number;
}

/** What rounding may take away from a limit, as a share of it and at least absolutely. */
const ROUNDING = 1e-5;

export function isKept({ used, sense, limit }: ConstraintUse): boolean {
  const room = ROUNDING * Math.max(1, Math.abs(limit));
  return sense === 'at most' ? used <= limit + room : used >= limit - room;
}

/** Of what is left of it: 0 when it is used up, negative when it is broken. */
export function roomIn({ used, sense, limit }: ConstraintUse): number {
  return sense === 'at most' ? limit - used : used - limit;
}

export function brokenBy(
  each: PortfolioCase,
  constraints: readonly Constraint[],
  choice: Choice,
): readonly Constraint[] {
  return constraints.filter((constraint) => !isKept(constraintUse(each, constraint, choice)));
}

/** A choice against one constraint, by counting: nothing of this is shared with the programme that a solver is given. */
export function constraintUse(each: PortfolioCase, constraint: Constraint, choice: Choice): ConstraintUse {
  const bidsOf = (): readonly Bid[] => choice.bids.map((index) => present(each.bids[index]));
  const { dearerBids, brokenTeams } = each.robustness;
  switch (constraint.kind) {
    case 'budget': {
      const growth = bidsOf().map((bid) => bid.growthShare * priceOf(bid));
      return atMost(choice.costUsdM + worstOf(growth, dearerBids), each.budgetUsdM);
    }
    case 'budget-of-year':
      return atMost(
        present(choice.costByYearUsdM[constraint.year]),
        present(each.budgetByYearUsdM[constraint.year]),
      );
    case 'need': {
      const { capability } = constraint;
      const lost = worstOf(teamShares(each, choice.bids, capability), brokenTeams);
      return atLeast(present(choice.levels[capability]) - lost, present(each.capabilities[capability]).need);
    }
    case 'excludes':
      return atMost(Number(has(choice, constraint.bid)) + Number(has(choice, constraint.other)), 1);
    case 'requires':
      return atMost(Number(has(choice, constraint.bid)) - Number(has(choice, constraint.other)), 0);
    case 'rule':
      return ruleUse(each, constraint.rule, choice, bidsOf());
    default:
      return unreachable(constraint);
  }
}

function ruleUse(each: PortfolioCase, rule: Rule, choice: Choice, bids: readonly Bid[]): ConstraintUse {
  switch (rule.kind) {
    case 'dual-source': {
      const of = capabilityIndex(each, rule.capability);
      const without = membersOf(bids).map((member) =>
        sumOf(bids, (bid) => (hasMember(bid, member) ? 0 : (bid.gives[of] ?? 0))),
      );
      return atLeast(without.length === 0 ? 0 : Math.min(...without), rule.keeps);
    }
    case 'distinct-members': {
      const of = capabilityIndex(each, rule.capability);
      return atLeast(membersOf(bids.filter((bid) => (bid.gives[of] ?? 0) > 0)).length, rule.least);
    }
    case 'member-share': {
      const shares = [...moneyByMember(each, choice.bids)]
        .filter(([member]) => rule.member === 'any' || rule.member === member)
        .map(([, usdM]) => usdM / Math.max(choice.costUsdM, Number.MIN_VALUE));
      return atMost(Math.max(0, ...shares), rule.most);
    }
    case 'concentration':
      return atMost(concentrationOf(each, choice.bids)?.hhi ?? 0, rule.mostHhi);
    case 'bids-of-member': {
      const members = rule.member === 'any' ? membersOf(bids) : [rule.member];
      const counts = members.map((member) => bids.filter((bid) => hasMember(bid, member)).length);
      return atMost(Math.max(0, ...counts), rule.most);
    }
    case 'small-business': {
      const small = sumOf(bids, (bid) => (bid.isSmallBusiness ? priceOf(bid) : 0));
      // Of nothing, any share is small business.
      return atLeast(choice.costUsdM > 0 ? small / choice.costUsdM : rule.leastShare, rule.leastShare);
    }
    case 'mean-risk': {
      const risk = sumOf(bids, (bid) => bid.risk * priceOf(bid));
      return atMost(choice.costUsdM > 0 ? risk / choice.costUsdM : 0, rule.most);
    }
    case 'lowest-trl':
      return atLeast(Math.min(9, ...bids.map(({ trl }) => trl)), rule.least);
    case 'fielded-by': {
      const of = capabilityIndex(each, rule.capability);
      const early = bids.filter(({ monthsToField }) => monthsToField <= rule.months);
      const slipping = early.filter(
        ({ monthsToField, slipMonths }) => monthsToField + slipMonths > rule.months,
      );
      const lost = worstOf(
        slipping.map((bid) => bid.gives[of] ?? 0),
        each.robustness.lateBids,
      );
      return atLeast(sumOf(early, (bid) => bid.gives[of] ?? 0) - lost, rule.level);
    }
    case 'count':
      return bids.length < rule.least ? atLeast(bids.length, rule.least) : atMost(bids.length, rule.most);
    case 'at-most-of':
      return atMost(bids.filter(({ id }) => rule.bids.includes(id)).length, rule.most);
    case 'chosen':
      return atLeast(Number(bids.some(({ id }) => id === rule.bid)), 1);
    case 'left-out':
      return atMost(Number(bids.some(({ id }) => id === rule.bid)), 0);
    default:
      return unreachable(rule);
  }
}

export function capabilityIndex({ capabilities }: PortfolioCase, id: string): number {
  return capabilities.findIndex((capability) => capability.id === id);
}

function has({ bids }: Choice, bid: number): boolean {
  return bids.includes(bid);
}

function sumOf(bids: readonly Bid[], amount: (bid: Bid) => number): number {
  return bids.reduce((sum, bid) => sum + amount(bid), 0);
}

function atMost(used: number, limit: number): ConstraintUse {
  return { used, sense: 'at most', limit };
}

function atLeast(used: number, limit: number): ConstraintUse {
  return { used, sense: 'at least', limit };
}
