import type { ReconciledFigure } from '@cupola/core/acquisition';
import { decimal, significant } from '../../page/numbers.ts';

/** What the list shows, in sentences, from its own numbers. */
export function headlinesOf(figures: readonly ReconciledFigure[]): readonly string[] {
  const lows = figures.map(({ usdBOfBaseYear }) => usdBOfBaseYear[0]);
  const highs = figures.map(({ usdBOfBaseYear }) => usdBOfBaseYear[1]);
  const pairs = figures.reduce((sum, { comparableWith }) => sum + comparableWith.length, 0) / 2;
  const all = (figures.length * (figures.length - 1)) / 2;
  const yearless = figures.filter(({ years }) => years === null).length;
  const unpublished = figures.filter(({ layers }) => layers.includes('unknown')).length;
  return [
    `${figures.length} published totals run from ${significant(Math.min(...lows))} to ${significant(Math.max(...highs))} billion dollars, but only ${decimal(pairs, 0)} of ${decimal(all, 0)} pairs cover the same layers for the same years.`,
    `${decimal(unpublished, 0)} of them do not say what they buy, and ${decimal(yearless, 0)} not over how many years.`,
    ...interceptorSentence(figures),
  ];
}

/** Space interceptors over the same years: what is left is the number of missiles, price and learning. */
function interceptorSentence(figures: readonly ReconciledFigure[]): readonly string[] {
  const alike = figures.filter(
    ({ layers, years, usdBPerMissile }) =>
      layers.join() === 'space-interceptors' && years === 20 && usdBPerMissile !== null,
  );
  if (alike.length < 2) return [];
  const perMissile = alike.flatMap(({ usdBPerMissile }) => usdBPerMissile ?? []);
  return [
    `The ${alike.length} totals for space-based interceptors over twenty years still differ by the missiles they are sized for: from ${significant(Math.min(...perMissile))} to ${significant(Math.max(...perMissile))} billion for each.`,
  ];
}
