/** How much custody is left with satellites lost at random: what to try. */
export interface LossQuestion {
  /** Satellites lost, each as a number or as a share of all, as it was asked. */
  readonly levels: readonly LossLevel[];
  /** How often each is tried, each time with another seed: other satellites are lost, under other noise. */
  readonly draws: number;
  /** The share of each phase in which custody has to be held, (0, 1]. */
  readonly continuity: number;
}

export type LossLevel =
  | { readonly kind: 'satellites'; readonly count: number }
  | { readonly kind: 'share'; readonly share: number };

/** So many satellites of `all`, to the nearest whole one. */
export function satellitesLost(level: LossLevel, all: number): number {
  return level.kind === 'share' ? Math.round(level.share * all) : level.count;
}
