import {
  brokenBy,
  concentrationOf,
  constraintUse,
  marginalValue,
  membersOf,
  missedWithout,
  moneyByMember,
  roomIn,
  priceOf,
  shareAt,
} from '@cupola/core/acquisition';
import type { Bid, Choice, Constraint, WhyNot } from '@cupola/core/acquisition';
import { present } from '@cupola/core/foundation';
import type { FrontPoint } from './front.ts';
import type { Conflict } from './conflict.ts';
import type { PortfolioStudy } from './portfolio-study.ts';

/** A bid in words and numbers that stand by themselves. */
export interface BidEntry {
  readonly id: string;
  readonly title: string;
  readonly members: Bid['members'];
  readonly costUsdM: number;
  readonly coreIndex: number;
  /** Worth if it were the only one, and its rank by nearness to the ideal. */
  readonly maut: number;
  readonly topsisRank: number;
  readonly dominatedBy: readonly string[];
}

export interface ChosenEntry extends BidEntry {
  readonly costByYearUsdM: readonly number[];
  /** What is lost when it drops out and nothing takes its place. */
  readonly marginalValue: number;
  readonly valuePerUsdB: number;
  /** What the rest no longer keeps then. */
  readonly holdsUp: readonly string[];
}

export interface WhyNotEntry extends BidEntry {
  readonly reason: string;
  readonly addedValue: number;
  readonly blockedBy: readonly string[];
  readonly bestSwap: { readonly outgoing: string; readonly valueChange: number } | null;
}

export interface FrontEntry {
  readonly capUsdM: number;
  readonly costUsdM: number;
  readonly value: number;
  readonly valueBound: number;
  readonly valueProvenGap: number;
  readonly costBoundUsdM: number;
  readonly costProvenGap: number;
  readonly timeRanOut: boolean;
  readonly chosen: readonly string[];
}

/** A constraint, how far the choice goes against it, and how many of the bids left out it stands in the way of. */
export interface ConstraintEntry {
  readonly id: string;
  readonly text: string;
  readonly used: number;
  readonly sense: 'at most' | 'at least';
  readonly limit: number;
  readonly room: number;
  readonly blocks: number;
}

export function constraintEntries({
  portfolio,
  constraints,
  best,
  whyNot,
}: PortfolioStudy): readonly ConstraintEntry[] {
  const blocks = new Map<string, number>();
  for (const { blockedBy } of whyNot)
    for (const { id } of blockedBy) blocks.set(id, (blocks.get(id) ?? 0) + 1);
  return constraints.map((constraint) => {
    const use = constraintUse(portfolio, constraint, best.choice);
    const { id, text } = constraint;
    return { id, text, ...use, room: roomIn(use), blocks: blocks.get(id) ?? 0 };
  });
}

export function chosenEntries(study: PortfolioStudy): readonly ChosenEntry[] {
  const { portfolio, constraints, best } = study;
  return best.choice.bids.map((bid) => {
    const entry = bidEntry(study, bid);
    const lost = marginalValue(portfolio, best.choice, bid);
    return {
      ...entry,
      costByYearUsdM: present(portfolio.bids[bid]).costByYearUsdM,
      marginalValue: lost,
      valuePerUsdB: entry.costUsdM > 0 ? (1000 * lost) / entry.costUsdM : 0,
      holdsUp: missedWithout(portfolio, constraints, best.choice, bid).map(({ text }) => text),
    };
  });
}

export function whyNotEntries(study: PortfolioStudy): readonly WhyNotEntry[] {
  const { portfolio, whyNot } = study;
  return whyNot.map((why) => {
    const entry = bidEntry(study, why.bid);
    const { bestSwap } = why;
    return {
      ...entry,
      reason: reasonOf(study, why, entry),
      addedValue: why.addedValue,
      blockedBy: why.blockedBy.map(({ text }) => text),
      bestSwap:
        bestSwap === null
          ? null
          : { outgoing: present(portfolio.bids[bestSwap.bid]).id, valueChange: bestSwap.valueChange },
    };
  });
}

/** Why a bid was left out, in one sentence. */
function reasonOf(
  { portfolio, best, constraints }: PortfolioStudy,
  { bid, addedValue, blockedBy, bestSwap }: WhyNot,
  { dominatedBy }: BidEntry,
): string {
  const chosen = best.choice.bids.map((index) => present(portfolio.bids[index]).id);
  const ahead = dominatedBy.filter((id) => chosen.includes(id));
  const parts: string[] = [];
  const alone = constraints.filter(
    (constraint) => constraint.kind === 'rule' && constraint.rule.kind === 'lowest-trl',
  );
  const own: Choice = { ...best.choice, bids: [bid] };
  const ruledOut = brokenBy(portfolio, alone, own);
  if (ruledOut.length > 0) return `ruled out: ${ruledOut.map(({ text }) => text).join('; ')}`;
  if (ahead.length > 0) parts.push(`${ahead.join(', ')}, chosen, is at least as good in everything`);
  if (addedValue <= VALUE_SHOWN) parts.push('adds nothing to what is chosen');
  else if (blockedBy.length > 0)
    parts.push(
      `would add ${addedValue.toFixed(2)}, but breaks: ${blockedBy.map(({ text }) => text).join('; ')}`,
    );
  else parts.push(`would add ${addedValue.toFixed(2)} and fits: left out within the proven gap`);
  if (bestSwap !== null && addedValue > VALUE_SHOWN) {
    const outgoing = present(portfolio.bids[bestSwap.bid]).id;
    const change = bestSwap.valueChange;
    parts.push(
      Math.abs(change) < VALUE_SHOWN
        ? `in place of ${outgoing} it is worth the same`
        : `in place of ${outgoing} the value ${change < 0 ? 'falls' : 'rises'} by ${Math.abs(change).toFixed(2)}`,
    );
  }
  return parts.join('; ');
}

/** Less is told as nothing. */
const VALUE_SHOWN = 0.005;

function bidEntry({ portfolio, core, scores, dominatedBy }: PortfolioStudy, index: number): BidEntry {
  const bid = present(portfolio.bids[index]);
  const { maut, topsisRank } = present(scores[index]);
  return {
    id: bid.id,
    title: bid.title,
    members: bid.members,
    costUsdM: priceOf(bid),
    coreIndex: core.ofBid[index] ?? 0,
    maut,
    topsisRank,
    dominatedBy: dominatedBy[index] ?? [],
  };
}

export function frontEntry({ portfolio }: Pick<PortfolioStudy, 'portfolio'>, point: FrontPoint): FrontEntry {
  const { choice, capUsdM, valueBound, valueGap, costBoundUsdM, costGap, timeRanOut } = point;
  return {
    capUsdM,
    costUsdM: choice.costUsdM,
    value: choice.value,
    valueBound,
    valueProvenGap: valueGap,
    costBoundUsdM,
    costProvenGap: costGap,
    timeRanOut,
    chosen: choice.bids.map((bid) => present(portfolio.bids[bid]).id),
  };
}

/** The answer as other programs read it. Money in millions of constant dollars of the base year. */
export interface PortfolioAnswer {
  readonly title: string;
  readonly simulated: true;
  readonly syntheticBids: boolean;
  readonly currency: 'USD M';
  readonly baseYear: number;
  readonly firstFiscalYear: number;
  readonly feasible: true;
  readonly bids: number;
  readonly members: number;
  readonly constraintCount: number;
  readonly value: number;
  readonly valueBound: number;
  readonly valueProvenGap: number;
  readonly gapAsked: number;
  readonly timeRanOut: boolean;
  readonly costUsdM: number;
  readonly costByYearUsdM: readonly number[];
  readonly chosen: readonly ChosenEntry[];
  readonly front: readonly FrontEntry[];
  readonly whyNot: readonly WhyNotEntry[];
  readonly capabilities: readonly {
    readonly id: string;
    readonly title: string;
    readonly weight: number;
    readonly need: number;
    readonly level: number;
    readonly share: number;
  }[];
  readonly concentration: {
    readonly hhi: number;
    readonly effectiveMembers: number;
    readonly members: readonly { readonly member: string; readonly usdM: number; readonly share: number }[];
  } | null;
  readonly constraints: readonly ConstraintEntry[];
  readonly breakUp: PortfolioStudy['breakUp'];
  readonly coreIndex: { readonly drawn: number; readonly nearOptimal: number };
  readonly forced: readonly {
    readonly id: string;
    readonly forced: 'in' | 'out';
    readonly value: number | null;
    readonly valueBound: number | null;
    readonly valueChange: number | null;
    readonly chosen: readonly string[];
  }[];
  readonly methods: Readonly<Record<string, string>>;
}

export function portfolioAnswer(study: PortfolioStudy): PortfolioAnswer {
  const { portfolio, answer, best, front, core, breakUp, forced, weighing } = study;
  const { choice } = best;
  const money = moneyByMember(portfolio, choice.bids);
  const concentrated = concentrationOf(portfolio, choice.bids);
  const idOf = (bid: number): string => present(portfolio.bids[bid]).id;
  return {
    title: portfolio.title,
    simulated: true,
    syntheticBids: portfolio.isSynthetic,
    currency: 'USD M',
    baseYear: portfolio.baseYear,
    firstFiscalYear: portfolio.firstFiscalYear,
    feasible: true,
    bids: portfolio.bids.length,
    members: membersOf(portfolio.bids).length,
    constraintCount: study.constraints.length,
    value: choice.value,
    valueBound: best.bound,
    valueProvenGap: best.gap,
    gapAsked: answer.gap,
    timeRanOut: best.timeRanOut || front.some(({ timeRanOut }) => timeRanOut),
    costUsdM: choice.costUsdM,
    costByYearUsdM: choice.costByYearUsdM,
    chosen: chosenEntries(study),
    front: front.map((point) => frontEntry(study, point)),
    whyNot: whyNotEntries(study),
    capabilities: portfolio.capabilities.map(({ id, title, weight, need, curve }, c) => {
      const level = choice.levels[c] ?? 0;
      return { id, title, weight, need, level, share: shareAt(curve, level) };
    }),
    concentration:
      concentrated === null
        ? null
        : {
            hhi: concentrated.hhi,
            effectiveMembers: concentrated.effectiveVendors,
            members: [...money]
              .map(([member, usdM]) => ({ member, usdM, share: usdM / choice.costUsdM }))
              .toSorted((a, b) => b.usdM - a.usdM || (a.member < b.member ? -1 : 1)),
          },
    constraints: constraintEntries(study),
    breakUp,
    coreIndex: { drawn: core.drawn, nearOptimal: core.nearOptimal },
    forced: forced.map(({ bid, forced: how, best: other }) => ({
      id: idOf(bid),
      forced: how,
      value: other?.choice.value ?? null,
      valueBound: other?.bound ?? null,
      valueChange: other === null ? null : other.choice.value - choice.value,
      chosen: other === null ? [] : other.choice.bids.map(idOf),
    })),
    methods: {
      value: 'additive multi-attribute value over saturating curves, 0 to 100',
      weights:
        weighing.kind === 'stated'
          ? 'as stated, brought to a sum of 1'
          : `principal eigenvector of judgements in pairs, consistency ratio ${weighing.consistencyRatio.toFixed(3)}`,
      topsis: 'nearness to the ideal of each bid by itself; a check, not used in the choice',
      coreIndex: `share of ${core.nearOptimal} choices within ${100 * answer.nearOptimal} % of the best value, the best ones by ${core.drawn} sets of weights within ${100 * answer.weightSpread} % of the stated ones`,
      robustness: robustnessText(study),
    },
  };
}

export function robustnessText({ portfolio: { robustness } }: Pick<PortfolioStudy, 'portfolio'>): string {
  const { dearerBids, lateBids, brokenTeams } = robustness;
  if (dearerBids + lateBids + brokenTeams === 0) return 'none: every bid is taken at its word';
  return `the budget in all holds with the ${dearerBids} worst bids dearer, dates with the ${lateBids} worst late, needs with the ${brokenTeams} worst teams broken up`;
}

/** The answer when nothing keeps everything. */
export interface NoPortfolioAnswer {
  readonly title: string;
  readonly simulated: true;
  readonly feasible: false;
  readonly conflict: readonly { readonly id: string; readonly text: string }[];
  /** False when the time ran out on the way: some of them may not be needed. */
  readonly conflictIsSmallest: boolean;
  readonly chosen: readonly [];
  readonly front: readonly [];
  readonly whyNot: readonly [];
  readonly valueProvenGap: null;
}

export function noPortfolioAnswer(
  title: string,
  { items, isIrreducible }: Conflict<Constraint>,
): NoPortfolioAnswer {
  return {
    title,
    simulated: true,
    feasible: false,
    conflict: items.map(({ id, text }) => ({ id, text })),
    conflictIsSmallest: isIrreducible,
    chosen: [],
    front: [],
    whyNot: [],
    valueProvenGap: null,
  };
}
