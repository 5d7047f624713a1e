import { readFileSync } from 'node:fs';
import { readHeadlineFigures, readPriceIndex } from '@cupola/contract';
import type { HeadlineFigure, PriceIndex } from '@cupola/core/acquisition';

const DATA = new URL('../../../../../data/acquisition/', import.meta.url);

/** The published totals and the price index that come with the program. */
export function loadHeadlines(): { readonly figures: readonly HeadlineFigure[]; readonly index: PriceIndex } {
  return {
    figures: readHeadlineFigures(read('headline-figures.yaml')),
    index: readPriceIndex(read('price-index.yaml')),
  };
}

function read(name: string): string {
  return readFileSync(new URL(name, DATA), 'utf8');
}
