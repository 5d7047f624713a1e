import { readHeadlineFigures, readPriceIndex } from '@cupola/contract';
import type { HeadlineFigure, PriceIndex } from '@cupola/core/acquisition';
import { programData } from '../program-data.ts';

/** The published totals and the price index that come with the program. */
export function loadHeadlines(): { readonly figures: readonly HeadlineFigure[]; readonly index: PriceIndex } {
  return {
    figures: readHeadlineFigures(programData('headline-figures.yaml')),
    index: readPriceIndex(programData('price-index.yaml')),
  };
}
