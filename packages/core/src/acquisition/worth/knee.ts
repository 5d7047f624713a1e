import { assert } from '../../foundation/index.ts';

/**
 * Where a curve that flattens bends most: the point furthest above the chord between its ends, both axes brought to 0 .. 1.
 *
 * @param sizes - Ascending, at least two.
 * @param worth - More is better; one for each size.
 * @returns Place of the knee; null when the last size is worth no more than the first, or no point lies above the chord.
 */
export function kneeOf(sizes: readonly number[], worth: readonly number[]): number | null {
  assert(
    sizes.length >= 2 && worth.length === sizes.length,
    'a curve has two ends, and a value at each size',
  );
  const [from = 0, first = 0] = [sizes[0], worth[0]];
  const [to = 0, last = 0] = [sizes.at(-1), worth.at(-1)];
  if (!(last > first)) return null;
  let knee: number | null = null;
  let furthest = 1e-9;
  for (const [place, size] of sizes.entries()) {
    const above = ((worth[place] ?? first) - first) / (last - first) - (size - from) / (to - from);
    if (above > furthest) {
      furthest = above;
      knee = place;
    }
  }
  return knee;
}
