/** Index of the first of the falling values that is not above the limit. */
export function firstNotAbove(falling: Float64Array, limit: number): number {
  let low = 0;
  let high = falling.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (falling[middle]! > limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
