import type { Bid } from './bid.ts';

/** Is `a` at least as good as `b` in everything that is counted, and better in something? What others say of them, and their members, is not counted. */
export function dominates(a: Bid, b: Bid): boolean {
  const pairs: readonly (readonly [number, number])[] = [
    ...b.gives.map((amount, c) => [a.gives[c] ?? 0, amount] as const),
    ...b.costByYearUsdM.map((usdM, year) => [-(a.costByYearUsdM[year] ?? 0), -usdM] as const),
    [-a.risk, -b.risk],
    [a.trl, b.trl],
    [-a.monthsToField, -b.monthsToField],
    [-a.growthShare, -b.growthShare],
    [-a.slipMonths, -b.slipMonths],
    [-a.breakUpProb, -b.breakUpProb],
  ];
  return pairs.every(([ours, theirs]) => ours >= theirs) && pairs.some(([ours, theirs]) => ours > theirs);
}

/** Of each bid, the ids of those that dominate it. */
export function dominatedBy(bids: readonly Bid[]): readonly (readonly string[])[] {
  return bids.map((bid) => bids.filter((other) => dominates(other, bid)).map(({ id }) => id));
}
