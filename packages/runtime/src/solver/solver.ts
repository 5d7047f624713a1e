import type { IntegerProgramme } from '@cupola/core/foundation';

export interface SolveLimits {
  /** Stop when the best found is this near the bound, as a share of it; 0 for a proof. */
  readonly gap: number;
  /** Parts of the problem to look into, at most; unlike time, the same on every machine. */
  readonly nodes?: number;
  readonly timeS: number;
}

/** The best so far, and what no solution can be worth more than. */
export interface SolveProgress {
  readonly objective: number;
  readonly bound: number;
}

export interface Solved extends SolveProgress {
  readonly kind: 'solved';
  /** Values of the best solution found: [variable]. */
  readonly values: Float64Array;
  /** Did the time run out before the gap was reached? Then the solution depends on the machine. */
  readonly timeRanOut: boolean;
}

export type SolveOutcome =
  | Solved
  /** Proved: nothing keeps every row. */
  | { readonly kind: 'impossible' }
  /** The time ran out before anything was found. */
  | { readonly kind: 'nothing-found' };

/** Whoever can solve such programmes. Not for the loop: it takes what time it takes, within its limits. */
export interface Solver {
  /** The best solution found within the limits. `onProgress` is told of better solutions and bounds on the way. */
  solve(
    programme: IntegerProgramme,
    limits: SolveLimits,
    onProgress?: (progress: SolveProgress) => void,
  ): Promise<SolveOutcome>;
}
