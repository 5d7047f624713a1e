import { present } from '../../foundation/index.ts';
import { priceOf } from './bid.ts';
import { FULL_VALUE } from './portfolio-case.ts';
import type { PortfolioCase } from './portfolio-case.ts';
import { shareAt } from './value-curve.ts';

/** Two ways of scoring a bid by itself. Neither chooses: a bid is worth what it adds to the others. */
export interface BidScore {
  /** Worth if it were the only one, 0 to 100: additive multi-attribute value by the curves and weights of the case. */
  readonly maut: number;
  /** Nearness to the ideal, 0 to 1; a check, since it may change its order when a bid is added. [Hwang-1981] */
  readonly topsis: number;
  readonly topsisRank: number;
}

/** Scores of all bids, in their order. */
export function bidScores(each: PortfolioCase): readonly BidScore[] {
  const { bids, capabilities } = each;
  const nearness = topsis(
    bids.map((bid) => [...bid.gives, -priceOf(bid), -bid.risk, -bid.monthsToField]),
    // Half of the weight for what it brings, half for price, risk and time alike.
    [...capabilities.map(({ weight }) => weight / 2), 1 / 6, 1 / 6, 1 / 6],
  );
  const order = bids
    .map((_, i) => i)
    .toSorted((a, b) => present(nearness[b]) - present(nearness[a]) || a - b);
  const rankOf = new Map(order.map((bid, rank) => [bid, rank + 1]));
  return bids.map((bid, i) => ({
    maut:
      FULL_VALUE *
      capabilities.reduce((sum, { weight, curve }, c) => sum + weight * shareAt(curve, bid.gives[c] ?? 0), 0),
    topsis: present(nearness[i]),
    topsisRank: present(rankOf.get(i)),
  }));
}

/**
 * Technique for order preference by similarity to the ideal: columns brought to length 1 and weighted; nearness is the distance from the worst over the sum of
 * distances from worst and best.
 *
 * @param rows - More is better in every column.
 * @see [Hwang-1981]
 */
export function topsis(rows: readonly (readonly number[])[], weights: readonly number[]): readonly number[] {
  const columns = weights.map((weight, j) => {
    const raw = rows.map((row) => present(row[j]));
    const length = Math.hypot(...raw);
    return raw.map((value) => (length > 0 ? (weight * value) / length : 0));
  });
  const distance = (i: number, ends: readonly number[]): number =>
    Math.hypot(...columns.map((column, j) => present(column[i]) - present(ends[j])));
  const best = columns.map((column) => Math.max(...column));
  const worst = columns.map((column) => Math.min(...column));
  return rows.map((_, i) => {
    const [up, down] = [distance(i, worst), distance(i, best)];
    return up + down > 0 ? up / (up + down) : 1;
  });
}
