/** A square system of a few equations, its unknowns and how it is searched. */
export interface NewtonProblem {
  /** Scaled residuals of `unknowns` into `out`; false where the point is not feasible. Solved when all are within 1. */
  readonly residualsInto: (out: Float64Array, unknowns: Float64Array) => boolean;
  /** Step of the finite difference, per unknown. */
  readonly differences: readonly number[];
  /** Longest change of an unknown in one iteration. */
  readonly longestMoves: readonly number[];
  readonly maxIterations: number;
}

/**
 * Newton's iteration with forward differences; a move is halved until the sum of squares falls. Changes `unknowns` in place.
 *
 * @returns true when every scaled residual is within 1; false when the bound on iterations is met or no move helps.
 * @see [Press-2007] §9.7.
 */
export function solveByDampedNewton(problem: NewtonProblem, unknowns: Float64Array): boolean {
  const n = unknowns.length;
  const residuals = new Float64Array(n);
  const moved = new Float64Array(n);
  const matrix = new Float64Array(n * (n + 1));
  const trial = new Float64Array(n);
  if (!problem.residualsInto(residuals, unknowns)) return false;
  for (let iteration = 0; iteration < problem.maxIterations; iteration++) {
    if (residuals.every((residual) => Math.abs(residual) <= 1)) return true;
    for (let column = 0; column < n; column++) {
      trial.set(unknowns);
      const difference = problem.differences[column] ?? 1e-6;
      trial[column] = unknowns[column]! + difference;
      if (!problem.residualsInto(moved, trial)) return false;
      for (let row = 0; row < n; row++) {
        matrix[row * (n + 1) + column] = (moved[row]! - residuals[row]!) / difference;
      }
    }
    for (let row = 0; row < n; row++) matrix[row * (n + 1) + n] = -residuals[row]!;
    const step = eliminate(matrix, n);
    if (step === null) return false;
    let share = 1;
    for (let i = 0; i < n; i++) {
      const longest = problem.longestMoves[i] ?? Number.POSITIVE_INFINITY;
      share = Math.min(share, longest / Math.max(Math.abs(step[i]!), 1e-300));
    }
    const before = sumOfSquares(residuals);
    let helped = false;
    for (let halving = 0; halving < 12 && !helped; halving++) {
      for (let i = 0; i < n; i++) trial[i] = unknowns[i]! + share * step[i]!;
      helped = problem.residualsInto(moved, trial) && sumOfSquares(moved) < before;
      share *= 0.5;
    }
    if (!helped) return false;
    unknowns.set(trial);
    residuals.set(moved);
  }
  return residuals.every((residual) => Math.abs(residual) <= 1);
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** Gauss elimination with row exchange of an n x (n+1) system; `null` when it is singular. */
function eliminate(matrix: Float64Array, n: number): Float64Array | null {
  const width = n + 1;
  for (let column = 0; column < n; column++) {
    let pivotRow = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(matrix[row * width + column]!) > Math.abs(matrix[pivotRow * width + column]!))
        pivotRow = row;
    }
    const pivot = matrix[pivotRow * width + column]!;
    if (!(Math.abs(pivot) > 1e-300)) return null;
    for (let k = 0; k < width; k++) {
      const kept = matrix[column * width + k]!;
      matrix[column * width + k] = matrix[pivotRow * width + k]!;
      matrix[pivotRow * width + k] = kept;
    }
    for (let row = column + 1; row < n; row++) {
      const factor = matrix[row * width + column]! / pivot;
      for (let k = column; k < width; k++) {
        matrix[row * width + k] = matrix[row * width + k]! - factor * matrix[column * width + k]!;
      }
    }
  }
  const solution = new Float64Array(n);
  for (let row = n - 1; row >= 0; row--) {
    let sum = matrix[row * width + n]!;
    for (let k = row + 1; k < n; k++) sum -= matrix[row * width + k]! * solution[k]!;
    solution[row] = sum / matrix[row * width + row]!;
  }
  return solution;
}
