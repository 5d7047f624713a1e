import { assert } from './assert.ts';

/**
 * Where a curve that flattens bends most: with both axes stretched to run from 0 to 1, the point that stands highest above the straight line between its
 * ends, after [Satopaa-2011].
 *
 * @param xs - Ascending.
 * @param ys - Worth: more is better. One for each x.
 * @returns Its place; null when the last y is no higher than the first, or no point stands above that line.
 */
export function kneeOfCurve(xs: readonly number[], ys: readonly number[]): number | null {
  assert(xs.length === ys.length, 'a curve has a value at each place');
  const [fromX = 0, fromY = 0] = [xs[0], ys[0]];
  const [toX = 0, toY = 0] = [xs.at(-1), ys.at(-1)];
  if (!(toX > fromX && toY > fromY)) return null;
  const heights = xs.map(
    (x, place) => ((ys[place] ?? fromY) - fromY) / (toY - fromY) - (x - fromX) / (toX - fromX),
  );
  const highest = Math.max(...heights);
  return highest > 1e-9 ? heights.indexOf(highest) : null;
}
