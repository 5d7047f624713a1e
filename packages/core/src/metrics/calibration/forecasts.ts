/** What was stated about one thing that then happened or did not. */
export interface Forecast {
  /** [0, 1]. */
  readonly prob: number;
  readonly happened: boolean;
}

export function baseRate(forecasts: readonly Forecast[]): number {
  return forecasts.reduce((sum, { happened }) => sum + Number(happened), 0) / forecasts.length;
}

/**
 * Edges of the bins that forecasts are sorted into, chosen before any campaign was run: tenths, and a hundredth at either end, where a decision that is sure of
 * itself has most of its forecasts. A bin holds its lower edge; the last one both.
 */
export const BIN_EDGES: readonly number[] = [0, 0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1];

export function binOf(prob: number): number {
  const after = BIN_EDGES.findIndex((edge, index) => index > 0 && prob < edge);
  return after < 0 ? BIN_EDGES.length - 2 : after - 1;
}

export interface ForecastBin {
  readonly fromProb: number;
  readonly toProb: number;
  readonly forecasts: readonly Forecast[];
}

/** The bins that hold any forecast. */
export function filledBins(forecasts: readonly Forecast[]): readonly ForecastBin[] {
  const byBin = Map.groupBy(forecasts, ({ prob }) => binOf(prob));
  return BIN_EDGES.slice(1).flatMap((toProb, bin) => {
    const own = byBin.get(bin);
    return own === undefined ? [] : [{ fromProb: BIN_EDGES[bin] ?? 0, toProb, forecasts: own }];
  });
}

export function meanProb(forecasts: readonly Forecast[]): number {
  return forecasts.reduce((sum, { prob }) => sum + prob, 0) / forecasts.length;
}
