import { RandomStream } from '../../foundation/index.ts';
import { brokenBy } from './constraint-use.ts';
import { constraintsOf } from './constraint.ts';
import { choiceOf } from './choice.ts';
import type { Choice } from './choice.ts';
import { notionalBids } from './notional-bids.ts';
import type { PortfolioCase, Rule } from './portfolio-case.ts';

/** A small case of notional bids, the same for a seed, with rules of every kind that its seed calls for. */
export function smallCase(seed: number, count: number, change: Partial<PortfolioCase> = {}): PortfolioCase {
  const stream = new RandomStream(seed, 'small-case');
  const ids = ['track', 'ground', 'launch'];
  const bids = notionalBids({ seed, count, capabilityCount: ids.length, years: 3 });
  const price = bids.reduce((sum, bid) => sum + bid.costByYearUsdM.reduce((a, b) => a + b, 0), 0);
  const budgetUsdM = price * (0.3 + 0.3 * stream.uniform(0, 0));
  const possible: readonly Rule[] = [
    { kind: 'member-share', member: 'any', most: 0.5 },
    { kind: 'concentration', mostHhi: 3000 },
    { kind: 'bids-of-member', member: 'any', most: 3 },
    { kind: 'dual-source', capability: 'track', keeps: 1 },
    { kind: 'distinct-members', capability: 'ground', least: 2 },
    { kind: 'small-business', leastShare: 0.02 },
    { kind: 'mean-risk', most: 0.5 },
    { kind: 'lowest-trl', least: 4 },
    { kind: 'fielded-by', capability: 'track', months: 45, level: 1 },
    { kind: 'count', least: 1, most: 8 },
    { kind: 'at-most-of', bids: bids.slice(0, 3).map(({ id }) => id), most: 1 },
  ];
  return {
    title: 'Small',
    isSynthetic: true,
    baseYear: 2026,
    firstFiscalYear: 2027,
    budgetUsdM,
    budgetByYearUsdM: [0.5, 0.5, 0.5].map((share) => share * budgetUsdM),
    bids: bids.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    capabilities: ids.map((id, c) => ({
      id,
      title: id,
      weight: [0.5, 0.3, 0.2][c] ?? 0,
      need: c === 0 ? 1 : 0,
      curve: [
        [6, 0.5],
        [15, 0.85],
        [30, 1],
      ],
    })),
    rules: possible.filter((_, k) => stream.uniform(1, k) < 0.45),
    robustness: {
      dearerBids: Math.floor(3 * stream.uniform(2, 0)),
      lateBids: Math.floor(2 * stream.uniform(2, 1)),
      brokenTeams: Math.floor(2 * stream.uniform(2, 2)),
    },
    seed,
    ...change,
  };
}

/** The best of all sets of bids that keep everything, by trying each; null when none does. */
export function bestOfAll(each: PortfolioCase, costCapUsdM = Number.POSITIVE_INFINITY): Choice | null {
  const constraints = constraintsOf(each);
  const prices = each.bids.map(({ costByYearUsdM }) => costByYearUsdM.reduce((a, b) => a + b, 0));
  let best: Choice | null = null;
  const tryFrom = (next: number, bids: readonly number[], cost: number): void => {
    if (cost > Math.min(costCapUsdM, each.budgetUsdM) * (1 + 1e-6)) return;
    if (next === each.bids.length) {
      const choice = choiceOf(each, bids);
      if ((best === null || choice.value > best.value) && brokenBy(each, constraints, choice).length === 0)
        best = choice;
      return;
    }
    tryFrom(next + 1, [...bids, next], cost + (prices[next] ?? 0));
    tryFrom(next + 1, bids, cost);
  };
  tryFrom(0, [], 0);
  return best;
}
