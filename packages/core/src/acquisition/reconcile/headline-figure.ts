export const LAYERS = [
  'early-engineering',
  'sensing',
  'space-interceptors',
  'ground-interceptors',
  'command',
  'unknown',
] as const;
/** What a total buys; `unknown` was not published, or not seen. */
export type Layer = (typeof LAYERS)[number];

/** Low and high; equal when one number was published. */
export type Span = readonly [low: number, high: number];

/** A total as somebody published it. */
export interface HeadlineFigure {
  readonly id: string;
  readonly title: string;
  /** Billions of dollars. */
  readonly usdB: Span;
  /** Constant dollars of that year; `nominal` are then-year dollars; `unknown` was not said. */
  readonly dollars: number | 'nominal' | 'unknown';
  readonly madeInYear: number;
  /** Years the total covers; null when not published. */
  readonly years: number | null;
  readonly layers: readonly Layer[];
  /** Missiles at once that it is sized for; null when not published. */
  readonly missiles: Span | null;
  readonly scope: string;
  readonly source: string;
  readonly confidence: string;
}
