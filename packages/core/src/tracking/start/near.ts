import { present } from '../../foundation/index.ts';
import type { Fix } from './fixes.ts';

/** Fixes by their first coordinate, so that those near a place are found without asking all. */
export interface SortedFixes {
  readonly fixes: readonly Fix[];
  /** Places in `fixes`, by x. */
  readonly order: readonly number[];
  /** Largest sigma of a position among them, m. */
  readonly widestM: number;
}

export function sortedFixes(fixes: readonly Fix[]): SortedFixes {
  const x = (index: number): number => present(fixes[index]).positionM[0]!;
  return {
    fixes,
    order: [...fixes.keys()].toSorted((a, b) => x(a) - x(b) || a - b),
    widestM: fixes.reduce((widest, fix) => Math.max(widest, fixSigmaM(fix)), 0),
  };
}

export function fixSigmaM({ covariance }: Fix): number {
  return Math.sqrt(covariance[0]! + covariance[4]! + covariance[8]!);
}

/** Places of the fixes within a distance of a point, inertial, m, in order of x. */
export function* near(
  { fixes, order }: SortedFixes,
  at: ArrayLike<number>,
  reachM: number,
): Generator<number, void, void> {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (present(fixes[present(order[middle])]).positionM[0]! < at[0]! - reachM) low = middle + 1;
    else high = middle;
  }
  for (let k = low; k < order.length; k++) {
    const index = present(order[k]);
    const { positionM } = present(fixes[index]);
    if (positionM[0]! > at[0]! + reachM) return;
    const dy = positionM[1]! - at[1]!;
    const dz = positionM[2]! - at[2]!;
    const dx = positionM[0]! - at[0]!;
    if (dx * dx + dy * dy + dz * dz <= reachM * reachM) yield index;
  }
}
