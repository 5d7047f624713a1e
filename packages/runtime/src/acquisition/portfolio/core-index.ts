import { RandomStream } from '@cupola/core/foundation';
import { choiceOf } from '@cupola/core/acquisition';
import type { Choice, ConcentrationCut, Constraint, PortfolioCase } from '@cupola/core/acquisition';
import type { SolveLimits, Solver } from '../../solver/solver.ts';
import { bestPortfolio } from './best-portfolio.ts';

export interface CoreIndex {
  /** Choices that are nearly the best, by the stated weights; the best is one of them. */
  readonly nearOptimal: number;
  readonly drawn: number;
  /** Share of these that a bid is in: [bid]. */
  readonly ofBid: readonly number[];
}

export interface CoreIndexPlan {
  readonly each: PortfolioCase;
  readonly constraints: readonly Constraint[];
  readonly best: Choice;
  readonly cuts: readonly ConcentrationCut[];
  readonly draws: number;
  readonly weightSpread: number;
  readonly nearOptimal: number;
  readonly limits: SolveLimits;
}

/**
 * In which share of the choices that are nearly the best a bid is found. Such choices are the best ones by weights near the stated ones, drawn evenly within a spread,
 * as far as they are worth nearly as much by the stated weights.
 *
 * @see [Liesio-2007]
 */
export async function coreIndex(
  plan: CoreIndexPlan,
  solver: Solver,
  onDone: (done: number) => void,
): Promise<CoreIndex> {
  const { each, constraints, best, cuts, draws, weightSpread, limits } = plan;
  const stream = new RandomStream(each.seed, 'portfolio-weights');
  let done = 0;
  const found = await Promise.all(
    Array.from({ length: draws }, async (_, draw) => {
      const raw = each.capabilities.map(
        ({ weight }, c) => weight * (1 + weightSpread * (2 * stream.uniform(c, draw) - 1)),
      );
      const all = raw.reduce((sum, weight) => sum + weight, 0);
      const weights = raw.map((weight) => weight / all);
      const outcome = await bestPortfolio(
        each,
        { maximise: 'value', constraints, cuts, weights },
        solver,
        limits,
      );
      onDone(++done);
      return outcome.kind === 'found' ? [choiceOf(each, outcome.choice.bids)] : [];
    }),
  );
  const least = (1 - plan.nearOptimal) * best.value;
  const near = [best, ...found.flat().filter(({ value }) => value >= least)];
  return {
    nearOptimal: near.length,
    drawn: draws,
    ofBid: each.bids.map((_, bid) => near.filter(({ bids }) => bids.includes(bid)).length / near.length),
  };
}
