import { brokenBy } from '@cupola/core/acquisition';
import type { Choice, ConcentrationCut, Constraint, PortfolioCase } from '@cupola/core/acquisition';
import type { SolveLimits, Solver } from '../../solver/solver.ts';
import { bestPortfolio } from './best-portfolio.ts';
import type { BestPortfolio, Found } from './best-portfolio.ts';

/** The most that can be had for a price, and the least price at which that much can be had. */
export interface FrontPoint {
  /** Price that the choice might reach. */
  readonly capUsdM: number;
  readonly choice: Choice;
  /** Nothing within the cap is worth more. */
  readonly valueBound: number;
  readonly valueGap: number;
  /** Nothing worth as much is cheaper. */
  readonly costBoundUsdM: number;
  readonly costGap: number;
  readonly timeRanOut: boolean;
}

export interface FrontPlan {
  readonly each: PortfolioCase;
  readonly constraints: readonly Constraint[];
  /** Of the whole budget: the dear end. */
  readonly best: Found;
  readonly cuts: readonly ConcentrationCut[];
  readonly points: number;
  readonly limits: SolveLimits;
  /** How many caps are worked on at once. */
  readonly ahead: number;
}

/** Rounding that a value may lose in the second pass. */
const VALUE_ROUNDING = 1e-6;

/**
 * Caps rise evenly from one step above the cheapest choice, at which there is hardly one, to the price of the best one. Each point is the best value within its cap, then the least price of that value, so that no point
 * is beaten by another in one thing and equal in the other, within the gaps. A later point is never worth less than an earlier one: a choice found for less money stays.
 * Points come in order, whatever is solved first; each is the same for any number of threads.
 */
export async function* frontOf(plan: FrontPlan, solver: Solver): AsyncGenerator<FrontPoint, void> {
  const { each, constraints, best, cuts, points, limits } = plan;
  if (points === 0) return;
  const aim = { constraints, cuts };
  const cheapest = await bestPortfolio(each, { ...aim, maximise: 'saving' }, solver, limits);
  const lowUsdM = cheapest.kind === 'found' ? cheapest.choice.costUsdM : best.choice.costUsdM;
  const capOf = (k: number): number =>
    k === points - 1 ? best.choice.costUsdM : lowUsdM + ((best.choice.costUsdM - lowUsdM) * (k + 1)) / points;
  const asked: Promise<BestPortfolio>[] = [];
  const ask = (k: number): void => {
    if (k < points)
      asked.push(bestPortfolio(each, { ...aim, maximise: 'value', costCapUsdM: capOf(k) }, solver, limits));
  };
  for (let k = 0; k < plan.ahead; k++) ask(k);
  let before: FrontPoint | null = null;
  for (let k = 0; k < points; k++) {
    // oxlint-disable-next-line no-await-in-loop -- points come in order
    const found = await asked[k];
    ask(k + plan.ahead);
    // oxlint-disable-next-line no-await-in-loop -- points come in order
    const point = await pointOf(plan, capOf(k), k === points - 1 ? best : found, before, solver);
    if (point === null) continue;
    yield point;
    before = point;
  }
}

async function pointOf(
  { each, constraints, cuts, limits }: FrontPlan,
  capUsdM: number,
  found: BestPortfolio | undefined,
  before: FrontPoint | null,
  solver: Solver,
): Promise<FrontPoint | null> {
  if (found?.kind !== 'found') return null;
  const bound = Math.max(found.bound, before?.choice.value ?? 0);
  if (before !== null && before.choice.value >= found.choice.value - VALUE_ROUNDING) {
    const { value } = before.choice;
    const timeRanOut = before.timeRanOut || found.timeRanOut;
    return { ...before, capUsdM, valueBound: bound, valueGap: shareOf(bound - value, value), timeRanOut };
  }
  const { value } = found.choice;
  const cheaper = await bestPortfolio(
    each,
    { constraints, cuts, maximise: 'saving', valueFloor: value - VALUE_ROUNDING },
    solver,
    limits,
  );
  const isBetter =
    cheaper.kind === 'found' &&
    cheaper.choice.costUsdM <= found.choice.costUsdM &&
    cheaper.choice.value >= value - 2 * VALUE_ROUNDING &&
    brokenBy(each, constraints, cheaper.choice).length === 0;
  const choice = isBetter ? cheaper.choice : found.choice;
  const costBoundUsdM = cheaper.kind === 'found' ? Math.min(choice.costUsdM, -cheaper.bound) : 0;
  return {
    capUsdM,
    choice,
    valueBound: Math.max(bound, choice.value),
    valueGap: shareOf(Math.max(bound, choice.value) - choice.value, choice.value),
    costBoundUsdM,
    costGap: shareOf(choice.costUsdM - costBoundUsdM, choice.costUsdM),
    timeRanOut: found.timeRanOut || (cheaper.kind === 'found' && cheaper.timeRanOut),
  };
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
