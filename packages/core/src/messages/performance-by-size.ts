/** One thing that a layer is judged by, for layers of several sizes before the same flights, skies and noise. */
export interface MeasureBySize {
  readonly name: string;
  readonly unit: string;
  /** Is more of it better, or less? */
  readonly better: 'more' | 'less';
  /** [draw][size]: draws have their random numbers in common; null where a draw has nothing to say. One draw of what is certain. */
  readonly draws: readonly (readonly (number | null)[])[];
}

/** What layers of several sizes can do: campaigns and the coverage engine found it, and whoever asks what a satellite buys reads it. */
export interface PerformanceBySize {
  /** Ascending. */
  readonly satellites: readonly number[];
  readonly measures: readonly MeasureBySize[];
}
