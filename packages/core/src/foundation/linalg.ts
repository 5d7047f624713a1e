/**
 * Small dense linear algebra on row-major Float64Arrays. Sizes are those of tracking (2 to 9), so the plain loops are the fast ones.
 */

/**
 * Lower Cholesky factor of a symmetric positive definite n x n matrix, in place (the upper triangle is left as it was).
 *
 * @returns false when the matrix is not positive definite; its contents are then of no use.
 */
export function choleskyInPlace(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    let diagonal = a[j * n + j]!;
    for (let k = 0; k < j; k++) diagonal -= a[j * n + k]! * a[j * n + k]!;
    if (!(diagonal > 0)) return false;
    const root = Math.sqrt(diagonal);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = sum / root;
    }
  }
  return true;
}

/** Solves L Lᵀ x = b in place of b, given the factor of `choleskyInPlace`. */
export function solveCholeskyInPlace(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * b[k]!;
    b[i] = sum / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < n; k++) sum -= factor[k * n + i]! * b[k]!;
    b[i] = sum / factor[i * n + i]!;
  }
}

/**
 * Inverse of a symmetric positive definite n x n matrix.
 *
 * @returns null when the matrix is not positive definite.
 */
export function invertPositiveDefinite(matrix: Float64Array, n: number): Float64Array | null {
  const factor = matrix.slice();
  if (!choleskyInPlace(factor, n)) return null;
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    solveCholeskyInPlace(factor, n, column);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!;
  }
  return inverse;
}

/** xᵀ M⁻¹ x for a symmetric positive definite n x n matrix; NaN when it is not positive definite. */
export function mahalanobisSquared(matrix: Float64Array, n: number, x: Float64Array): number {
  const factor = matrix.slice();
  if (!choleskyInPlace(factor, n)) return Number.NaN;
  let sum = 0;
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let each = x[i]!;
    for (let k = 0; k < i; k++) each -= factor[i * n + k]! * y[k]!;
    y[i] = each / factor[i * n + i]!;
    sum += y[i]! * y[i]!;
  }
  return sum;
}

/** Φ P Φᵀ of two n x n matrices into `out`, with `scratch` of the same size; `out` may not be an argument. */
export function sandwichInto(
  out: Float64Array,
  transition: Float64Array,
  covariance: Float64Array,
  n: number,
  scratch: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += transition[i * n + k]! * covariance[k * n + j]!;
      scratch[i * n + j] = sum;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += scratch[i * n + k]! * transition[j * n + k]!;
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
  }
}

/** The product of a (rows x inner) and b (inner x columns). */
export function multiplied(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const value = a[i * inner + k]!;
      if (value === 0) continue;
      for (let j = 0; j < columns; j++) out[i * columns + j]! += value * b[k * columns + j]!;
    }
  }
  return out;
}

/** The transpose of a (rows x columns). */
export function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j]!;
  return out;
}

/** The leading block of a square matrix (size x size), `block` rows and columns of it. */
export function leadingBlock(a: ArrayLike<number>, size: number, block: number): Float64Array {
  const out = new Float64Array(block * block);
  for (let row = 0; row < block; row++) {
    for (let column = 0; column < block; column++) out[row * block + column] = a[row * size + column]!;
  }
  return out;
}
