import {
  choiceFrom,
  concentrationOf,
  cutsAgainst,
  moneyByMember,
  portfolioProgramme,
} from '@cupola/core/acquisition';
import type {
  Choice,
  ConcentrationCut,
  Constraint,
  PortfolioCase,
  ProgrammeAim,
} from '@cupola/core/acquisition';
import type { SolveLimits, SolveProgress, Solver } from '../../solver/solver.ts';

export interface Found {
  readonly kind: 'found';
  readonly choice: Choice;
  /** Nothing that keeps the same constraints has a better objective. */
  readonly bound: number;
  /** Distance of the objective from the bound, as a share of the objective. */
  readonly gap: number;
  readonly timeRanOut: boolean;
  /** Those that the answer needed, with those given. */
  readonly cuts: readonly ConcentrationCut[];
}

export type BestPortfolio = Found | { readonly kind: 'impossible' } | { readonly kind: 'nothing-found' };

/** More rounds than any case met so far took by far; each cuts off at least the choice that broke the bound. */
const MAX_CUT_ROUNDS = 40;
const ROUNDING = 1e-6;

/**
 * The best choice for an aim. The bound on concentration is no straight line and is seen a little too wide: a choice that breaks it is cut off by tangents at the
 * shares of its own members, until one keeps it. Every bound on the way is one of the true problem.
 */
export async function bestPortfolio(
  each: PortfolioCase,
  aim: ProgrammeAim,
  solver: Solver,
  limits: SolveLimits,
  onProgress?: (progress: SolveProgress) => void,
): Promise<BestPortfolio> {
  const cuts = [...aim.cuts];
  const mostHhi = hhiBound(aim.constraints);
  for (let round = 0; round < MAX_CUT_ROUNDS; round++) {
    const programme = portfolioProgramme(each, { ...aim, cuts });
    // oxlint-disable-next-line no-await-in-loop -- the next cut comes from this answer
    const outcome = await solver.solve(programme, limits, onProgress);
    if (outcome.kind !== 'solved') return outcome;
    const choice = choiceFrom(each, outcome.values);
    const hhi = concentrationOf(each, choice.bids)?.hhi ?? 0;
    if (hhi <= mostHhi * (1 + ROUNDING)) {
      const { bound, objective, timeRanOut } = outcome;
      const gap = Math.max(0, bound - objective) / Math.max(Math.abs(objective), ROUNDING);
      return { kind: 'found', choice, bound, gap, timeRanOut, cuts };
    }
    cuts.push(...cutsAgainst(moneyByMember(each, choice.bids)));
  }
  return { kind: 'nothing-found' };
}

function hhiBound(constraints: readonly Constraint[]): number {
  const bounds = constraints.flatMap((constraint) =>
    constraint.kind === 'rule' && constraint.rule.kind === 'concentration' ? [constraint.rule.mostHhi] : [],
  );
  return Math.min(...bounds, Number.POSITIVE_INFINITY);
}
