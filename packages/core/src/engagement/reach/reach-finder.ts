import type { SimTimeUs } from '../../foundation/index.ts';

/** Finds who is in reach of a launch at a moment. */
export interface ReachFinder {
  readonly interceptorCount: number;
  /** Indices of those found last, the first `found` of them, in no order; overwritten by the next call. */
  readonly found: Int32Array;
  /** How many are in reach of a launch at this moment. */
  find(atUs: SimTimeUs): number;
}

/** Several fleets as one, in their order. */
export function combinedFinder(parts: readonly ReachFinder[]): ReachFinder {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const interceptorCount = parts.reduce((sum, part) => sum + part.interceptorCount, 0);
  const found = new Int32Array(interceptorCount);
  return {
    interceptorCount,
    found,
    find(atUs: SimTimeUs): number {
      let count = 0;
      let first = 0;
      for (const part of parts) {
        const own = part.find(atUs);
        for (let index = 0; index < own; index++) found[count + index] = first + part.found[index]!;
        count += own;
        first += part.interceptorCount;
      }
      return count;
    },
  };
}
