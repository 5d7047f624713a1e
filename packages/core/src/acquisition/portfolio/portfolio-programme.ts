import { ProgrammeBuilder, present, unreachable } from '../../foundation/index.ts';
import type { IntegerProgramme, RowEntry } from '../../foundation/index.ts';
import { hasMember, isTeam, priceOf } from './bid.ts';
import type { Bid } from './bid.ts';
import type { Constraint } from './constraint.ts';
import { capabilityIndex } from './constraint-use.ts';
import { FULL_VALUE, membersOf } from './portfolio-case.ts';
import type { PortfolioCase, Rule } from './portfolio-case.ts';
import { piecesOf } from './value-curve.ts';

/** A share at which the square of a member's share of the money is bounded from below by its tangent. */
export interface ConcentrationCut {
  readonly member: string;
  /** 0 to 1. */
  readonly share: number;
}

export interface ProgrammeAim {
  readonly maximise: 'value' | 'saving' | 'nothing';
  readonly constraints: readonly Constraint[];
  /** Nominal price of the choice, at most. */
  readonly costCapUsdM?: number;
  /** Worth of the choice, at least. */
  readonly valueFloor?: number;
  readonly cuts: readonly ConcentrationCut[];
  /** In place of those of the case. */
  readonly weights?: readonly number[];
}

/**
 * The choice of bids as a programme; its variables begin with one for each bid, 1 when it is chosen. The worth of levels is a sum of straight pieces, each less
 * steep than the one before; a synergy counts as much as the least chosen of its bids; what a few bad bids can do at once is linear by duality [Bertsimas-2004];
 * concentration is bounded by tangents, and only when some are given, so its true value must be looked at afterwards.
 */
export function portfolioProgramme(each: PortfolioCase, aim: ProgrammeAim): IntegerProgramme {
  const { bids, capabilities } = each;
  const builder = new ProgrammeBuilder();
  for (const bid of bids) builder.variable(aim.maximise === 'saving' ? -priceOf(bid) : 0, 1, true);
  const levels = levelEntries(each, builder);
  const worth: RowEntry[] = [];
  capabilities.forEach(({ curve, weight }, c) => {
    const share = FULL_VALUE * (aim.weights?.[c] ?? weight);
    const pieces = piecesOf(curve).map(({ width, slope }) => {
      const variable = builder.variable(aim.maximise === 'value' ? share * slope : 0, width);
      worth.push([variable, share * slope]);
      return [variable, 1] as const;
    });
    builder.row(0, [...pieces, ...negated(present(levels[c]))]);
  });
  if (aim.valueFloor !== undefined) builder.row(-aim.valueFloor, negated(worth));
  if (aim.costCapUsdM !== undefined)
    builder.row(
      aim.costCapUsdM,
      bids.map((bid, i) => [i, priceOf(bid)]),
    );
  const spent = spentVariable(each, aim.constraints, builder);
  for (const constraint of aim.constraints)
    constraintRows({ each, levels, cuts: aim.cuts, spent, builder }, constraint);
  return builder.taken();
}

/** What rows are made from. */
interface Making {
  readonly each: PortfolioCase;
  /** By capability, what adds to its level. */
  readonly levels: readonly (readonly RowEntry[])[];
  readonly cuts: readonly ConcentrationCut[];
  /** All the money, or less of it; null where no rule asks for shares of it. */
  readonly spent: number | null;
  readonly builder: ProgrammeBuilder;
}

/** Keeps the rows of members short: each holds its own bids and this, instead of all bids. */
function spentVariable(
  { bids }: PortfolioCase,
  constraints: readonly Constraint[],
  builder: ProgrammeBuilder,
): number | null {
  const isAsked = constraints.some(
    (constraint) =>
      constraint.kind === 'rule' &&
      (constraint.rule.kind === 'member-share' || constraint.rule.kind === 'concentration'),
  );
  if (!isAsked) return null;
  const prices = entriesOf(bids, priceOf);
  const spent = builder.variable(
    0,
    prices.reduce((sum, [, usdM]) => sum + usdM, 0),
  );
  builder.row(0, [[spent, 1], ...negated(prices)]);
  return spent;
}

/** By capability, what adds to its level. */
function levelEntries(
  { bids, capabilities }: PortfolioCase,
  builder: ProgrammeBuilder,
): readonly (readonly RowEntry[])[] {
  const indexOf = new Map(bids.map(({ id }, index) => [id, index]));
  const levels = capabilities.map((_, c) => entriesOf(bids, (bid) => bid.gives[c] ?? 0));
  bids.forEach((bid, index) => {
    for (const { withBids, adds } of bid.synergies) {
      const together = builder.variable(0, 1);
      for (const part of [index, ...withBids.map((id) => present(indexOf.get(id)))])
        builder.row(0, [
          [together, 1],
          [part, -1],
        ]);
      adds.forEach((amount, c) => {
        if (amount > 0) present(levels[c]).push([together, amount]);
      });
    }
  });
  return levels;
}

function constraintRows(making: Making, constraint: Constraint): void {
  const { each, levels, builder } = making;
  const { bids, robustness } = each;
  switch (constraint.kind) {
    case 'budget':
      return builder.row(each.budgetUsdM, [
        ...entriesOf(bids, priceOf),
        ...worstEntries(bids, (bid) => bid.growthShare * priceOf(bid), robustness.dearerBids, builder),
      ]);
    case 'budget-of-year': {
      const { year } = constraint;
      return builder.row(
        present(each.budgetByYearUsdM[year]),
        entriesOf(bids, (bid) => bid.costByYearUsdM[year] ?? 0),
      );
    }
    case 'need': {
      const { capability } = constraint;
      const lost = (bid: Bid): number => (isTeam(bid) ? (bid.gives[capability] ?? 0) : 0);
      return builder.row(-present(each.capabilities[capability]).need, [
        ...negated(present(levels[capability])),
        ...worstEntries(bids, lost, robustness.brokenTeams, builder),
      ]);
    }
    case 'excludes':
      return builder.row(1, [
        [constraint.bid, 1],
        [constraint.other, 1],
      ]);
    case 'requires':
      return builder.row(0, [
        [constraint.bid, 1],
        [constraint.other, -1],
      ]);
    case 'rule':
      return ruleRows(making, constraint.rule);
    default:
      return unreachable(constraint);
  }
}

function ruleRows({ each, cuts, spent, builder }: Making, rule: Rule): void {
  const { bids } = each;
  const members = membersOf(bids);
  switch (rule.kind) {
    case 'dual-source': {
      const of = capabilityIndex(each, rule.capability);
      const bringing = membersOf(bids.filter((bid) => (bid.gives[of] ?? 0) > 0));
      if (bringing.length === 0) return builder.row(-rule.keeps, []);
      for (const member of bringing) {
        const without = entriesOf(bids, (bid) => (hasMember(bid, member) ? 0 : (bid.gives[of] ?? 0)));
        builder.row(-rule.keeps, negated(without));
      }
      return;
    }
    case 'distinct-members': {
      const of = capabilityIndex(each, rule.capability);
      const counted: RowEntry[] = [];
      for (const member of members) {
        const bringing = entriesOf(bids, (bid) =>
          hasMember(bid, member) && (bid.gives[of] ?? 0) > 0 ? 1 : 0,
        );
        if (bringing.length === 0) continue;
        const isIn = builder.variable(0, 1);
        builder.row(0, [[isIn, 1], ...negated(bringing)]);
        counted.push([isIn, -1]);
      }
      return builder.row(-rule.least, counted);
    }
    case 'member-share':
      for (const member of rule.member === 'any' ? members : [rule.member])
        builder.row(0, [
          ...entriesOf(bids, (bid) => priceOf(bid) * shareOf(bid, member)),
          [present(spent), -rule.most],
        ]);
      return;
    case 'concentration': {
      // Mostly it is kept without asking: no rows until a choice has broken it.
      if (cuts.length === 0) return;
      // Money² / all money of each member is at least its tangent at any share; the sum of these is what is bounded.
      const most = rule.mostHhi / HHI_OF_ONE;
      const squares: RowEntry[] = [];
      for (const member of members) {
        const own = entriesOf(bids, (bid) => priceOf(bid) * shareOf(bid, member));
        const all = own.reduce((sum, [, usdM]) => sum + usdM, 0);
        const money = builder.variable(0, all);
        builder.row(0, [...own, [money, -1]]);
        const square = builder.variable(0, all);
        squares.push([square, 1]);
        const shares = cuts.filter((cut) => cut.member === member).map(({ share }) => share);
        for (const share of [
          ...TANGENT_SHARES.filter((usual) => usual ** 2 <= most),
          Math.sqrt(most),
          ...shares,
        ])
          builder.row(0, [
            [money, 2 * share],
            [present(spent), -(share ** 2)],
            [square, -1],
          ]);
      }
      return builder.row(0, [...squares, [present(spent), -most]]);
    }
    case 'bids-of-member':
      for (const member of rule.member === 'any' ? members : [rule.member])
        builder.row(
          rule.most,
          entriesOf(bids, (bid) => (hasMember(bid, member) ? 1 : 0)),
        );
      return;
    case 'small-business':
      return builder.row(
        0,
        entriesOf(bids, (bid) => priceOf(bid) * (rule.leastShare - (bid.isSmallBusiness ? 1 : 0))),
      );
    case 'mean-risk':
      return builder.row(
        0,
        entriesOf(bids, (bid) => priceOf(bid) * (bid.risk - rule.most)),
      );
    case 'lowest-trl':
      return builder.row(
        0,
        entriesOf(bids, ({ trl }) => (trl < rule.least ? 1 : 0)),
      );
    case 'fielded-by': {
      const of = capabilityIndex(each, rule.capability);
      const early = (bid: Bid): number => (bid.monthsToField <= rule.months ? (bid.gives[of] ?? 0) : 0);
      const slips = (bid: Bid): number => (bid.monthsToField + bid.slipMonths > rule.months ? early(bid) : 0);
      return builder.row(-rule.level, [
        ...negated(entriesOf(bids, early)),
        ...worstEntries(bids, slips, each.robustness.lateBids, builder),
      ]);
    }
    case 'count': {
      const all = entriesOf(bids, () => 1);
      builder.row(rule.most, all);
      return builder.row(-rule.least, negated(all));
    }
    case 'at-most-of':
      return builder.row(
        rule.most,
        entriesOf(bids, ({ id }) => (rule.bids.includes(id) ? 1 : 0)),
      );
    case 'chosen':
      return builder.row(
        -1,
        entriesOf(bids, ({ id }) => (id === rule.bid ? -1 : 0)),
      );
    case 'left-out':
      return builder.row(
        0,
        entriesOf(bids, ({ id }) => (id === rule.bid ? 1 : 0)),
      );
    default:
      return unreachable(rule);
  }
}

/** HHI of a single member. */
const HHI_OF_ONE = 10_000;
/** Where tangents are laid beforehand. Between two of them a square is seen too small by at most a quarter of their distance squared. */
const TANGENT_SHARES: readonly number[] = [0.02, 0.04, 0.07, 0.1, 0.14, 0.19, 0.25, 0.33, 0.45, 0.6, 0.8];

/**
 * What is added when the `count` worst of the chosen bids come true at once: `count` q + sum of p, with q + p at least what a chosen bid adds.
 *
 * @see [Bertsimas-2004] theorem 1
 */
function worstEntries(
  bids: readonly Bid[],
  amount: (bid: Bid) => number,
  count: number,
  builder: ProgrammeBuilder,
): readonly RowEntry[] {
  if (count === 0) return [];
  const amounts = bids.map(amount);
  const largest = Math.max(...amounts);
  if (largest <= 0) return [];
  const common = builder.variable(0, largest);
  const entries: RowEntry[] = [[common, count]];
  amounts.forEach((each, bid) => {
    if (each <= 0) return;
    const own = builder.variable(0, each);
    builder.row(0, [
      [bid, each],
      [common, -1],
      [own, -1],
    ]);
    entries.push([own, 1]);
  });
  return entries;
}

function entriesOf(bids: readonly Bid[], amount: (bid: Bid) => number): RowEntry[] {
  return bids.flatMap((bid, index) => {
    const each = amount(bid);
    return each === 0 ? [] : [[index, each] as const];
  });
}

function negated(entries: readonly RowEntry[]): readonly RowEntry[] {
  return entries.map(([variable, value]) => [variable, -value]);
}

function shareOf({ members }: Bid, member: string): number {
  return members.find((each) => each.member === member)?.share ?? 0;
}

/** The cuts that a choice asks for: tangents at the shares that its members have, where their squares are then seen as they are. */
export function cutsAgainst(money: ReadonlyMap<string, number>): readonly ConcentrationCut[] {
  const all = [...money.values()].reduce((sum, usdM) => sum + usdM, 0);
  return [...money].map(([member, usdM]) => ({ member, share: usdM / all }));
}
