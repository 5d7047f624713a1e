/**
 * A linear programme in whole and real numbers: the largest `cost` · x with x between 0 and `upper` and every row of A x at most its limit.
 * Columns, because there are many thousands.
 */
export interface IntegerProgramme {
  /** What a unit of each variable is worth: [variable]. */
  readonly cost: Float64Array;
  /** Largest value of each variable; the smallest is 0. */
  readonly upper: Float64Array;
  /** 1 where only whole numbers will do: [variable]. */
  readonly isWhole: Uint8Array;
  /** Row r holds entries `rowStart[r]` up to, not including, `rowStart[r + 1]`; length one more than there are rows. */
  readonly rowStart: Int32Array;
  readonly entryVariable: Int32Array;
  readonly entryValue: Float64Array;
  /** What the sum of each row may reach. */
  readonly rowLimit: Float64Array;
}

export interface SolveLimits {
  /** Stop when the best found is this near the bound, as a share of it; 0 for a proof. */
  readonly gap: number;
  readonly timeS: number;
}

export interface Solved {
  /** Values of the best solution found: [variable]. */
  readonly values: Float64Array;
  readonly objective: number;
  /** No solution can be worth more. */
  readonly bound: number;
}

/** Whoever can solve such programmes. Not for the loop: it takes what time it takes, within its limits. */
export interface Solver {
  /** The best solution found within the limits; null when none was. */
  solve(programme: IntegerProgramme, limits: SolveLimits): Promise<Solved | null>;
}
