import { priceRatio } from '../money/price-index.ts';
import type { PriceIndex } from '../money/price-index.ts';
import type { HeadlineFigure, Span } from './headline-figure.ts';

/** A figure on the common axis: what could be put there, and what keeps it from being compared. */
export interface ReconciledFigure extends HeadlineFigure {
  /** In dollars of the base year. Nominal and unknown dollars are taken as those of the year the figure was made in, and a caution says so. */
  readonly usdBOfBaseYear: Span;
  /** By year covered, in dollars of the base year; null when the years are not published. */
  readonly usdBPerYear: Span | null;
  /** By missile it is sized for, in dollars of the base year; null when either is not published. */
  readonly usdBPerMissile: Span | null;
  /** Ids of the figures that cover the same layers for the same number of years: only these measure the same thing. */
  readonly comparableWith: readonly string[];
  readonly cautions: readonly string[];
}

/**
 * Puts published totals on one axis: dollars of one year, per year covered, per missile. Nothing is added or guessed: a total without years has no yearly
 * rate, and what was not published stays a caution.
 *
 * @throws when the index has no level for a year that a figure needs: figures and index are data of the program.
 */
export function reconcile(
  figures: readonly HeadlineFigure[],
  index: PriceIndex,
  baseYear: number,
): readonly ReconciledFigure[] {
  return figures.map((figure) => {
    const dollarYear = typeof figure.dollars === 'number' ? figure.dollars : figure.madeInYear;
    const found = priceRatio(index, dollarYear, baseYear);
    if (!found.ok) throw new Error(`${figure.id}: ${found.error.detail}`);
    const usdBOfBaseYear = times(figure.usdB, found.ratio);
    return {
      ...figure,
      usdBOfBaseYear,
      usdBPerYear: figure.years === null ? null : times(usdBOfBaseYear, 1 / figure.years),
      usdBPerMissile:
        figure.missiles === null
          ? null
          : [usdBOfBaseYear[0] / figure.missiles[1], usdBOfBaseYear[1] / figure.missiles[0]],
      comparableWith: figures
        .filter((other) => other.id !== figure.id && measureTheSame(figure, other))
        .map((other) => other.id),
      cautions: cautionsOf(figure, index, baseYear),
    };
  });
}

function times([low, high]: Span, factor: number): Span {
  return [low * factor, high * factor];
}

function measureTheSame(a: HeadlineFigure, b: HeadlineFigure): boolean {
  const unknown = [a, b].some((each) => each.years === null || each.layers.includes('unknown'));
  return !unknown && a.years === b.years && a.layers.toSorted().join() === b.layers.toSorted().join();
}

function cautionsOf(figure: HeadlineFigure, index: PriceIndex, baseYear: number): string[] {
  const cautions: string[] = [];
  if (figure.dollars === 'unknown')
    cautions.push(`the year of its dollars was not published; taken as ${figure.madeInYear}`);
  if (figure.dollars === 'nominal')
    cautions.push(`then-year dollars; taken as ${figure.madeInYear}, so later spending is overstated`);
  if (figure.years === null) cautions.push('the years it covers were not published');
  if (figure.layers.includes('unknown')) cautions.push('what it buys was not published, or not seen');
  if (figure.missiles === null) cautions.push('no number of missiles was published');
  if (figure.confidence.includes('unverified')) cautions.push('known from a copy only');
  const dollarYear = typeof figure.dollars === 'number' ? figure.dollars : figure.madeInYear;
  if (dollarYear !== baseYear && Math.max(dollarYear, baseYear) >= index.assumedFromYear)
    cautions.push(`the price level of ${Math.max(dollarYear, baseYear)} is an assumption`);
  return cautions;
}
