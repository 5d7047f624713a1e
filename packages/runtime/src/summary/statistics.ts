/** Middle value of the finite ones; mean of the two middle ones when they are even in number; null when there is none. */
export function median(values: Iterable<number>): number | null {
  const sorted = Float64Array.from([...values].filter(Number.isFinite)).toSorted();
  if (sorted.length === 0) return null;
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** Mean of the finite values; null when there is none. */
export function mean(values: Iterable<number>): number | null {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? null : sum / count;
}

/** Six significant digits: more would be noise for a reader. */
export function rounded(value: number): number;
export function rounded(value: number | null): number | null;
export function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(6));
}
