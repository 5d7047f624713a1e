/** Component by component. */
export function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

/** Component by component. */
export function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i]!);
}

/** The symmetric part of a square matrix, n x n. */
export function symmetric(a: Float64Array, n: number): Float64Array {
  return a.map((value, i) => (value + a[(i % n) * n + Math.floor(i / n)]!) / 2);
}
