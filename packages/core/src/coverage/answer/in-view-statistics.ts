/** Satellites in view over cells and samples of the same weight. */
export interface InViewStatistics {
  readonly meanInView: number;
  readonly minInView: number;
  readonly maxInView: number;
  /** Share with at least k in view, k = 1 .. maxInView. */
  readonly folds: readonly { readonly k: number; readonly fraction: number }[];
}

/** @param histogram - How many had k in view, by k; at least one had some k. */
export function inViewStatistics(histogram: Float64Array): InViewStatistics {
  const counts = [...histogram];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const minInView = counts.findIndex((count) => count > 0);
  const maxInView = counts.findLastIndex((count) => count > 0);
  const folds: { k: number; fraction: number }[] = [];
  let atLeast = total;
  for (let k = 1; k <= maxInView; k++) {
    atLeast -= counts[k - 1] ?? 0;
    folds.push({ k, fraction: atLeast / total });
  }
  const meanInView = counts.reduce((sum, count, k) => sum + k * count, 0) / total;
  return { meanInView, minInView, maxInView, folds };
}

/** Share with at least one in view. */
export function coveredFraction({ folds }: InViewStatistics): number {
  return folds[0]?.fraction ?? 0;
}
