import type { RandomStream, SimTimeUs } from '../../foundation/index.ts';
import type { ReachFinder } from '../reach/reach-finder.ts';

/**
 * One of several finders for each moment, drawn: for delays that are known as a list of cases, all as likely. The same moment draws the same one
 * every time, in every finder made with the same stream.
 */
export function drawnFinder(finders: readonly ReachFinder[], stream: RandomStream): ReachFinder {
  const [first] = finders;
  if (first === undefined) throw new Error('broken invariant: there is a finder to draw');
  if (finders.length === 1) return first;
  const { interceptorCount } = first;
  const found = new Int32Array(interceptorCount);
  return {
    interceptorCount,
    found,
    find(atUs: SimTimeUs): number {
      const draw = stream.uniform(atUs % 2 ** 32, Math.floor(atUs / 2 ** 32));
      const finder = finders[Math.floor(draw * finders.length)] ?? first;
      const count = finder.find(atUs);
      found.set(finder.found.subarray(0, count));
      return count;
    },
  };
}
